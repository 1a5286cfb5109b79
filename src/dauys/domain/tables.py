"""The columns of the frames that cross from `db` to `measures`: name → kind. Kinds are `text`, `int`, `bool`.

Times are UTC milliseconds; lengths are milliseconds; ids are the registers' public ids.
"""

from __future__ import annotations

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

_PIECE = {"piece_start_ms": "int", "piece_end_ms": "int", "day": "text", "is_prime": "bool", "ms": "int"}

AIRING_PIECES = {**AIRINGS, "is_whole": "bool", "airings": "int", **_PIECE}
"""Confirmed airings cut at local midnights and at the borders of prime time; `airings` is 1 in the first
piece of each and 0 in the others, `ms` is the piece's length."""

DUE_PIECES = {**{name: kind for name, kind in DUE.items() if name != "day"}, **_PIECE}
"""Due time cut in the same way."""

MEASURES = {
    "airings": "int",
    "ms": "int",
    "prime_airings": "int",
    "prime_ms": "int",
    "due_ms": "int",
    "monitored_ms": "int",
    "gap_ms": "int",
    "prime_due_ms": "int",
    "prime_monitored_ms": "int",
    "prime_gap_ms": "int",
}
"""What is measured for any division of the pieces, after the dividing columns themselves."""
