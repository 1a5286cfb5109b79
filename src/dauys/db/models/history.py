"""Our own history: who changed what, when and why. The database itself refuses to change it.

One change is allowed: `fields` emptied together with `salt`, where personal data must be erased. `commitment`
stays, so that the ledger's entry over the act still holds (domain.ledger).
"""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.db.models.outbox import committed_by, salt

ROW_LENGTH = 200


class Change(models.Model):
    """One row added or updated. `fields`: column → [before, after]; before is null where it was added.

    `commitment`: over `salt` and the six columns before it, by name.
    """

    at_ms = models.BigIntegerField()
    by = columns.text(128)
    why = columns.text()
    register = columns.text(32)
    row = columns.text(ROW_LENGTH)
    fields = models.JSONField()
    salt = salt()
    commitment = models.CharField(max_length=columns.SHA256_LENGTH, null=True)
    entry = committed_by("changes")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("by", "change_has_author"),
            columns.filled("why", "change_has_reason"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "row"], name="change_by_row")
        ]


def fitting(row: str) -> str:
    """A row's key as the history names it; one that is longer than the column ends in its digest."""
    if len(row) <= ROW_LENGTH:
        return row
    digest = hashlib.sha256(row.encode()).hexdigest()[:16]
    return f"{row[: ROW_LENGTH - len(digest) - 1]}…{digest}"
