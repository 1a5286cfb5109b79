"""The outbox of the ledger, and the salts and commitments of history and decisions.

The new columns of `change` and `decision` may be null and have no default: SQLite then adds them in place, and
the tables keep the triggers that refuse changes (0002). Two changes are allowed from now on: an entry of the
outbox is given its position, once; a change loses `fields` and `salt` together, where personal data is erased. There is
no way back: without its salts, nothing of the history could be shown to be what the ledger committed to.
"""

import django.db.models.deletion
from django.db import migrations, models

SEALING = (
    'OLD."position" IS NULL AND NEW."position" IS NOT NULL AND NEW."id" = OLD."id" AND NEW."kind" = OLD."kind" '
    'AND NEW."subject" = OLD."subject" AND NEW."at_ms" = OLD."at_ms" AND NEW."body" = OLD."body"'
)
ERASURE = (
    'OLD."salt" IS NOT NULL AND NEW."salt" IS NULL AND {fields} AND NEW."id" = OLD."id" '
    'AND NEW."at_ms" = OLD."at_ms" AND NEW."by" = OLD."by" AND NEW."why" = OLD."why" '
    'AND NEW."register" = OLD."register" AND NEW."row" = OLD."row" AND NEW."commitment" = OLD."commitment" '
    'AND NEW."entry_id" = OLD."entry_id"'
)
SQLITE = """
CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} WHEN ({allowed}) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_DELETE = """
CREATE TRIGGER {table}_no_DELETE BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (({allowed}) IS NOT TRUE) EXECUTE FUNCTION dauys_append_only()
"""
POSTGRESQL_WHOLLY = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION dauys_append_only()
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        erased = ERASURE.format(fields="NEW.\"fields\" = '{}'")
        statements = [
            "DROP TRIGGER dauys_change_no_UPDATE",
            SQLITE.format(table="dauys_change", allowed=erased),
            SQLITE.format(table="dauys_outboxentry", allowed=SEALING),
            SQLITE_DELETE.format(table="dauys_outboxentry"),
        ]
    else:
        erased = ERASURE.format(fields="NEW.\"fields\" = '{}'::jsonb")
        statements = [
            "DROP TRIGGER dauys_change_no_UPDATE ON dauys_change",
            POSTGRESQL.format(table="dauys_change", allowed=erased),
            POSTGRESQL.format(table="dauys_outboxentry", allowed=SEALING),
            POSTGRESQL_WHOLLY.format(table="dauys_outboxentry", act="DELETE"),
            POSTGRESQL_WHOLLY.format(table="dauys_outboxentry", act="TRUNCATE"),
        ]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("dauys", "0006_law_registers"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="commitment",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="change",
            name="salt",
            field=models.CharField(max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="salt",
            field=models.CharField(max_length=32, null=True),
        ),
        migrations.CreateModel(
            name="OutboxEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("subject", models.CharField(max_length=200)),
                ("at_ms", models.BigIntegerField()),
                ("body", models.TextField()),
                ("position", models.BigIntegerField(null=True, unique=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "subject"], name="outbox_by_subject"),
                    models.Index(
                        condition=models.Q(("position__isnull", True)), fields=["id"], name="outbox_unsealed"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "recording",
                                    "spot",
                                    "decision",
                                    "changes",
                                    "signature",
                                    "release",
                                    "key",
                                    "erasure",
                                ],
                            )
                        ),
                        name="outbox_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="outbox_has_subject"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True), name="outbox_has_body"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__isnull", True), ("position__gte", 0), _connector="OR"),
                        name="outbox_position",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="change",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="dauys.outboxentry",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="dauys.outboxentry",
            ),
        ),
        migrations.RunPython(guard),
    ]
