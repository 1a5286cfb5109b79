"""prior_act: what had to be done before a row's act.

```yaml
rows: {table: slots}
act: {table: tariff-notices, same: [outlet_id], known: [published_on, filed_on], at: filed_on}
no_later_than: row
```

An act known to the day is in time on the row's local day; an act at a moment is in time at the row's moment
or, where the row is known to the day, on that whole day. Where an act may be in time, but for a cell that is
not known, the row is untested.

Traces: `prior_act.late` (the first such act came later), `prior_act.none`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.acts import act_keys, acts, is_missing, traced, with_first
from dauys.rules.days import with_local_day
from dauys.rules.frames import each_once
from dauys.rules.limits import PLUS, moved, with_limit
from dauys.rules.matter import Matter
from dauys.rules.others import first_blank
from dauys.rules.outcome import Outcome, judged
from dauys.rules.row_by_row import each_row_set, unknowns
from dauys.rules.row_sets import ROWS, time_column
from dauys.rules.rows import Rows
from dauys.rules.schema import Field, Keys, Place, Word
from dauys.rules.times import is_day

ACT = act_keys("rows", "act `{table, where, same, known, at}`")


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
        "plus": Field(PLUS, "so much after the row's time (-1: before it)", may_be_unknown=True),
    },
    words="terms of a prior_act",
    check=_no_hours_after_days,
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row before whose time no such act was done; the trace has a later one."""
    return each_row_set(rule, matter, _find)


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any], rows: Rows) -> Outcome:
    act = rule.terms["act"]
    by_days = is_day(act["table"], act["at"])
    frame = _with_limit(rows.frame, rows.table, rule.terms.get("plus"), matter, by_days=by_days)
    timeless = pl.when(pl.col("_start").is_null()).then(pl.lit(time_column(row_set)))
    frame = with_first(frame, acts(matter, act, by_days=by_days), act)
    hidden = pl.when(is_missing()).then("_may")
    frame = frame.with_columns(
        _blank=pl.coalesce(timeless, first_blank(rows.table, list(act["same"])), hidden)
    )
    unknown = unknowns(frame["_blank"])
    missing = frame.filter(pl.col("_blank").is_null() & is_missing())
    found = traced(missing, rows.table, act, matter, "prior_act", by_days=by_days)
    return judged(rule, rows, found, unknown)


def _with_limit(
    frame: pl.DataFrame, table: str, plus: Mapping[str, int] | None, matter: Matter, *, by_days: bool
) -> pl.DataFrame:
    """With `_limit`: the last day, or the last moment, at which the act is in time."""
    if not by_days and plus:
        frame = frame.with_columns(_till=_last_moment())
        limit = {"field": "_till", "plus": plus}
        return with_limit(frame, table, limit, matter, days=False, name="_limit").drop("_till")
    if not by_days:
        return frame.with_columns(_limit=_last_moment())
    local = with_local_day(frame, matter.seat, name="_local")
    return each_once(local, ["_local"], lambda day: _moved(day, plus or {}), "_limit").drop("_local")


def _moved(day: int | None, plus: Mapping[str, int]) -> int | None:
    return None if day is None else moved(date.fromordinal(day), plus).toordinal()


def _last_moment() -> pl.Expr:
    """The row's moment; of a row known to the day, the day's last millisecond."""
    return pl.when(pl.col("_day").is_null()).then("_start").otherwise(pl.col("_end") - 1)
