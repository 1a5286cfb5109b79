"""Where acts meet windows: each row under every clock that it is judged by.

An outlet that airs nationwide is judged under its own zone and every zone of the book, a row without a zone
under every zone of the book, every other row under its outlet's zone.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.outlets import Level
from dauys.rules.rows import day_bounds

FOR_ALL_AGES = _FIRST, _LAST = -(1 << 62), 1 << 62
"""Moments before and after all others: what an open bound is compared as."""
DAY_MS = 86_400_000


def met(frame: pl.DataFrame, entries: pl.DataFrame, zones: Sequence[str]) -> pl.DataFrame:
    """One line for each row (`_i`, its place in `frame`) that meets an entry under at least one clock.

    frame: prepared rows whose `_start` is known. entries: rows of WINDOWS of one window. Columns:
    zone, window_start_ms, window_end_ms, origin: under the first clock that meets one, its own before others;
    start_ms, end_ms: what the row and that window share; zones_inside, zones_outside: under which clocks it
    meets one or does not; wholly: under how many a row known to the day lies in it wholly.
    """
    hit = _under_each_clock(frame, entries, zones).sort("_i", "rank", "o_start", "w_start")
    shared = hit.group_by("_i", "rank").agg(
        pl.col("o_start").min(), pl.col("o_end").max(), pl.col("whole").any()
    )
    clocks = shared.group_by("_i").agg(
        wholly=pl.col("whole").sum(), mask=(pl.lit(1, pl.Int64) * 2 ** pl.col("rank")).sum()
    )
    first = hit.unique("_i", keep="first", maintain_order=True).select(
        "_i", "rank", "_level", "_zone", "zone", "origin", "w_start", "w_end"
    )
    cited = first.join(shared.drop("whole"), on=["_i", "rank"], maintain_order="left")
    return _named(cited.join(clocks, on="_i", maintain_order="left"), _clocks(frame, zones))


def may_reach(frame: pl.DataFrame, entries: pl.DataFrame, zones: Sequence[str]) -> pl.DataFrame:
    """`_i` of the rows that begin before an entry under some clock and end nobody knows when."""
    endless = frame.with_row_index("_i").filter(pl.col("_no_end").is_not_null())
    spread = endless.select("_i", "_contest", "_medium", "_level", "_zone", "_start").join(
        _clocks(endless, zones), on=["_level", "_zone"]
    )
    pairs = spread.join(entries, left_on=["_contest", "zone"], right_on=["contest_id", "zone"])
    return pairs.filter(pl.col("_start") < pl.col("start_ms"), *fits_outlet()).select("_i").unique()


def _named(cited: pl.DataFrame, clocks: pl.DataFrame) -> pl.DataFrame:
    """With the clocks that `mask` holds, bit by rank, as lists of zones; few different masks occur."""
    masks = cited.select("_level", "_zone", "mask").unique()
    ranked = masks.join(clocks, on=["_level", "_zone"]).sort("rank")
    is_inside = (pl.col("mask") // 2 ** pl.col("rank")) % 2 == 1
    lists = ranked.group_by("_level", "_zone", "mask").agg(
        zones_inside=pl.col("zone").filter(is_inside), zones_outside=pl.col("zone").filter(~is_inside)
    )
    return cited.join(lists, on=["_level", "_zone", "mask"], maintain_order="left").select(
        "_i",
        "zone",
        "origin",
        "zones_inside",
        "zones_outside",
        "wholly",
        window_start_ms="w_start",
        window_end_ms="w_end",
        start_ms="o_start",
        end_ms="o_end",
    )


def _under_each_clock(frame: pl.DataFrame, entries: pl.DataFrame, zones: Sequence[str]) -> pl.DataFrame:
    """Row × clock × entry where they meet: `o_start`, `o_end` is what they share."""
    near = _near(frame.with_row_index("_i"), entries)
    clocks = _clocks(near, zones)
    spread = near.join(clocks, on=["_level", "_zone"])
    spread = _local_days(spread)
    pairs = spread.join(
        entries.rename({"start_ms": "w_start", "end_ms": "w_end"}),
        left_on=["_contest", "zone"],
        right_on=["contest_id", "zone"],
    )
    w_start, w_end = pl.col("w_start").fill_null(_FIRST), pl.col("w_end").fill_null(_LAST)
    is_point = pl.col("a_start") == pl.col("a_end")
    shares = (
        pl.when(is_point)
        .then((pl.col("a_start") >= w_start) & (pl.col("a_start") < w_end))
        .otherwise((pl.col("a_start") < w_end) & (pl.col("a_end") > w_start))
    )
    return pairs.filter(shares, *fits_outlet()).with_columns(
        o_start=pl.max_horizontal("a_start", w_start),
        o_end=pl.min_horizontal("a_end", w_end),
        whole=pl.col("_day").is_null() | ((pl.col("a_start") >= w_start) & (pl.col("a_end") <= w_end)),
    )


def fits_outlet() -> list[pl.Expr]:
    """Whether an entry's `media` and `levels` hold for the row that stands beside it."""
    return [
        (pl.col(named) == "") | pl.col(named).str.split(" ").list.contains(pl.col(own))
        for named, own in (("media", "_medium"), ("levels", "_level"))
    ]


def _near(frame: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Rows that may meet an entry under some clock; the others need no closer look."""
    start = entries["start_ms"].fill_null(_FIRST).min()
    end = entries["end_ms"].fill_null(_LAST).max()
    slack = pl.when(pl.col("_day").is_null()).then(0).otherwise(2 * DAY_MS)  # zones lie within 26 hours
    return frame.select("_i", "_contest", "_medium", "_level", "_zone", "_start", "_end", "_day").filter(
        pl.col("_start") - slack < end, pl.col("_end") + slack >= start
    )


def _clocks(frame: pl.DataFrame, zones: Sequence[str]) -> pl.DataFrame:
    """The clocks of every level and zone that occurs: `zone` and `rank`, its own first."""
    rows = []
    for level, own in frame.select("_level", "_zone").unique().iter_rows():
        everywhere = level == Level.NATIONAL or not own
        judged = list(dict.fromkeys([own, *zones] if everywhere else [own]))
        judged = [name for name in judged if name]
        rows += [(level, own, name, rank) for rank, name in enumerate(judged)]
    schema = {"_level": pl.String, "_zone": pl.String, "zone": pl.String, "rank": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _local_days(spread: pl.DataFrame) -> pl.DataFrame:
    """`a_start`, `a_end`: the act under that clock; the local day of a row known to the day only."""
    if not spread["_day"].is_not_null().any():
        return spread.with_columns(a_start="_start", a_end="_end")
    dated = spread.select("_day", "zone").filter(pl.col("_day").is_not_null()).unique()
    bounds = day_bounds(dated)
    return spread.join(bounds, on=["_day", "zone"], how="left").with_columns(
        a_start=pl.coalesce("day_start", "_start"), a_end=pl.coalesce("day_end", "_end")
    )
