"""Decisions on sightings: only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dauys.db.models import Decision, Sighting
from dauys.domain import sightings


def add_decisions(decisions: Sequence[sightings.Decision]) -> None:
    """Adds decisions of a person or of a policy; the newest one of a sighting stands."""
    with transaction.atomic():
        Decision.objects.bulk_create(
            Decision(
                sighting_id=decision.sighting_id,
                verdict=str(decision.verdict),
                by=decision.by,
                at_ms=decision.at_ms,
                reason=decision.reason,
                correction=_correction(decision.corrected),
            )
            for decision in decisions
        )


def _correction(corrected: sightings.Sighting | None) -> dict[str, Any] | None:
    if corrected is None:
        return None
    return {"version": str(corrected.version), **Sighting.fields(corrected)}
