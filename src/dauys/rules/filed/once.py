"""Who had to file once, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.acts import acts, is_missing, traced, with_first
from dauys.rules.days import iso
from dauys.rules.filed.having import with_having
from dauys.rules.limits import by_days, missing_of, with_limit
from dauys.rules.matter import Matter
from dauys.rules.others import first_blank
from dauys.rules.outcome import Outcome, judged
from dauys.rules.row_by_row import unknowns
from dauys.rules.rows import Rows, day_bounds
from dauys.rules.times import is_day

_NEVER = 1 << 62


def outcome(rule: Rule, rows: Rows, matter: Matter) -> Outcome:
    """A finding for each row of `rows` (who must file) of which there is no filing by the limit."""
    filed, by, having = rule.terms["filed"], rule.terms.get("by"), rule.terms["who"].get("having")
    frame = rows.frame.with_columns(_has=pl.lit(value=True), _has_why=pl.lit(None, pl.String))
    if having:
        frame = with_having(rows.frame, having, matter).filter(pl.col("_has"))
    concerned = replace(rows, frame=frame)
    days = is_day(filed["table"], filed["at"])
    frame = _with_limit(frame, rows.table, filed, by, matter, days=days)
    frame = with_first(frame, acts(matter, filed, by_days=days), filed)
    missing = pl.lit(missing_of(by)) if by else pl.lit(None, pl.String)
    limitless = pl.when(pl.col("_limit").is_null()).then(missing)
    hidden = pl.when(is_missing()).then(pl.coalesce("_may", "_has_why"))
    frame = frame.with_columns(
        _blank=pl.coalesce(first_blank(rows.table, list(filed["same"])), limitless, hidden)
    )
    unknown = unknowns(frame["_blank"])
    late = frame.filter(pl.col("_blank").is_null() & is_missing())
    if by is None:
        late = late.with_columns(_limit=pl.lit(None, pl.Int64))
    return judged(rule, concerned, traced(late, rows.table, filed, matter, "filing", by_days=days), unknown)


def _with_limit(
    frame: pl.DataFrame,
    table: str,
    filed: Mapping[str, Any],
    by: Mapping[str, Any] | None,
    matter: Matter,
    *,
    days: bool,
) -> pl.DataFrame:
    """With `_limit`: the last day (`days`) or moment on which a filing is in time."""
    if by is None:
        return frame.with_columns(_limit=pl.lit(_NEVER))
    whole_days = by_days(filed["table"], filed["at"], by)
    limited = with_limit(frame, table, by, matter, days=whole_days, name="_limit")
    if days or not whole_days:
        return limited
    seated = limited.with_columns(zone=pl.col("_zone").replace("", matter.seat), _last=iso(pl.col("_limit")))
    once = day_bounds(seated.select("zone", _day="_last").drop_nulls().unique())
    ends = once.select("zone", _last="_day", _limit=pl.col("day_end") - 1)
    return seated.drop("_limit").join(ends, on=["zone", "_last"], how="left", maintain_order="left")
