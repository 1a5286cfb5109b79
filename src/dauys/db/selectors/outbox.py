"""What waits to be sealed, and what was sealed where."""

from __future__ import annotations

from dauys.db.models import OutboxEntry
from dauys.domain.ledger import EntryKind, LedgerEntry


def unsealed(limit: int) -> list[LedgerEntry]:
    """The first entries that have no place in the ledger yet, in the order in which they were written."""
    return [_entry(row) for row in OutboxEntry.objects.filter(position__isnull=True).order_by("id")[:limit]]


def n_unsealed() -> int:
    """How many entries wait."""
    return OutboxEntry.objects.filter(position__isnull=True).count()


def n_sealed() -> int:
    """How many entries have their place: the ledger's size as far as the database knows it."""
    return OutboxEntry.objects.filter(position__isnull=False).count()


def entries(first: int, last: int) -> dict[int, LedgerEntry]:
    """The entries with ids from the first to the last, by id."""
    return {row.pk: _entry(row) for row in OutboxEntry.objects.filter(pk__gte=first, pk__lte=last)}


def keys() -> list[LedgerEntry]:
    """The entries that tell of signing keys, the first one first."""
    return [_entry(row) for row in OutboxEntry.objects.filter(kind=str(EntryKind.KEY)).order_by("id")]


def key_positions() -> list[int | None]:
    """Where each entry of `keys()` stands in the ledger, in that order; None: not sealed, or not noted."""
    rows = OutboxEntry.objects.filter(kind=str(EntryKind.KEY)).order_by("id")
    return list(rows.values_list("position", flat=True))


def positions(kind: EntryKind, subject: str) -> list[tuple[LedgerEntry, int | None]]:
    """The entries about one subject, in order, each with its index in the ledger (None: not sealed yet)."""
    rows = OutboxEntry.objects.filter(kind=str(kind), subject=subject).order_by("id")
    return [(_entry(row), row.position) for row in rows]


def _entry(row: OutboxEntry) -> LedgerEntry:
    return LedgerEntry(row.pk, EntryKind(row.kind), row.at_ms, row.body)
