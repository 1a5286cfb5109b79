"""interval_ban: no such row while a window is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule, ZonePolicy
from dauys.rules.frames import json_of
from dauys.rules.matter import Matter
from dauys.rules.outcome import Outcome, judged, together, untouched
from dauys.rules.overlaps import may_reach, met
from dauys.rules.points import DURING
from dauys.rules.row_sets import ROWS, time_column
from dauys.rules.schema import Keys

TERMS = Keys({"rows": ROWS, "during": DURING}, words="terms of an interval_ban")


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding where a row's act and the window share time: an interval some of it, a point its moment.

    The finding's interval is what they share. Traces: `interval_ban.inside`, `interval_ban.zones` (under some
    clocks only), `interval_ban.day_inside`, `interval_ban.day` (known to the day, which is inside in part).
    A row that begins before the window and whose end is not known is not tested, unless another clock has it
    inside.
    """
    return together(_find(rule, matter, row_set) for row_set in rule.terms["rows"])


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any]) -> Outcome:
    window = rule.terms["during"]
    rows = matter.rows(rule, row_set)
    if not rows.frame.height:
        return untouched(rows)
    missing = {of: why for (of, name), why in matter.windows.unknown.items() if name == window}
    frame, unknown = rows.frame, Counter[str]()
    if missing:
        is_missing = pl.col("_contest").is_in(list(missing))
        for contest, count in frame.filter(is_missing)["_contest"].value_counts().iter_rows():
            why = missing[contest]
            unknown["law" if why == "law" else f"unknown: {why}"] += count
        frame = frame.filter(~is_missing)
    timeless = frame["_start"].null_count()
    unknown[f"unknown: {time_column(row_set)}"] += timeless
    if timeless:
        frame = frame.filter(pl.col("_start").is_not_null())
    entries = matter.windows.frame.filter(pl.col("window") == window)
    if not frame.height or not entries.height:
        return judged(rule, rows, frame.clear(), +unknown)
    hits = met(frame, entries, matter.book.zones)
    endless = may_reach(frame, entries, matter.book.zones).join(hits, on="_i", how="anti")
    for column, count in frame[endless["_i"]]["_no_end"].value_counts().iter_rows():
        unknown[f"unknown: {column}"] += count
    return judged(rule, rows, _found(frame, hits, window, matter), +unknown)


def _found(frame: pl.DataFrame, hits: pl.DataFrame, window: str, matter: Matter) -> pl.DataFrame:
    everywhere = pl.col("wholly") == pl.col("zones_inside").list.len() + pl.col("zones_outside").list.len()
    stands = everywhere if matter.book.zone_policy is not ZonePolicy.STRICTEST else pl.col("wholly") > 0
    is_day = pl.col("_day").is_not_null()
    message = (
        pl.when(is_day & everywhere).then(pl.lit("interval_ban.day_inside"))
        .when(is_day).then(pl.lit("interval_ban.day"))
        .when(everywhere).then(pl.lit("interval_ban.inside"))
        .otherwise(pl.lit("interval_ban.zones"))
    )  # fmt: skip
    trace = json_of(
        message=message,
        day=pl.col("_day").fill_null(""),
        start_ms=pl.col("_start"),
        end_ms=pl.col("_end"),
        window=pl.lit(window),
        **{name: pl.col(name) for name in ("window_start_ms", "window_end_ms", "origin", "zone")},
        zones_inside=pl.col("zones_inside"),
        zones_outside=pl.col("zones_outside"),
    )
    found = frame[hits["_i"]].with_columns(
        hits.drop("_i", "start_ms", "end_ms"), shared_start=hits["start_ms"], shared_end=hits["end_ms"]
    )
    return found.with_columns(_trace=trace, _decide=~stands).with_columns(
        _start="shared_start", _end="shared_end"
    )
