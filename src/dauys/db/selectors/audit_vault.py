"""What the database refers to outside itself: objects of the vault, prints, sealed entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import DatabaseError

from dauys.db import models
from dauys.domain.ledger import EntryKind, LedgerEntry

REFUSED: type[Exception] = DatabaseError
"""What a damaged database raises."""


def objects() -> dict[str, list[str]]:
    """sha256 of every object that a row refers to → the rows, in words."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    recordings = models.Recording.objects.order_by("pk").values_list("sha256", "channel_id", "arrival_name")
    for sha256, channel, name in recordings.iterator():
        found[sha256].append(f"recording {name} of {channel}")
    for sha256, spot, name in models.Version.objects.order_by("pk").values_list("sha256", "spot_id", "name"):
        found[sha256].append(f"sound of {spot}/{name}" if name else f"sound of {spot}")
    return found


def prints() -> list[tuple[str, str]]:
    """Path below prints/ of every recording's print, and the recording's digest."""
    rows = models.Hearing.objects.order_by("pk").values_list("print_name", "recording__sha256")
    return list(dict.fromkeys(rows))


def sighted_in(sha256: str) -> set[str]:
    """Ids of the sightings in a recording, or of the spot whose sound it is."""
    found = models.Sighting.objects.filter(hearing__recording__sha256=sha256).values_list("pk", flat=True)
    of_spot = models.Sighting.objects.filter(version__sha256=sha256).values_list("pk", flat=True)
    return {*found, *of_spot}


def sealed() -> Iterator[tuple[int, LedgerEntry]]:
    """Every entry that has its place in the ledger, by place."""
    rows = models.OutboxEntry.objects.filter(position__isnull=False).order_by("position")
    for row in rows.iterator():
        assert row.position is not None
        yield row.position, LedgerEntry(row.pk, EntryKind(row.kind), row.at_ms, row.body)
