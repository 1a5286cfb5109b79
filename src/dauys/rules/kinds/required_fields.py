"""required_fields: what a row must say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.domain.tables import TABLES
from dauys.rules.frames import json_of
from dauys.rules.matter import Matter
from dauys.rules.outcome import Outcome, judged, together, untouched
from dauys.rules.row_sets import ROWS, Column
from dauys.rules.schema import Field, Keys, Many, Word

TERMS = Keys(
    {
        "rows": ROWS,
        "fields": Field(
            Many(Column()),
            "a bool must be true, a text not empty, a number known; a bool that is not known is not tested",
            is_needed=True,
        ),
        "absent_text_means": Field(
            Word(("missing", "unknown")),
            "whether an empty text or number is missing from what was tested, or only not registered",
            usual="missing",
        ),
    },
    words="terms of required_fields",
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row that lacks a field; its trace `required_fields.missing` names them all."""
    return together(_find(rule, matter, row_set) for row_set in rule.terms["rows"])


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any]) -> Outcome:
    rows = matter.rows(rule, row_set)
    if not rows.frame.height:
        return untouched(rows)
    counts = rule.terms["absent_text_means"] == "missing"
    there = {name: _is_there(rows.table, name, absent_counts=counts) for name in rule.terms["fields"]}
    lacking = pl.concat_list(pl.when(~is_there).then(pl.lit(name)) for name, is_there in there.items())
    unclear = pl.coalesce(pl.when(is_there.is_null()).then(pl.lit(name)) for name, is_there in there.items())
    frame = rows.frame.with_columns(_lacking=lacking.list.drop_nulls(), _unclear=unclear)
    is_found = pl.col("_lacking").list.len() > 0
    blank = frame.filter(~is_found & pl.col("_unclear").is_not_null())["_unclear"]
    unknown = Counter({f"unknown: {name}": count for name, count in blank.value_counts().iter_rows()})
    trace = json_of(message=pl.lit("required_fields.missing"), fields=pl.col("_lacking"))
    found = frame.filter(is_found).with_columns(_trace=trace, _decide=pl.lit(value=False))
    return judged(rule, rows, found, unknown)


def _is_there(table: str, column: str, *, absent_counts: bool) -> pl.Expr:
    """True, false, or null where it is not known."""
    cell, kind = pl.col(column), TABLES[table][column]
    if kind == "bool":
        return cell
    is_there = cell != "" if kind == "text" else cell.is_not_null()
    return is_there if absent_counts else pl.when(is_there).then(pl.lit(value=True))
