"""Local days of moments, column by column: the wall clock is asked once for each day and zone."""

from __future__ import annotations

from datetime import date

import polars as pl

from dauys.domain.zones import day_interval, zone
from dauys.rules.overlaps import DAY_MS

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
DAY, WEEK = "day", "week"


def with_local_day(
    frame: pl.DataFrame, seat: str, *, at: str = "_start", name: str = "_local"
) -> pl.DataFrame:
    """With `name`: the ordinal of the local day of the moment `at` in `_zone`, or else in the seat's.

    A local date is the UTC date, the one before or the one after: no zone lies a whole day off UTC.
    """
    asked = frame.with_columns(_clock=pl.col("_zone").replace("", seat), _utc=pl.col(at) // DAY_MS)
    once = asked.select("_clock", "_utc").unique().drop_nulls()
    midnights = [_midnights(clock, utc) for clock, utc in once.iter_rows()]
    known = once.with_columns(
        pl.Series("_first", [first for first, _ in midnights], pl.Int64),
        pl.Series("_second", [second for _, second in midnights], pl.Int64),
    )
    passed = sum((pl.col(at) >= pl.col(side)).cast(pl.Int64) for side in ("_first", "_second"))
    day = pl.col("_utc") + (_EPOCH_ORDINAL - 1) + passed
    joined = asked.join(known, on=["_clock", "_utc"], how="left", maintain_order="left")
    return joined.with_columns(day.alias(name)).drop("_clock", "_utc", "_first", "_second")


def _midnights(clock: str, utc_day: int) -> tuple[int, int]:
    """When the local day of that date begins and ends."""
    whole = day_interval(date.fromordinal(_EPOCH_ORDINAL + utc_day), zone(clock))
    return whole.start_ms, whole.end_ms


def iso(ordinal: pl.Expr) -> pl.Expr:
    """A day's ordinal as ISO text."""
    return (ordinal - _EPOCH_ORDINAL).cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d")


def ordinals(day: pl.Expr) -> pl.Expr:
    """ISO days as ordinals; null for what is no day."""
    return day.str.to_date("%Y-%m-%d", strict=False).cast(pl.Int32).cast(pl.Int64) + _EPOCH_ORDINAL


def monday(ordinal: pl.Expr) -> pl.Expr:
    """The Monday of that day's week: ordinal 1, the first day of the calendar, is a Monday."""
    return ordinal - (ordinal - 1) % 7
