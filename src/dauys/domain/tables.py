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
