"""The outbox: what waits to be sealed into the ledger, and where what was sealed stands in it.

An entry is written in the transaction of the row that it tells of. The database itself refuses to change or
delete it; only its position is set, once.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.ledger import SALT_BYTES, EntryKind

SUBJECT_LENGTH = 200


class OutboxEntry(models.Model):
    """`subject`: what it is about, by public id; `body`: canonical JSON; `position`: place in the ledger."""

    kind = columns.text(16)
    subject = columns.text(SUBJECT_LENGTH)
    at_ms = models.BigIntegerField()
    body = models.TextField()
    position = models.BigIntegerField(null=True, unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.one_of("kind", EntryKind, "outbox_kind"),
            columns.filled("subject", "outbox_has_subject"),
            columns.filled("body", "outbox_has_body"),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__gte=0), name="outbox_position"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "subject"], name="outbox_by_subject"),
            models.Index(fields=["id"], name="outbox_unsealed", condition=Q(position__isnull=True)),
        ]


def salt() -> models.CharField[str | None, str | None]:
    """The salt of a row that an entry commits to, hexadecimal; null: before the ledger, or erased."""
    return models.CharField(max_length=2 * SALT_BYTES, null=True)


def committed_by(related_name: str) -> models.ForeignKey[OutboxEntry | None, OutboxEntry | None]:
    """The entry that commits to this row; null for a row that is older than the ledger."""
    return models.ForeignKey("OutboxEntry", on_delete=models.PROTECT, related_name=related_name, null=True)
