"""Where acts meet windows: each row under every clock that it is judged by.

An outlet that airs nationwide is judged under its own zone and every zone of the book, a row without a zone
under every zone of the book, every other row under its outlet's zone.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.outlets import Level
from dauys.rules.rows import day_bounds

_FIRST, _LAST = -(1 << 62), 1 << 62
DAY_MS = 86_400_000


def met(frame: pl.DataFrame, entries: pl.DataFrame, zones: Sequence[str]) -> pl.DataFrame:
    """One line for each row (`_i`, its place in `frame`) that meets an entry under at least one clock.

    frame: prepared rows whose `_start` is known. entries: rows of WINDOWS of one window. Columns:
    zone, window_start_ms, window_end_ms, origin: under the first clock that meets one, its own before others;
    start_ms, end_ms: what the row and that window share; zones_inside, zones_outside: under which clocks it
    meets one or does not; wholly: under how many a row known to the day lies in it wholly.
    """
    hit = _under_each_clock(frame, entries, zones)
    per_zone = hit.sort("_i", "rank", "o_start", "w_start").group_by("_i", "rank", maintain_order=True)
    clocks = per_zone.agg(
        pl.col("zone", "w_start", "w_end", "origin", "all_zones").first(),
        pl.col("o_start").min(),
        pl.col("o_end").max(),
        pl.col("whole").any(),
    )
    return clocks.group_by("_i", maintain_order=True).agg(
        pl.col("zone").first(),
        window_start_ms=pl.col("w_start").first(),
        window_end_ms=pl.col("w_end").first(),
        origin=pl.col("origin").first(),
        start_ms=pl.col("o_start").first(),
        end_ms=pl.col("o_end").first(),
        zones_inside=pl.col("zone"),
        zones_outside=pl.col("all_zones").first().list.set_difference(pl.col("zone").implode()),
        wholly=pl.col("whole").sum(),
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
    fits = [
        (pl.col(named) == "") | pl.col(named).str.split(" ").list.contains(pl.col(own))
        for named, own in (("media", "_medium"), ("levels", "_level"))
    ]
    w_start, w_end = pl.col("w_start").fill_null(_FIRST), pl.col("w_end").fill_null(_LAST)
    is_point = pl.col("a_start") == pl.col("a_end")
    shares = (
        pl.when(is_point)
        .then((pl.col("a_start") >= w_start) & (pl.col("a_start") < w_end))
        .otherwise((pl.col("a_start") < w_end) & (pl.col("a_end") > w_start))
    )
    return pairs.filter(shares, *fits).with_columns(
        o_start=pl.max_horizontal("a_start", w_start),
        o_end=pl.min_horizontal("a_end", w_end),
        whole=pl.col("_day").is_null() | ((pl.col("a_start") >= w_start) & (pl.col("a_end") <= w_end)),
    )


def _near(frame: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Rows that may meet an entry under some clock; the others need no closer look."""
    start = entries["start_ms"].fill_null(_FIRST).min()
    end = entries["end_ms"].fill_null(_LAST).max()
    slack = pl.when(pl.col("_day").is_null()).then(0).otherwise(2 * DAY_MS)  # zones lie within 26 hours
    return frame.select("_i", "_contest", "_medium", "_level", "_zone", "_start", "_end", "_day").filter(
        pl.col("_start") - slack < end, pl.col("_end") + slack >= start
    )


def _clocks(frame: pl.DataFrame, zones: Sequence[str]) -> pl.DataFrame:
    """The clocks of every level and zone that occurs: `zone`, `rank` (its own first), `all_zones`."""
    rows = []
    for level, own in frame.select("_level", "_zone").unique().iter_rows():
        everywhere = level == Level.NATIONAL or not own
        judged = list(dict.fromkeys([own, *zones] if everywhere else [own]))
        judged = [name for name in judged if name]
        rows += [(level, own, name, rank, judged) for rank, name in enumerate(judged)]
    schema = {"_level": pl.String, "_zone": pl.String, "zone": pl.String, "rank": pl.Int64}
    return pl.DataFrame(rows, schema={**schema, "all_zones": pl.List(pl.String)}, orient="row")


def _local_days(spread: pl.DataFrame) -> pl.DataFrame:
    """`a_start`, `a_end`: the act under that clock; the local day of a row known to the day only."""
    if not spread["_day"].is_not_null().any():
        return spread.with_columns(a_start="_start", a_end="_end")
    dated = spread.select("_day", "zone").filter(pl.col("_day").is_not_null()).unique()
    bounds = day_bounds(dated)
    return spread.join(bounds, on=["_day", "zone"], how="left").with_columns(
        a_start=pl.coalesce("day_start", "_start"), a_end=pl.coalesce("day_end", "_end")
    )
