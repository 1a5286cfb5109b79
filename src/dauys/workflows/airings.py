"""airings: the airings that stand, in the outlets' own time, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dauys.domain.zones import local, zone

COLUMNS = (
    "outlet",
    "channel",
    "start",
    "end",
    "contestant",
    "spot",
    "version",
    "integrity",
    "score",
    "recording",
    "recording_offset_s",
    "undecided_with",
    "decided_by",
    "sighting",
)


def airing_log(log_format: str) -> str:
    """Every airing that stands in the connected home, in `csv` or `json`, by start and channel."""
    from dauys.db.selectors.airings import airings_frame

    rows = [_row(row) for row in airings_frame().iter_rows(named=True)]
    return _FORMATS[log_format](rows)


def _row(airing: Mapping[str, Any]) -> dict[str, str]:
    """`start` and `end` are ISO 8601 in the outlet's legal time, with the offset, to the millisecond."""
    where = zone(airing["zone"])
    return {
        "outlet": airing["outlet_id"],
        "channel": airing["channel_id"],
        "start": local(airing["start_ms"], where).isoformat(timespec="milliseconds"),
        "end": local(airing["end_ms"], where).isoformat(timespec="milliseconds"),
        "contestant": airing["contestant_id"],
        "spot": airing["spot_id"],
        "version": airing["version_id"],
        "integrity": airing["integrity"],
        "score": _thousandths(airing["score_pm"]),
        "recording": airing["recording_sha256"],
        "recording_offset_s": _thousandths(airing["recording_offset_ms"]),
        "undecided_with": airing["undecided_with"],
        "decided_by": airing["decided_by"],
        "sighting": airing["sighting_id"],
    }


def _thousandths(whole: int) -> str:
    """An integer of thousandths with its decimal point, without a detour by floats."""
    return f"{'-' if whole < 0 else ''}{abs(whole) // 1000}.{abs(whole) % 1000:03d}"


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _json(rows: Sequence[Mapping[str, str]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"


_FORMATS: dict[str, Callable[[Sequence[Mapping[str, str]]], str]] = {"csv": _csv, "json": _json}
FORMATS = tuple(_FORMATS)
