"""What the ids of the published tables are called, and in whose time their moments are told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from dauys.domain.zones import local, zone
from dauys.reports.wording import Wording

_REGISTERS = {
    "election_id": "elections",
    "contest_id": "contests",
    "contestant_id": "contestants",
    "owner_contestant_id": "contestants",
    "fund_id": "contestants",
    "outlet_id": "outlets",
    "channel_id": "channels",
    "subject_id": "subjects",
    "organiser": "outlets",
}


class Known:
    """Names in one language, and zones, from the published registers themselves."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], wording: Wording) -> None:
        self.wording = wording
        self._tables = tables
        self._names: dict[str, dict[str, str]] = {}
        outlets = _pairs(tables, "outlets", "zone")
        channels = _pairs(tables, "channels", "outlet_id")
        self._zones = {**{channel: outlets.get(of, "UTC") for channel, of in channels.items()}, **outlets}
        self._zone = next(iter(outlets.values()), "UTC")

    def names(self, column: str) -> dict[str, str]:
        """Id → name of what that column's ids stand for; empty where they stand for nothing named."""
        register = _REGISTERS.get(column, "")
        if register not in self._names:
            self._names[register] = _pairs(self._tables, register, f"name_{self.wording.language}")
        return self._names[register]

    def moments(self, frame: pl.DataFrame, column: str) -> list[str | None]:
        """UTC milliseconds as ISO 8601 in each row's own zone (without one: the first outlet's)."""
        at = frame[column].to_list()
        place = next((name for name in ("channel_id", "outlet_id") if name in frame.columns), None)
        if place is None:
            return [None if ms is None else _iso(ms, self._zone) for ms in at]
        zones = (self._zones.get(place_id, self._zone) for place_id in frame[place].to_list())
        return [None if ms is None else _iso(ms, where) for ms, where in zip(at, zones, strict=True)]


def _pairs(tables: Mapping[str, pl.DataFrame], register: str, column: str) -> dict[str, str]:
    frame = tables.get(register)
    return {} if frame is None else dict(zip(frame["id"].to_list(), frame[column].to_list(), strict=True))


# A workbook of each language tells the same moments.
@lru_cache(maxsize=1 << 17)
def _iso(at_ms: int, where: str) -> str:
    return local(at_ms, zone(where)).isoformat(timespec="milliseconds")
