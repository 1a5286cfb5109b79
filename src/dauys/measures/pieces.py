"""Airings and due time cut at local midnights and at the borders of prime time and dayparts."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.intervals import Interval
from dauys.domain.outlets import Outlet
from dauys.measures.periods import periods

UNDECIDED = "undecided"
"""The language of an airing whose version the ear could not tell from another."""


def airing_pieces(airings: pl.DataFrame, outlets: Sequence[Outlet]) -> pl.DataFrame:
    """Confirmed airings as pieces (`domain.frames.AIRING_PIECES`), in order of time and id.

    airings: columns of `domain.tables.AIRINGS`. A row that nobody decided is not an airing and is left
    out. `airings` is 1 in the piece where an airing starts and 0 in the others, so that it is counted
    once, where it starts; `ms` is the piece's own length, so that its time falls where it was heard.
    """
    confirmed = airings.filter(pl.col("decided_by") != "")
    decided = confirmed.with_columns(
        language=pl.when(pl.col("undecided_with") != "").then(pl.lit(UNDECIDED)).otherwise("language"),
        is_whole=pl.col("integrity") == "whole",
    )
    pieces = _cut(decided, outlets).with_columns(
        airings=pl.col("is_first").cast(pl.Int64), ms=pl.col("piece_end_ms") - pl.col("piece_start_ms")
    )
    return pieces.drop("is_first").sort("start_ms", "sighting_id", "piece_start_ms")


def due_pieces(due: pl.DataFrame, outlets: Sequence[Outlet]) -> pl.DataFrame:
    """Due time as pieces (`domain.frames.DUE_PIECES`): monitored where `cause` is empty, else a gap.

    due: columns of `domain.frames.DUE`. The day is taken from the outlet's legal time once more, so that
    due time and airings are divided by one clock.
    """
    pieces = _cut(due.drop("day"), outlets).with_columns(ms=pl.col("piece_end_ms") - pl.col("piece_start_ms"))
    return pieces.drop("is_first").sort("outlet_id", "channel_id", "piece_start_ms")


def _cut(intervals: pl.DataFrame, outlets: Sequence[Outlet]) -> pl.DataFrame:
    """Each interval once per period it touches, with `piece_start_ms`, `piece_end_ms`, `is_first`."""
    _know_all(intervals, outlets)
    grid = periods(outlets, _span(intervals))
    first = _period_at(intervals, grid, pl.col("start_ms"), "first_period")
    last_ms = pl.max_horizontal(pl.col("end_ms") - 1, "start_ms")
    last = _period_at(first, grid, last_ms, "last_period")
    numbered = last.with_columns(period=pl.int_ranges("first_period", pl.col("last_period") + 1))
    pieces = numbered.explode("period").join(grid, on=["outlet_id", "period"], how="inner")
    return pieces.with_columns(
        piece_start_ms=pl.max_horizontal("start_ms", "period_start_ms"),
        piece_end_ms=pl.min_horizontal("end_ms", "period_end_ms"),
        is_first=pl.col("period") == pl.col("first_period"),
    ).drop("period", "first_period", "last_period", "period_start_ms", "period_end_ms")


def _period_at(intervals: pl.DataFrame, grid: pl.DataFrame, moment: pl.Expr, name: str) -> pl.DataFrame:
    starts = grid.select("outlet_id", pl.col("period").alias(name), at_ms="period_start_ms").sort("at_ms")
    asked = intervals.with_columns(at_ms=moment).sort("at_ms")
    # Both sides were sorted a line above; Polars cannot check that within groups and would warn.
    return asked.join_asof(starts, on="at_ms", by="outlet_id", check_sortedness=False).drop("at_ms")


def _know_all(intervals: pl.DataFrame, outlets: Sequence[Outlet]) -> None:
    unknown = set(intervals["outlet_id"].unique()) - {outlet.id for outlet in outlets}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise ValueError(f"outlets not in the register: {names}; load outlets.csv with them first")


def _span(intervals: pl.DataFrame) -> Interval:
    if intervals.is_empty():
        return Interval(0, 0)
    start, end = intervals["start_ms"].min(), intervals["end_ms"].max()
    assert isinstance(start, int)
    assert isinstance(end, int)
    return Interval(start, max(end, start + 1))


def hours(facts: pl.DataFrame, outlets: Sequence[Outlet]) -> pl.DataFrame:
    """Adds `day`, `is_prime` and `daypart` of each fact's `start_ms` in its outlet's legal time."""
    moments = facts.with_row_index("row").with_columns(end_ms=pl.col("start_ms"))
    placed = _cut(moments, outlets).sort("row")
    return placed.drop("row", "end_ms", "piece_start_ms", "piece_end_ms", "is_first")
