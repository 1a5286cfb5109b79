"""Signatures of the report's parts, releases and corrections. The database refuses to change them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dauys.db.models import columns


class PartSignature(models.Model):
    """`part_id` is no foreign key: what was signed stands here whole, whatever becomes of the part."""

    part_id = columns.text(columns.ID_LENGTH)
    signed = models.JSONField()
    sha256 = columns.sha256()
    by = columns.text(128)
    at_ms = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("part_id", "part_signature_has_part"),
            columns.filled("by", "part_signature_has_author"),
            columns.digest_long("sha256", "part_signature_has_digest"),
        ]


class Release(models.Model):
    number = models.PositiveIntegerField(primary_key=True)
    at_ms = models.BigIntegerField()
    by = columns.text(128)
    note = models.TextField()
    files = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("by", "release_has_author"),
            columns.positive("number", "release_counts_from_one"),
        ]


class Correction(models.Model):
    release = columns.kept("Release", "corrections")
    figure = columns.text(500)
    old = models.BigIntegerField(null=True)
    new = models.BigIntegerField(null=True)
    unit = columns.text(16)
    reason = columns.long_text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "figure"], name="correction_once"),
            columns.filled("reason", "correction_has_reason"),
        ]
