"""adjacency: what must not stand beside something else.

```yaml
rows: {table: coverage, where: {genre: comment, medium: [tv, radio]}}
beside: {table: coverage, where: {genre: speech}}
relation: after
within_ms: 60000
same: [channel_id]
```

One finding for each row, with the other that ends last of all that fit (then the first by id) in its trace. A
row is never beside itself, and illustrative rows stand beside nothing. Where another row may fit, but for a
cell that is not known, the row is untested. `after` and `inside` exclude each other: what begins in the other
and ends with it or before it is inside, what goes on beyond it is after it.

Traces: `adjacency.after`, `adjacency.inside`, `adjacency.same_issue`, `adjacency.same_day`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.domain.tables import TABLES
from dauys.rules.frames import json_of, json_text
from dauys.rules.matter import Matter
from dauys.rules.neighbours import AFTER, INSIDE, SAME_DAY, SAME_ISSUE, beside
from dauys.rules.others import TABLE, WHERE, Same, apart, first_blank, others
from dauys.rules.outcome import Outcome, judged
from dauys.rules.row_by_row import each_row_set, unknowns
from dauys.rules.row_sets import ROWS, TIME, time_column, with_time, wrong_column
from dauys.rules.rows import Rows
from dauys.rules.schema import Field, Keys, Place, Whole, Word

BESIDE = Keys(
    {
        "table": TABLE,
        "where": WHERE,
        "time": Field(TIME, "when it was; each table has a usual one"),
    },
    words="rows `{table, where, time}`",
)


def _unfit(read: Mapping[str, Any], _at: Place) -> str | None:
    """What the relation needs, and pairs of columns that do not fit."""
    if (read["relation"] == AFTER) != ("within_ms" in read):
        return "within_ms goes with the relation after, which needs it"
    other = read["beside"]
    if not isinstance(other, Mapping):
        return None
    if said := next(
        filter(None, (wrong_column(other["table"], name) for name in read["same"].values())), None
    ):
        return said
    has_time = [with_time(one).get("time") for one in (*read["rows"], other)]
    return None if all(has_time) else "the tables of both rows need a time: write it"


TERMS = Keys(
    {
        "rows": ROWS,
        "beside": Field(BESIDE, "what it must not stand beside", is_needed=True, may_be_unknown=True),
        "relation": Field(
            Word((AFTER, INSIDE, SAME_ISSUE, SAME_DAY)),
            "`after`: it begins at most `within_ms` after the other's end, or while the other lasts and goes "
            "on beyond it. `inside`: it lies within the other. `same_issue`: the same `issue`, in tables "
            "without that column the same outlet and day. `same_day`: the same local day",
            is_needed=True,
        ),
        "within_ms": Field(Whole(0), "how near is right after; just so near counts", may_be_unknown=True),
        "same": Field(Same(), "what both have in common, such as the channel", is_needed=True),
    },
    words="terms of an adjacency",
    check=_unfit,
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row that stands beside such another; of several the last to end, then by id."""
    return each_row_set(rule, matter, _find)


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any], rows: Rows) -> Outcome:
    terms, other = rule.terms, rule.terms["beside"]
    same = _with_issue(terms, rows.table)
    timeless = pl.when(pl.col("_start").is_null()).then(pl.lit(time_column(row_set)))
    needs_time = terms["relation"] != SAME_ISSUE or "issue" not in same
    blank = pl.coalesce(first_blank(rows.table, list(same)), timeless if needs_time else None)
    frame = rows.frame.with_columns(_blank=blank).with_row_index("_i")
    known = frame.filter(pl.col("_blank").is_null())
    pairs = _pairs(known, rows.table, other, same, terms, matter)
    sure = pairs.filter(pl.col("_unsure").is_null()).unique("_i", keep="first", maintain_order=True)
    maybe = pairs.join(sure, on="_i", how="anti").unique("_i", keep="first", maintain_order=True)
    blanks = pl.concat([frame["_blank"].drop_nulls(), maybe["_unsure"]])
    unknown = unknowns(blanks)
    found = known.join(sure, on="_i", maintain_order="left")
    return judged(rule, rows, _traced(found, rows.table, terms, matter), unknown)


def _with_issue(terms: Mapping[str, Any], table: str) -> dict[str, str]:
    """The columns in common; an issue is named by its column, or else by outlet and day."""
    same = dict(terms["same"])
    if terms["relation"] == SAME_ISSUE:
        tables = (table, terms["beside"]["table"])
        if all("issue" in TABLES[name] for name in tables):
            same["issue"] = "issue"
        if all("outlet_id" in TABLES[name] for name in tables):
            same["outlet_id"] = "outlet_id"
    return same


def _pairs(
    known: pl.DataFrame,
    table: str,
    other: Mapping[str, Any],
    same: Mapping[str, str],
    terms: Mapping[str, Any],
    matter: Matter,
) -> pl.DataFrame:
    """`_i` of each row beside the other's `_other`, `_from`, `_till`, `_unsure`; the last to end first."""
    there = others(matter, with_time(other))
    timeless = pl.when(pl.col("_start").is_null()).then(pl.lit(time_column(with_time(other))))
    there = there.with_columns(_unsure=pl.coalesce("_unsure", timeless))
    is_one_table = table == other["table"]
    parts = [
        beside(known, part, left, terms, matter.seat, is_one_table=is_one_table)
        for part, left in apart(there, other["table"], same)
    ]
    empty = pl.DataFrame(
        schema={
            "_i": pl.UInt32,
            "_other": pl.String,
            "_from": pl.Int64,
            "_till": pl.Int64,
            "_unsure": pl.String,
        }
    )
    return pl.concat([empty, *parts]).sort(
        "_i", "_till", "_other", descending=[False, True, False], nulls_last=True
    )


def _traced(found: pl.DataFrame, table: str, terms: Mapping[str, Any], matter: Matter) -> pl.DataFrame:
    other = terms["beside"]["table"]
    trace = json_of(
        message=pl.lit(f"adjacency.{terms['relation']}"),
        start_ms=pl.col("_start"),
        end_ms=pl.col("_end"),
        day=pl.col("_day").fill_null(""),
        other_table=pl.lit(other),
        other_id=pl.col("_other"),
        other_start_ms=pl.col("_from"),
        other_end_ms=pl.col("_till"),
        within_ms=pl.lit(terms.get("within_ms"), pl.Int64),
        apart_ms=pl.max_horizontal(pl.col("_start") - pl.col("_till"), 0),
        same=pl.struct(sorted(terms["same"])),
        zone=pl.col("_zone").replace("", matter.seat),
    )
    both = [json_text(pl.col(name)) for name in ("_row_id", "_other")]
    exhibits = pl.format(f'[["{table}",{{}}],["{other}",{{}}]]', *both)
    return found.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=exhibits)
