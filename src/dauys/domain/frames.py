"""The columns of the frames that cross from `db` to `measures`: name → kind. Kinds are `text`, `int`, `bool`.

Times are UTC milliseconds; lengths are milliseconds; ids are the registers' public ids.
"""

from __future__ import annotations

from dauys.domain.tables import AIRINGS, TABLES

DUE = {
    "outlet_id": "text",
    "channel_id": "text",
    "medium": "text",
    "zone": "text",
    "day": "text",
    "start_ms": "int",
    "end_ms": "int",
    "cause": "text",
}
"""Due time cut into pieces: `cause` is empty where the piece was monitored, else the gap's cause."""

_PIECE = {
    "piece_start_ms": "int",
    "piece_end_ms": "int",
    "day": "text",
    "is_prime": "bool",
    "daypart": "text",
    "ms": "int",
}

AIRING_PIECES = {**AIRINGS, "is_whole": "bool", "airings": "int", **_PIECE}
"""Confirmed airings cut at local midnights and at the borders of prime time and dayparts; `airings` is 1 in
the first piece of each and 0 in the others, `ms` is the piece's length."""

DUE_PIECES = {**{name: kind for name, kind in DUE.items() if name != "day"}, **_PIECE}
"""Due time cut in the same way."""

ADDED = {
    "tariffs": ("outlet_id",),
    "slots": ("contestant_id", "outlet_id"),
    "schedule-changes": ("contestant_id", "outlet_id"),
    "payments": ("contestant_id", "outlet_id"),
    "as-run": ("contestant_id",),
    "replies": ("medium",),
    "insertions": ("contest_id",),
    "placements": ("contest_id",),
}
"""Published table → columns that its register does not have: what a row refers to says them."""


def _without(columns: dict[str, str], *names: str) -> dict[str, str]:
    return {name: kind for name, kind in columns.items() if name not in names}


REGISTER_FRAMES: dict[str, dict[str, str]] = {
    "persons-liable": {"id": "text", "incident_id": "text"},
    "debate-participants": {
        "debate_id": "text",
        "contestant_id": "text",
        "order": "int",
        "questions_put": "int",
        "questions_answered": "int",
        "interruptions": "int",
        "is_refused": "bool",
    },
    "airings": {
        "id": "text",
        "channel_id": "text",
        "contestant_id": "text",
        "spot_id": "text",
        "version": "text",
        "language": "text",
        "start_ms": "int",
        "length_ms": "int",
        "price_tiyn": "int",
        "is_illustrative": "bool",
    },
    **{name: _without(TABLES[name], *added) for name, added in ADDED.items()},
    "coverage": {
        "item_id": "text",
        "subject_id": "text",
        "outlet_id": "text",
        "channel_id": "text",
        "contest_id": "text",
        "language": "text",
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
    "monitored-time": {
        "outlet_id": "text",
        "day": "text",
        "unit": "text",
        "due": "int",
        "monitored": "int",
        "cause": "text",
    },
}
"""Registers whose frames reach `measures` with other columns than a table of that name is published with."""
