"""The published tables: the columns of each, name → kind. Kinds are `text`, `int`, `bool`.

Times are UTC milliseconds; lengths are milliseconds; ids are the registers' public ids.
"""

from __future__ import annotations

from dauys.domain.register_tables import REGISTER_TABLES

AIRINGS = {
    "sighting_id": "text",
    "recording_sha256": "text",
    "contest_id": "text",
    "contestant_id": "text",
    "spot_id": "text",
    "version_id": "text",
    "language": "text",
    "outlet_id": "text",
    "channel_id": "text",
    "medium": "text",
    "level": "text",
    "zone": "text",
    "start_ms": "int",
    "end_ms": "int",
    "length_ms": "int",
    "recording_offset_ms": "int",
    "spot_start_ms": "int",
    "spot_end_ms": "int",
    "speed_ppm": "int",
    "score_pm": "int",
    "integrity": "text",
    "undecided_with": "text",
    "decided_by": "text",
    "why": "text",
}
"""Airings that stand after the decisions, and, with `decided_by` empty, sightings that wait for one."""

PLACE = {
    "outlet_id": "text",
    "channel_id": "text",
    "medium": "text",
    "level": "text",
    "ownership": "text",
    "day": "text",
    "is_prime": "bool",
    "daypart": "text",
}
"""Where and when, in every table that is measured by place: day, prime time and daypart are the outlet's own;
print and online have neither prime time nor daypart."""

TABLES: dict[str, dict[str, str]] = {
    **REGISTER_TABLES,
    # Facts: appearances and coverage, one row each.
    "airings": {**AIRINGS, "origin": "text", "price_tiyn": "int", "is_illustrative": "bool"},
    "insertions": {
        "id": "text",
        "contest_id": "text",
        "contestant_id": "text",
        "language": "text",
        "outlet_id": "text",
        "issue": "text",
        "day": "text",
        "page": "int",
        "area_mm2": "int",
        "page_area_mm2": "int",
        "circulation": "int",
        "price_tiyn": "int",
        "is_illustrative": "bool",
    },
    "placements": {
        "id": "text",
        "contest_id": "text",
        "contestant_id": "text",
        "language": "text",
        "outlet_id": "text",
        "kind": "text",
        "address": "text",
        "first_seen_ms": "int",
        "last_promoted_ms": "int",
        "seen": "int",
        "visits": "int",
        "is_contract_paid": "bool",
        "has_marking": "bool",
        "is_repost": "bool",
        "price_tiyn": "int",
        "is_illustrative": "bool",
    },
    "coverage": {
        "id": "text",
        "item_id": "text",
        "subject_id": "text",
        "subject_kind": "text",
        "contest_id": "text",
        "contestant_id": "text",
        "language": "text",
        **PLACE,
        "start_ms": "int",
        "genre": "text",
        "capacity": "text",
        "topic": "text",
        "length_ms": "int",
        "area_mm2": "int",
        "direct_speech_ms": "int",
        "tone": "int",
        "is_illustrative": "bool",
    },
    # Derived: what a sum and a filter cannot say, published row by row.
    "appearances": {
        "id": "text",
        "kind": "text",
        "origin": "text",
        "contest_id": "text",
        "contestant_id": "text",
        "spot_id": "text",
        "language": "text",
        **PLACE,
        "is_whole": "bool",
        "start_ms": "int",
        "items": "int",
        "ms": "int",
        "area_mm2": "int",
        "price_tiyn": "int",
        "weighted_items": "int",
        "weighted_ms": "int",
        "is_illustrative": "bool",
    },
    "monitored-time": {
        **PLACE,
        "unit": "text",
        "start_ms": "int",
        "end_ms": "int",
        "due": "int",
        "monitored": "int",
        "gap": "int",
        "cause": "text",
    },
    "claimed": {
        "id": "text",
        "contest_id": "text",
        "contestant_id": "text",
        "spot_id": "text",
        **PLACE,
        "start_ms": "int",
        "items": "int",
        "ms": "int",
    },
    "debate-clock": {
        "debate_id": "text",
        "contestant_id": "text",
        "channel_id": "text",
        "order": "int",
        "speech_ms": "int",
        "speeches": "int",
        "behind_ms": "int",
        "questions_put": "int",
        "questions_answered": "int",
        "interruptions": "int",
        "is_refused": "bool",
    },
    "reconciliation": {
        "id": "text",
        "outcome": "text",
        "order_id": "text",
        "slot_id": "text",
        "as_run_id": "text",
        "airing_id": "text",
        "contestant_id": "text",
        "outlet_id": "text",
        "channel_id": "text",
        "spot_id": "text",
        "start_ms": "int",
        "heard_start_ms": "int",
        "length_ms": "int",
        "heard_ms": "int",
        "price_tiyn": "int",
        "tariff_tiyn": "int",
        "is_monitored": "bool",
        "is_paid": "bool",
    },
    "make-goods": {
        "outlet_id": "text",
        "order_id": "text",
        "contestant_id": "text",
        "spot_id": "text",
        "slots": "int",
        "missing_ms": "int",
    },
}
"""Every published table: its rows stand in the bundle, a JSON line each, and every figure is about one.

`text` is "" and `int` is null where there is nothing to say. `bool` is null where a register leaves open
whether it is so: not known is neither yes nor no, and a filter for either leaves it out. Days are ISO dates;
moments are UTC milliseconds; money is tiyn; `_pm` is thousandths. In `appearances` an airing is cut at
midnights and at the borders of prime time and dayparts: `items` is 1 in the piece where it starts and 0 in
the others, `ms` is the piece's own length. In `monitored-time`, `due` = `monitored` + `gap`, in ms of
broadcast, issues of print or visits online (`unit`). `origin` of an airing is `heard` (a recording stands
behind it) or `entered` (brought by a register).

`claimed`: entries of the outlets' own as-run logs that lie in time nobody monitored. What was heard is the
lower bound; with these it is as much as anybody has stated; what no log states there is not known.
"""
