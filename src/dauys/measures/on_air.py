"""Broadcasts as they are known: heard, stated by the outlet's log, or both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dauys.domain.reconciliation import START_MS_MAX
from dauys.measures.frames import register
from dauys.measures.pairing import Row, twins


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A row of the airings, an entry of an as-run log, or both where they are one broadcast."""

    airing: Row | None
    as_run: Row | None
    contestant_id: str

    @property
    def row(self) -> Row:
        """What was heard; where nothing was, what the log states."""
        row = self.airing or self.as_run
        assert row is not None
        return row

    @property
    def name(self) -> str:
        """Its own among all broadcasts."""
        return f"heard/{self.airing['sighting_id']}" if self.airing else f"log/{self.row['id']}"

    @property
    def channel_id(self) -> str:
        return str(self.row["channel_id"])

    @property
    def spot_id(self) -> str:
        return str(self.row["spot_id"])

    @property
    def start_ms(self) -> int:
        return int(self.row["start_ms"])


_HEARD = ("sighting_id", "channel_id", "contestant_id", "spot_id", "start_ms", "length_ms", "price_tiyn")
"""What is asked of an airing here; the rest of its row stays in the table."""


def broadcasts(registers: Mapping[str, pl.DataFrame], airings: pl.DataFrame) -> list[Broadcast]:
    """Every broadcast once: log entry and airing of one channel and spot are paired within START_MS_MAX."""
    heard = {row["sighting_id"]: row for row in airings.select(_HEARD).iter_rows(named=True)}
    logged = {row["id"]: row for row in register(registers, "as-run").iter_rows(named=True)}
    contestants = dict(register(registers, "spots").select("id", "contestant_id").iter_rows())
    both = dict(twins(heard, logged, START_MS_MAX))
    entries = set(logged) - set(both.values())
    of_airings = [
        Broadcast(row, logged.get(both.get(name, "")), row["contestant_id"]) for name, row in heard.items()
    ]
    of_log = (Broadcast(None, logged[name], contestants.get(logged[name]["spot_id"], "")) for name in entries)
    return sorted([*of_airings, *of_log], key=lambda one: (one.start_ms, one.channel_id, one.name))
