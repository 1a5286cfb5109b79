"""prior_act: what had to be done before a row's act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.days import iso, ordinals, with_local_day
from dauys.rules.frames import json_of, json_text
from dauys.rules.limits import PLUS, with_limit
from dauys.rules.matter import Matter
from dauys.rules.others import TABLE, WHERE, Same, apart, first_blank, keyed, keys, others
from dauys.rules.outcome import Outcome, judged, together, untouched
from dauys.rules.row_sets import ROWS, Column, When, time_column
from dauys.rules.schema import Field, Keys, Many, Place, Word
from dauys.rules.times import is_day

_EVER = -(1 << 62)

ACT = Keys(
    {
        "table": TABLE,
        "where": WHERE,
        "same": Field(Same(), "what makes it the act for a row", is_needed=True),
        "known": Field(
            Many(Column("table")),
            "columns without which it is not complete; where one is not known, a row is not tested",
            usual=[],
        ),
        "at": Field(When("table"), "when it was done: a moment or a day", is_needed=True),
    },
    words="act `{table, where, same, known, at}`",
)


def _no_hours_after_days(read: Mapping[str, Any], _at: Place) -> str | None:
    act, plus = read["act"], read.get("plus")
    if not isinstance(act, Mapping) or not isinstance(plus, Mapping) or "hours" not in plus:
        return None
    at = act["at"]
    return f"{at} holds days: hours cannot be counted with it" if is_day(act["table"], at) else None


TERMS = Keys(
    {
        "rows": ROWS,
        "act": Field(ACT, "the act that comes first", is_needed=True, may_be_unknown=True),
        "no_later_than": Field(
            Word(("row",)), "by the time of the row itself; on that moment or day is in time", is_needed=True
        ),
        "plus": Field(PLUS, "so much after the row's time (−: before it)", may_be_unknown=True),
    },
    words="terms of a prior_act",
    check=_no_hours_after_days,
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row before whose time no such act was done.

    Traces: `prior_act.late` (the first act came later: `act_id`, `at_ms` or `at_day`), `prior_act.none`. An
    act known to the day, or a row known to the day, is compared by the day in the row's zone.
    """
    return together(_find(rule, matter, row_set) for row_set in rule.terms["rows"])


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any]) -> Outcome:
    rows = matter.rows(rule, row_set)
    if not rows.frame.height:
        return untouched(rows)
    act = rule.terms["act"]
    by_days = is_day(act["table"], act["at"])
    frame = _with_limit(rows.frame, rows.table, rule.terms.get("plus"), matter, by_days=by_days)
    timeless = pl.when(pl.col("_start").is_null()).then(pl.lit(time_column(row_set)))
    frame = _against(frame, _acts(matter, act, by_days=by_days), act)
    is_found = pl.coalesce(pl.col("_first") > pl.col("_limit"), pl.lit(value=True))
    blank = pl.coalesce(timeless, first_blank(rows.table, list(act["same"])), pl.when(is_found).then("_may"))
    frame = frame.with_columns(_blank=blank)
    lost = frame["_blank"].drop_nulls().value_counts()
    unknown = Counter({f"unknown: {name}": count for name, count in lost.iter_rows()})
    found = frame.filter(pl.col("_blank").is_null() & is_found)
    return judged(rule, rows, _traced(found, rows.table, act, matter, by_days=by_days), unknown)


def _with_limit(
    frame: pl.DataFrame, table: str, plus: Mapping[str, int] | None, matter: Matter, *, by_days: bool
) -> pl.DataFrame:
    """With `_limit`: the last day, or the last moment, at which the act is in time."""
    if plus:
        limit = {"field": "_start" if by_days else "_till", "plus": plus}
        frame = frame.with_columns(_till=_last_moment())
        return with_limit(frame, table, limit, matter, days=by_days, name="_limit").drop("_till")
    if by_days:
        return with_local_day(frame, matter.seat, name="_limit")
    return frame.with_columns(_limit=_last_moment())


def _last_moment() -> pl.Expr:
    """The row's moment; of a row known to the day, the day's last millisecond."""
    return pl.when(pl.col("_day").is_null()).then("_start").otherwise(pl.col("_end") - 1)


def _acts(matter: Matter, act: Mapping[str, Any], *, by_days: bool) -> pl.DataFrame:
    """The acts with `_at` (ordinal or ms); one that lacks a column may be complete: `_unsure` names it."""
    frame = others(matter, act)
    at = ordinals(pl.col(act["at"])) if by_days else pl.col(act["at"])
    unsure = pl.coalesce("_unsure", first_blank(act["table"], [*act["known"], act["at"]]))
    return frame.with_columns(_at=at, _unsure=unsure).select(
        "_row_id", "_at", "_unsure", *dict.fromkeys(act["same"].values())
    )


def _against(frame: pl.DataFrame, acts: pl.DataFrame, act: Mapping[str, Any]) -> pl.DataFrame:
    """With the first act for each row (`_first`, `_act`), and `_may`: what hides one that may be in time."""
    nothing = pl.lit(None, pl.String)
    frame = frame.with_columns(_may=nothing)
    firsts = pl.DataFrame(schema={"_at": pl.Int64, "_row_id": pl.String})
    same: Mapping[str, str] = {}
    for part, left in apart(acts, act["table"], act["same"]):
        if len(left) == len(act["same"]):
            firsts, same = part.filter(pl.col("_unsure").is_null()), left
        frame = _maybe(frame, part.filter(pl.col("_unsure").is_not_null()), left)
    if not firsts.height:
        return frame.with_columns(_first=pl.lit(None, pl.Int64), _act=nothing)
    by = keys(len(same))
    earliest = keyed(firsts.sort("_at", "_row_id"), list(same.values())).unique(by, keep="first")
    joined = keyed(frame, list(same)).join(
        earliest.select(*by, _first="_at", _act="_row_id"), on=by, how="left", maintain_order="left"
    )
    return joined.drop(by)


def _maybe(frame: pl.DataFrame, acts: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    if not acts.height:
        return frame
    by = keys(len(same))
    first = keyed(
        acts.with_columns(pl.col("_at").fill_null(_EVER)).sort("_at", "_row_id"), list(same.values())
    )
    earliest = first.unique(by, keep="first").select(*by, _hidden="_at", _why="_unsure")
    joined = keyed(frame, list(same)).join(earliest, on=by, how="left", maintain_order="left")
    may = pl.coalesce("_may", pl.when(pl.col("_hidden") <= pl.col("_limit")).then("_why"))
    return joined.with_columns(_may=may).drop(*by, "_hidden", "_why")


def _traced(
    found: pl.DataFrame, table: str, act: Mapping[str, Any], matter: Matter, *, by_days: bool
) -> pl.DataFrame:
    is_late, nothing = pl.col("_act").is_not_null(), pl.lit(None, pl.Int64)
    days = {"at_day": iso(pl.col("_first")).fill_null(""), "limit_day": iso(pl.col("_limit"))}
    moments = {"at_ms": pl.col("_first"), "limit_ms": pl.col("_limit")}
    empty = {**dict.fromkeys(days, pl.lit("")), **dict.fromkeys(moments, nothing)}
    trace = json_of(
        message=pl.when(is_late).then(pl.lit("prior_act.late")).otherwise(pl.lit("prior_act.none")),
        act_table=pl.lit(act["table"]),
        act_column=pl.lit(act["at"]),
        act_id=pl.col("_act").fill_null(""),
        zone=pl.col("_zone").replace("", matter.seat),
        **{**empty, **(days if by_days else moments)},
    )
    own = pl.format(f'["{table}",{{}}]', json_text(pl.col("_row_id")))
    late = pl.format(f'{{}},["{act["table"]}",{{}}]', own, json_text(pl.col("_act").fill_null("")))
    exhibits = pl.format("[{}]", pl.when(is_late).then(late).otherwise(own))
    return found.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=exhibits)
