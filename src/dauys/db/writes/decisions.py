"""Decisions on sightings: only ever added, each with its entry for the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dauys.db.models import Decision, Sighting
from dauys.db.writes.outbox import Post, new_salts, post_all
from dauys.domain import sightings
from dauys.domain.ledger import EntryKind, commitment


def add_decisions(decisions: Sequence[sightings.Decision]) -> None:
    """Adds decisions of a person or of a policy; the newest one of a sighting stands."""
    rows = [_columns(decision) for decision in decisions]
    salts = new_salts(len(rows))
    with transaction.atomic():
        entries = post_all([_post(row, salt) for row, salt in zip(rows, salts, strict=True)])
        Decision.objects.bulk_create(
            Decision(**row, salt=salt.hex(), entry_id=entry)
            for row, salt, entry in zip(rows, salts, entries, strict=True)
        )


def _columns(decision: sightings.Decision) -> dict[str, Any]:
    return {
        "sighting_id": decision.sighting_id,
        "verdict": str(decision.verdict),
        "by": decision.by,
        "at_ms": decision.at_ms,
        "reason": decision.reason,
        "correction": _correction(decision.corrected),
    }


def _post(row: dict[str, Any], salt: bytes) -> Post:
    """In public: which sighting, which verdict. Who decided and why is committed to."""
    body = {
        "commitment": commitment(salt, row),
        "sighting": row["sighting_id"],
        "verdict": row["verdict"],
    }
    return Post(EntryKind.DECISION, row["sighting_id"], row["at_ms"], body)


def _correction(corrected: sightings.Sighting | None) -> dict[str, Any] | None:
    if corrected is None:
        return None
    return {"version": str(corrected.version), **Sighting.fields(corrected)}
