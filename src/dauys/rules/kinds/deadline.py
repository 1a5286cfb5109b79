"""deadline: an act of the row no later, or no earlier, than a limit; on the limit is in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.days import iso
from dauys.rules.frames import json_of
from dauys.rules.limits import Limit, by_days, missing_of, with_limit, with_value
from dauys.rules.matter import Matter
from dauys.rules.outcome import Outcome, judged, together, untouched
from dauys.rules.row_sets import ROWS, When, tables_of
from dauys.rules.schema import UNKNOWN, Field, Keys, Many, Place, Word
from dauys.rules.times import is_day

LATER, EARLIER = "no_later_than", "no_earlier_than"


def _no_hours_after_days(read: Mapping[str, Any], _at: Place) -> str | None:
    limit = read[LATER if LATER in read else EARLIER]
    if limit == UNKNOWN or "hours" not in (limit.get("plus") or {}):
        return None
    columns = [limit["field"], *read["at"]]
    days = [name for table in tables_of(read["rows"]) for name in columns if is_day(table, name)]
    return f"{days[0]} holds days: hours cannot be counted with it" if days else None


TERMS = Keys(
    {
        "rows": ROWS,
        "at": Field(Many(When()), "the acts: moments or days of the row, each tested", is_needed=True),
        LATER: Field(Limit(), "the limit; on it is in time", may_be_unknown=True),
        EARLIER: Field(Limit(), "the limit; on it is not too early", may_be_unknown=True),
        "if_missing": Field(
            Word(("untested", "found")),
            "what a row without that act is: `found` where the law demands the act, else not tested",
            usual="untested",
        ),
    },
    one_of=((LATER, EARLIER),),
    words="terms of a deadline",
    check=_no_hours_after_days,
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row with an act beyond its limit; its trace lists each such act.

    Traces: `deadline.late`, `deadline.early`, `deadline.missing` (no act at all). Acts and limits that are
    known to the day are compared by the day in the outlet's zone.
    """
    return together(_find(rule, matter, row_set) for row_set in rule.terms["rows"])


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any]) -> Outcome:
    rows = matter.rows(rule, row_set)
    if not rows.frame.height:
        return untouched(rows)
    side = LATER if LATER in rule.terms else EARLIER
    frame, acts, blanks = rows.frame, [], []
    for number, column in enumerate(rule.terms["at"]):
        frame = _against(frame, rows.table, column, rule.terms[side], matter, number)
        has_act, has_limit = (pl.col(f"_{part}{number}").is_not_null() for part in ("value", "limit"))
        value, limit = pl.col(f"_value{number}"), pl.col(f"_limit{number}")
        beyond = value > limit if side == LATER else value < limit
        wanted = ~has_act if rule.terms["if_missing"] == "found" else pl.lit(value=False)
        bad = (beyond.fill_null(value=False) | wanted) & has_limit
        is_days = by_days(rows.table, column, rule.terms[side])
        acts.append(_act(bad, column, value, limit, is_days=is_days))
        blanks.append(pl.when(~has_limit).then(pl.lit(missing_of(rule.terms[side]))))
        blanks.append(pl.when(~has_act & ~wanted).then(pl.lit(column)))
    frame = frame.with_columns(_acts=pl.concat_list(acts).list.drop_nulls(), _blank=pl.coalesce(blanks))
    is_found = pl.col("_acts").list.len() > 0
    blank = frame.filter(~is_found & pl.col("_blank").is_not_null())["_blank"]
    unknown = Counter({f"unknown: {name}": count for name, count in blank.value_counts().iter_rows()})
    return judged(rule, rows, _traced(frame.filter(is_found), side, matter), unknown)


def _against(
    frame: pl.DataFrame, table: str, column: str, limit: Mapping[str, Any], matter: Matter, number: int
) -> pl.DataFrame:
    days = by_days(table, column, limit)
    frame = with_value(frame, table, column, matter, days=days, name=f"_value{number}")
    return with_limit(frame, table, limit, matter, days=days, name=f"_limit{number}")


def _act(bad: pl.Expr, column: str, value: pl.Expr, limit: pl.Expr, *, is_days: bool) -> pl.Expr:
    """One act of the trace where it is beyond its limit or missing, else null; keys sorted."""
    nothing = pl.lit(None, pl.Int64)
    at, until = (iso(value), iso(limit)) if is_days else (pl.lit(""), pl.lit(""))
    parts: Sequence[pl.Expr] = [
        at.fill_null("").alias("at_day"),
        (nothing if is_days else value).alias("at_ms"),
        pl.lit(column).alias("column"),
        until.fill_null("").alias("limit_day"),
        (nothing if is_days else limit).alias("limit_ms"),
    ]
    return pl.when(bad).then(pl.struct(parts))


def _traced(found: pl.DataFrame, side: str, matter: Matter) -> pl.DataFrame:
    given = pl.col("_acts").list.eval(
        pl.element().struct.field("at_ms").is_not_null() | (pl.element().struct.field("at_day") != "")
    )
    beyond = pl.lit("deadline.late" if side == LATER else "deadline.early")
    message = pl.when(given.list.any()).then(beyond).otherwise(pl.lit("deadline.missing"))
    zone = pl.col("_zone").replace("", matter.seat)
    return found.with_columns(
        _trace=json_of(message=message, acts=pl.col("_acts"), zone=zone), _decide=pl.lit(value=False)
    )
