"""Entries for the ledger, written in the transaction of the rows that they tell of."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from dauys.db.models import OutboxEntry
from dauys.db.models.outbox import SUBJECT_LENGTH
from dauys.domain.ledger import SALT_BYTES, EntryKind, canonical

_MARK = f'UPDATE "{OutboxEntry._meta.db_table}" SET "position" = %s WHERE "id" = %s'  # noqa: S608 - own names


@dataclass(frozen=True, slots=True)
class Post:
    """An entry to be. subject: what it is about, by public id; body: what may be public, and commitments."""

    kind: EntryKind
    subject: str
    at_ms: int
    body: Mapping[str, Any]


def post(entry: Post) -> int:
    """Puts one entry into the outbox; returns its id."""
    return post_all([entry])[0]


def post_all(entries: Sequence[Post]) -> list[int]:
    """Puts entries into the outbox in their order; returns their ids."""
    rows = OutboxEntry.objects.bulk_create(
        OutboxEntry(
            kind=str(entry.kind),
            subject=entry.subject[:SUBJECT_LENGTH],
            at_ms=entry.at_ms,
            body=canonical(entry.body),
        )
        for entry in entries
    )
    return [row.pk for row in rows]


def set_positions(positions: Iterable[tuple[int, int]]) -> None:
    """Notes where sealed entries stand: id and index of each. The database refuses to move one."""
    with connection.cursor() as cursor:
        cursor.executemany(_MARK, [(position, entry) for entry, position in positions])


def new_salts(count: int) -> list[bytes]:
    """So many salts, each of sixteen random bytes."""
    drawn = secrets.token_bytes(SALT_BYTES * count)
    return [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]
