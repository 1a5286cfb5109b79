"""Who had to file for each week, and the weeks for which nothing was filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.days import iso, monday, ordinals, with_local_day
from dauys.rules.filed.having import pairs, timed
from dauys.rules.frames import json_of, json_text
from dauys.rules.matter import Matter
from dauys.rules.others import apart, first_blank, keyed, keys, others
from dauys.rules.outcome import Outcome, findings
from dauys.rules.row_by_row import unknowns
from dauys.rules.rows import Rows, day_bounds
from dauys.rules.times import TIMES

_WEEK_DAYS = 7


def outcome(rule: Rule, rows: Rows, matter: Matter) -> Outcome:
    """A finding for each week (from Monday) of a row in which a day with acts is in no filing's seven days.

    What is tested is a row's week with acts.
    """
    filed, having = rule.terms["filed"], rule.terms["who"]["having"]
    own = list(dict.fromkeys([*filed["same"], *having["same"]]))
    frame = rows.frame.with_columns(_blank=pl.coalesce(first_blank(rows.table, own), "_doubt"))
    untested = Counter(rows.untested) + unknowns(frame["_blank"])
    known = frame.filter(pl.col("_blank").is_null()).with_row_index("_i")
    acts = pairs(known, having, matter)
    timeless = acts.filter(pl.col("_from").is_null())["_i"].n_unique()
    untested += Counter({f"unknown: {timed(having)}": timeless})
    days = _covered(_days(acts, matter), known, filed, matter)
    weeks = _weeks(days)
    untested += unknowns(weeks["_why"])
    missing = known.join(weeks.filter("_found"), on="_i", maintain_order="left")
    found = findings(rule, rows.table, _traced(missing, rows.table, having["table"], filed["table"], matter))
    return Outcome(found, weeks["_why"].null_count(), rows.exempt, untested)


def _days(acts: pl.DataFrame, matter: Matter) -> pl.DataFrame:
    """The days on which each row acted: `_i`, `_local` (ordinal), `_first` act's id, `_unsure`."""
    dated = with_local_day(
        acts.filter(pl.col("_from").is_not_null()).with_columns(_zone="_far"), matter.seat, at="_from"
    )
    ordered = dated.sort("_unsure", "_from", "_other", nulls_last=False)
    return ordered.group_by("_i", "_local").agg(
        _first=pl.col("_other").first(), _unsure=pl.col("_unsure").first()
    )


def _covered(
    days: pl.DataFrame, known: pl.DataFrame, filed: Mapping[str, Any], matter: Matter
) -> pl.DataFrame:
    """With `_is_covered`, and `_may`: what hides a filing that may cover the day."""
    named = TIMES[filed["table"]]["day"][0]
    blank = first_blank(filed["table"], [*filed["known"], filed["at"], named])
    there = others(matter, filed).with_columns(
        _unsure=pl.coalesce("_unsure", blank), _from=ordinals(pl.col(named))
    )
    own = dict.fromkeys(filed["same"])
    days = days.join(known.select("_i", *own), on="_i").sort("_local")
    days = days.with_columns(_is_covered=pl.lit(value=False), _may=pl.lit(None, pl.String))
    for part, left in apart(there, filed["table"], filed["same"]):
        for is_sure in (True, False):
            filings = part.filter(pl.col("_unsure").is_null() == is_sure)
            days = _by_filings(days, filings, left, is_sure=is_sure) if filings.height else days
    return days


def _by_filings(
    days: pl.DataFrame, filings: pl.DataFrame, same: Mapping[str, str], *, is_sure: bool
) -> pl.DataFrame:
    """The last filing from the day or before it covers the day, where it is less than a week earlier."""
    by = keys(len(same))
    theirs = keyed(filings, list(same.values()))
    dated = (
        theirs.filter(pl.col("_from").is_not_null())
        .select(*by, "_from", _why="_unsure")
        .sort("_from", "_why")
    )
    undated = (
        theirs.filter(pl.col("_from").is_null()).sort("_unsure").unique(by, keep="first", maintain_order=True)
    )
    # Both sides are sorted; Polars cannot check that within groups and would warn.
    joined = keyed(days, list(same)).join_asof(
        dated, left_on="_local", right_on="_from", by=by, check_sortedness=False
    )
    joined = joined.join(undated.select(*by, _ever="_unsure"), on=by, how="left", maintain_order="left")
    is_near = (pl.col("_local") - pl.col("_from") < _WEEK_DAYS).fill_null(value=False)
    if is_sure:
        covered = joined.with_columns(_is_covered=pl.col("_is_covered") | is_near)
    else:
        covered = joined.with_columns(_may=pl.coalesce("_may", pl.when(is_near).then("_why"), "_ever"))
    return covered.drop(*by, "_from", "_why", "_ever")


def _weeks(days: pl.DataFrame) -> pl.DataFrame:
    """A line for each row and week: `_found` and the uncovered days, or `_why` it is not known."""
    is_open = ~pl.col("_is_covered")
    is_found = is_open & pl.col("_may").is_null() & pl.col("_unsure").is_null()
    why = pl.when(is_open).then(pl.coalesce("_may", "_unsure"))
    grouped = days.with_columns(_monday=monday(pl.col("_local")), _is_found=is_found, _why=why)
    weeks = (
        grouped.sort("_local")
        .group_by("_i", "_monday", maintain_order=True)
        .agg(
            _found=pl.col("_is_found").any(),
            _why=pl.col("_why").drop_nulls().first(),
            _uncovered=iso(pl.col("_local")).filter(pl.col("_is_found")),
            _act=pl.col("_first").filter(pl.col("_is_found")).first(),
        )
    )
    return weeks.with_columns(_why=pl.when(~pl.col("_found")).then("_why"))


def _traced(
    missing: pl.DataFrame, table: str, acts_table: str, filed_table: str, matter: Matter
) -> pl.DataFrame:
    zone = pl.col("_zone").replace("", matter.seat)
    dated = missing.with_columns(zone=zone, _day=iso(pl.col("_monday")), _last=iso(pl.col("_monday") + 6))
    firsts = day_bounds(dated.select("zone", "_day").unique()).drop("day_end")
    lasts = day_bounds(dated.select("zone", _day="_last").unique()).select("zone", "day_end", _last="_day")
    bounded = dated.join(firsts, on=["zone", "_day"]).join(lasts, on=["zone", "_last"])
    trace = json_of(
        message=pl.lit("filing.week"),
        week=pl.col("_day"),
        days=pl.col("_uncovered"),
        act_table=pl.lit(acts_table),
        act_id=pl.col("_act"),
        filed_table=pl.lit(filed_table),
        zone=pl.col("zone"),
    )
    both = [json_text(pl.col(name)) for name in ("_row_id", "_act")]
    return bounded.with_columns(
        _trace=trace,
        _exhibits=pl.format(f'[["{table}",{{}}],["{acts_table}",{{}}]]', *both),
        _decide=pl.lit(value=False),
        _row_id=pl.format("{}_{}", "_row_id", "_day"),
        _start="day_start",
        _end="day_end",
    )
