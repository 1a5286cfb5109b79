"""How wholly the outlets of a cell were monitored in its time, and when that time was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dauys.rules.days import WEEK, iso, monday, ordinals, with_local_day
from dauys.rules.matter import Matter
from dauys.rules.phases import in_phase
from dauys.rules.rows import day_bounds
from dauys.rules.times import TIMES

STATED = "monitored-time"
MONITORED = ("airings", "insertions", "placements", "coverage", "appearances")
"""Tables of what was heard or seen: of their cells it matters whether the outlet was monitored."""


def with_watched(
    about: pl.DataFrame, lines: pl.DataFrame, key: Sequence[str], terms: Mapping[str, Any], matter: Matter
) -> pl.DataFrame:
    """With `_gap`, what was not monitored of the cell's outlets, and `_monitored`: by unit, all three sums.

    lines: the cells' rows. The outlets are those of the cell's rows; in a cell of one channel, that channel's
    time and what is stated for its outlet as a whole.
    """
    stated = _stated(terms, about["_contest"].unique(), matter)
    watched = lines.filter("_is_watched").select(*key, "_outlet").unique()
    met = watched.join(stated, on=["_contest", "_outlet", "_period"])
    if "channel_id" in key:
        met = met.filter((pl.col("_channel") == "") | (pl.col("_channel") == pl.col("channel_id")))
    by_unit = met.group_by([*key, "unit"]).agg(pl.col("due", "monitored", "gap").sum()).sort("unit")
    sums = by_unit.group_by(key, maintain_order=True).agg(
        _gap=pl.col("gap").sum(), _monitored=pl.struct("due", "gap", "monitored", "unit")
    )
    return about.join(sums, on=list(key), how="left", nulls_equal=True).with_columns(
        pl.col("_gap").fill_null(0), pl.col("_monitored").fill_null([])
    )


def period_of(frame: pl.DataFrame, table: str, per: str | None, matter: Matter) -> pl.DataFrame:
    """With `_period`: the row's local day, or the Monday of its week; "" where the whole time is one.

    `monitored-time` says itself which day of its outlet a row is of.
    """
    if per is None:
        return frame.with_columns(_period=pl.lit(""))
    dated = (
        frame.with_columns(_on=ordinals(pl.col("day")))
        if table == STATED
        else with_local_day(frame, matter.seat, name="_on")
    )
    return dated.with_columns(_period=iso(monday(pl.col("_on")) if per == WEEK else pl.col("_on"))).drop(
        "_on"
    )


def _stated(terms: Mapping[str, Any], contests: pl.Series, matter: Matter) -> pl.DataFrame:
    """The published monitored time by contest, outlet, channel, unit and period.

    Where all rows are of one phase of the campaign (`during`), only what begins in that phase.
    """
    frame = matter.prepared(STATED, TIMES[STATED]).drop("_contest").join(contests.to_frame(), how="cross")
    phases = {row_set.get("during") for row_set in terms["rows"]}
    if len(phases) == 1 and (phase := phases.pop()):
        frame, _ = in_phase(frame, phase, matter.windows, matter.seat, "day")
    return (
        period_of(frame, STATED, terms.get("per"), matter)
        .with_columns(_channel="channel_id")
        .group_by("_contest", "_outlet", "_channel", "_period", "unit")
        .agg(pl.col("due", "monitored", "gap").sum())
    )


def with_bounds(about: pl.DataFrame, terms: Mapping[str, Any], matter: Matter) -> pl.DataFrame:
    """With `_start` and `_end` of the cell's day or week in its outlet's zone; null where it has none."""
    per, nothing = terms.get("per"), pl.lit(None, pl.Int64)
    if per is None:
        return about.with_columns(_start=nothing, _end=nothing)
    last = ordinals(pl.col("_period")) + (6 if per == WEEK else 0)
    dated = about.with_columns(zone=pl.col("_zone").replace("", matter.seat), _last=iso(last))
    firsts = day_bounds(dated.select("zone", _day="_period").unique()).select(
        "zone", _period="_day", _start="day_start"
    )
    lasts = day_bounds(dated.select("zone", _day="_last").unique()).select(
        "zone", _last="_day", _end="day_end"
    )
    return dated.join(firsts, on=["zone", "_period"]).join(lasts, on=["zone", "_last"]).drop("zone", "_last")
