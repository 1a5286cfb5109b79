"""The honest range: what outlets' logs state about time that nobody monitored.

What was heard is the lower bound of what was aired. An upper bound does not exist where nobody listened; the
most that anybody has stated is what was heard and, besides, these rows. Nothing is extrapolated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dauys.domain.intervals import Interval
from dauys.domain.outlets import Outlet
from dauys.domain.reconciliation import START_MS_MAX
from dauys.domain.tables import TABLES
from dauys.measures.frames import empty, register, shaped
from dauys.measures.listened import Listened
from dauys.measures.on_air import Broadcast, broadcasts
from dauys.measures.pairing import neighbours
from dauys.measures.places import of_channels, of_contestants, of_moments, of_outlets


def claims(
    registers: Mapping[str, pl.DataFrame],
    airings: pl.DataFrame,
    monitored: pl.DataFrame,
    outlets: Sequence[Outlet],
) -> pl.DataFrame:
    """The table `claimed` by start, channel and id: log entries that no airing matches, not all monitored."""
    listened = Listened(monitored)
    # An airing that is near no entry of the log can be none of them.
    near = neighbours(airings, register(registers, "as-run"), START_MS_MAX)
    unheard = [b for b in broadcasts(registers, near) if b.airing is None and not _is_heard(b, listened)]
    if not unheard:
        return empty(TABLES["claimed"])
    contestants = {str(b.row["id"]): b.contestant_id for b in unheard}
    entries = register(registers, "as-run").filter(pl.col("id").is_in(list(contestants)))
    named = entries.with_columns(
        contestant_id=pl.col("id").replace_strict(contestants, return_dtype=pl.String),
        items=pl.lit(1),
        ms="length_ms",
    )
    placed = of_outlets(of_channels(of_contestants(named, registers), registers), registers)
    return shaped(of_moments(placed, outlets), TABLES["claimed"]).sort("start_ms", "channel_id", "id")


def _is_heard(b: Broadcast, listened: Listened) -> bool:
    """Whether somebody listened all the time that the log's entry states."""
    return listened.throughout(b.channel_id, Interval(b.start_ms, b.start_ms + b.row["length_ms"]))
