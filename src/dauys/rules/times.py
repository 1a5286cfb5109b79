"""When a row's act was, table by table: the usual `time` of a row set; and what names a row of a table.

A time is `{start, end | length}`, `{moment: […]}` or `{day: […]}`; `day` beside another holds where that is
not known. Tables that are not here have no time of their own: their rows are judged as of voting day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.domain.tables import TABLES

_SPAN = {"start": "start_ms", "length": "length_ms"}
TIMES: Mapping[str, Mapping[str, Any]] = {
    "airings": {"start": "start_ms", "end": "end_ms"},
    "insertions": {"day": ["day"]},
    "placements": {"moment": ["last_promoted_ms", "first_seen_ms"]},
    "coverage": {**_SPAN, "day": ["day"]},
    "appearances": {"start": "start_ms", "length": "ms", "day": ["day"]},
    "claimed": {"start": "start_ms", "length": "ms", "day": ["day"]},
    "slots": _SPAN,
    "as-run": _SPAN,
    "reconciliation": {"moment": ["heard_start_ms", "start_ms"]},
    "debates": {**_SPAN, "day": ["held_on"]},
    "debate-speeches": {"start": "start_ms", "end": "end_ms"},
    "meetings": {"day": ["held_on"]},
    "incidents": {"day": ["reported_on"]},
    "orders": {"moment": ["applied_at_ms"], "day": ["contracted_on"]},
    "payments": {"day": ["paid_on"]},
    "state-slots": {"day": ["used_on"]},
    "tariff-notices": {"day": ["published_on", "filed_on"]},
    "poll-notices": {"day": ["received_on"]},
    "poll-publications": {"moment": ["published_at_ms"], "day": ["published_on"]},
    "schedule-changes": {"moment": ["changed_at_ms"]},
    "replies": {"moment": ["requested_at_ms"]},
    "ad-filings": {"day": ["week_from"]},
    "materials": {"day": ["posted_on"]},
    "campaigners": {"moment": ["at_ms"]},
    "finding-decisions": {"day": ["decided_on"]},
    "objections": {"day": ["received_on"]},
    "notices": {"moment": ["sent_at_ms", "received_at_ms"]},
    "monitored-time": {"start": "start_ms", "end": "end_ms", "day": ["day"]},
}

KEYS: Mapping[str, tuple[str, ...]] = {
    "airings": ("sighting_id",),
    "tariffs": ("notice_id", "slot_class", "per"),
    "debate-speeches": ("debate_id", "contestant_id", "start_ms"),
    "debate-clock": ("debate_id", "contestant_id"),
    "monitored-time": ("channel_id", "outlet_id", "start_ms", "day", "cause"),
    "make-goods": ("outlet_id", "order_id", "spot_id"),
}
"""The columns that name a row where that is not `id`; a finding joins them with `_`."""

LINKS: Mapping[str, tuple[str, str]] = {
    "slots": ("order_id", "orders"),
    "payments": ("order_id", "orders"),
    "reconciliation": ("order_id", "orders"),
    "tariffs": ("notice_id", "tariff-notices"),
    "debate-speeches": ("debate_id", "debates"),
    "debate-clock": ("debate_id", "debates"),
}
"""Whose contest, contestant and outlet a row has that does not say them: the row of that table by id."""


def row_keys(table: str) -> tuple[str, ...]:
    """The columns that name a row of the table."""
    return KEYS.get(table) or tuple(name for name in ("id",) if name in TABLES[table])


def is_moment(table: str, column: str) -> bool:
    """Whether a column holds moments (UTC ms) rather than lengths, numbers or texts."""
    ends = ("start_ms", "end_ms", "_at_ms", "_seen_ms", "_promoted_ms")
    return TABLES[table].get(column) == "int" and (column.endswith(ends) or column == "at_ms")


def is_day(table: str, column: str) -> bool:
    """Whether a column holds local days (ISO)."""
    ends = ("_on", "_from", "_since", "_day")
    return TABLES[table].get(column) == "text" and (column.endswith(ends) or column == "day")
