"""Signatures of parts, releases and corrections; append-only like everything that was once said."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


TABLES = ("dauys_partsignature", "dauys_release", "dauys_correction")
APPEND_ONLY = import_module("dauys.db.migrations.0002_append_only")


def guard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    form = APPEND_ONLY.SQLITE if on_sqlite else APPEND_ONLY.POSTGRESQL
    for table in TABLES:
        for act in ("UPDATE", "DELETE") if on_sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
            schema_editor.execute(form.format(table=table, act=act))


def unguard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        for act in ("UPDATE", "DELETE") if on_sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
            where = "" if on_sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{where}")


class Migration(migrations.Migration):
    dependencies = [
        ("dauys", "0004_session_registers"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part_id", models.CharField(max_length=63)),
                ("signed", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=128)),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("part_id", ""), _negated=True), name="part_signature_has_part"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", ""), _negated=True), name="part_signature_has_author"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__length", 64)), name="part_signature_has_digest"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("at_ms", models.BigIntegerField()),
                ("by", models.CharField(max_length=128)),
                ("note", models.TextField()),
                ("files", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("by", ""), _negated=True), name="release_has_author"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="release_counts_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figure", models.CharField(max_length=500)),
                ("old", models.BigIntegerField(null=True)),
                ("new", models.BigIntegerField(null=True)),
                ("unit", models.CharField(max_length=16)),
                ("reason", models.CharField(blank=True, max_length=5000)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="dauys.release",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "figure"), name="correction_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_reason"
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
