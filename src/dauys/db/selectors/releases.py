"""Who signed the report's parts, what was released and what was corrected."""

from __future__ import annotations

from dauys.db import models
from dauys.domain import releases as nouns


def signatures() -> dict[str, nouns.PartSignature]:
    """The newest signature of every part that was ever signed."""
    return {
        s.part_id: nouns.PartSignature(s.part_id, s.signed, s.sha256, s.by, s.at_ms)
        for s in models.PartSignature.objects.order_by("id")
    }


def releases() -> list[nouns.Release]:
    """Every release with its corrections, the oldest first."""
    rows = models.Release.objects.order_by("number").prefetch_related("corrections")
    return [nouns.Release(r.number, r.at_ms, r.by, r.note, r.files, _corrections(r, r.number)) for r in rows]


def _corrections(row: models.Release, number: int) -> tuple[nouns.Correction, ...]:
    found = sorted(row.corrections.all(), key=lambda c: c.figure)
    return tuple(nouns.Correction(number, c.figure, c.old, c.new, c.unit, c.reason) for c in found)
