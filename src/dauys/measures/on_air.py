"""Broadcasts as they are known: heard, stated by the outlet's log, or both."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dauys.domain.reconciliation import START_MS_MAX
from dauys.measures.frames import register
from dauys.measures.pairing import Row, neighbours, twins


class Broadcast:
    """A row of the airings, an entry of an as-run log, or both where they are one broadcast.

    row: what was heard; where nothing was, what the log states. name: its own among all broadcasts.
    """

    __slots__ = ("airing", "as_run", "channel_id", "contestant_id", "name", "row", "spot_id", "start_ms")

    def __init__(self, airing: Row | None, as_run: Row | None, contestant_id: str) -> None:
        row = airing or as_run
        assert row is not None
        self.airing, self.as_run, self.contestant_id, self.row = airing, as_run, contestant_id, row
        self.name = f"heard/{airing['sighting_id']}" if airing else f"log/{row['id']}"
        self.channel_id, self.spot_id = str(row["channel_id"]), str(row["spot_id"])
        self.start_ms = int(row["start_ms"])


_HEARD = ("sighting_id", "channel_id", "contestant_id", "spot_id", "start_ms", "length_ms", "price_tiyn")
"""What is asked of an airing here; the rest of its row stays in the table."""


def broadcasts(registers: Mapping[str, pl.DataFrame], airings: pl.DataFrame) -> list[Broadcast]:
    """Every broadcast once: log entry and airing of one channel and spot are paired within START_MS_MAX."""
    log, told = register(registers, "as-run"), airings.select(_HEARD)
    heard = {row["sighting_id"]: row for row in told.iter_rows(named=True)}
    logged = {row["id"]: row for row in log.iter_rows(named=True)}
    near = {name: heard[name] for name in neighbours(told, log, START_MS_MAX)["sighting_id"]}
    contestants = dict(register(registers, "spots").select("id", "contestant_id").iter_rows())
    both = dict(twins(near, logged, START_MS_MAX))
    entries = set(logged) - set(both.values())
    of_airings = [
        Broadcast(row, logged.get(both.get(name, "")), row["contestant_id"]) for name, row in heard.items()
    ]
    of_log = (Broadcast(None, logged[name], contestants.get(logged[name]["spot_id"], "")) for name in entries)
    return sorted([*of_airings, *of_log], key=lambda one: (one.start_ms, one.channel_id, one.name))
