"""How far a report's material reaches: its latest moment, never the clock of the machine."""

from __future__ import annotations

from dauys.domain.tables import TABLES
from dauys.reports.material import Material
from dauys.reports.messages import Moment
from dauys.reports.registry import Registry

_HAPPENED = frozenset({
    "start_ms", "end_ms", "applied_at_ms", "schedule_sent_at_ms", "changed_at_ms", "sent_at_ms",
    "received_at_ms", "requested_at_ms", "granted_at_ms", "published_at_ms", "first_seen_ms", "at_ms",
})  # fmt: skip
"""Columns that hold the moment of something that has happened; slots and windows may lie ahead."""
_AHEAD = frozenset({"slots", "debate-speeches", "contests"})


def as_of(material: Material) -> Moment | None:
    """The latest moment in the tables, on the wall clock of the first outlet; None where nothing is dated."""
    latest = [
        material.tables[table][column].max()
        for table, columns in TABLES.items()
        if table not in _AHEAD
        for column in columns
        if column in _HAPPENED
    ]
    known = [at_ms for at_ms in latest if isinstance(at_ms, int)]
    return Moment(max(known), Registry(material).zone_of({}), is_exact=False) if known else None
