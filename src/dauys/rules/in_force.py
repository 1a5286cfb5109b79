"""Whether a rule was in force on the local day of a row's act; half-open days of both."""

from __future__ import annotations

from datetime import date

import polars as pl

from dauys.domain.law import Rule, RuleBook
from dauys.rules.instants import wall_ms


def in_force(rule: Rule, book: RuleBook, frame: pl.DataFrame, contests: pl.DataFrame) -> pl.Series | None:
    """True for each row whose act fell on a day when the rule held; None where it holds for all days.

    The day is the row's own in its zone (the seat's where it has none); of a row whose time is not known, the
    voting day of its contest, the first one's where it has none. Where that is not known either, the rule is
    taken to have held.
    """
    since = max((day for day in (rule.valid_from, book.valid_from) if day), default=None)
    until = min((day for day in (rule.valid_to, book.valid_to) if day), default=None)
    if since is None and until is None:
        return None
    days = dict(contests.select("id", "voting_day").iter_rows())
    voting = pl.col("_contest").replace_strict(
        list(days), list(days.values()), default=min(days.values(), default=""), return_dtype=pl.String
    )
    day = pl.when(pl.col("_start").is_null() & (voting != "")).then(voting).otherwise(pl.col("_day"))
    holds = pl.lit(value=True)
    if since:
        holds &= _reached(since, day, frame, book.zones[0])
    if until:
        holds &= ~_reached(until, day, frame, book.zones[0])
    return frame.select(holds.fill_null(value=True).alias("held")).to_series()


def _reached(limit: date, day: pl.Expr, frame: pl.DataFrame, seat: str) -> pl.Expr:
    """Whether the row's local day is that day or a later one."""
    zones = frame["_zone"].unique().to_list()
    moments = [wall_ms(limit, "00:00", zone or seat) for zone in zones]
    begins = pl.col("_zone").replace_strict(zones, moments, default=None, return_dtype=pl.Int64)
    by_moment = pl.col("_start") >= begins
    return pl.when(day.is_not_null()).then(day >= limit.isoformat()).otherwise(by_moment)
