"""eligibility: whether this one, or this place, may: what a column of the row must or must not hold.

```yaml
rows: {table: campaigners}
field: role
not_in: [judge, military, commission_member]
```

Traces: `eligibility.barred` (`not_in`), `eligibility.not_among` (`only`), `eligibility.is_not` (`must_be`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.domain.tables import TABLES
from dauys.rules.frames import json_of
from dauys.rules.matter import Matter
from dauys.rules.others import blank
from dauys.rules.outcome import Outcome, judged
from dauys.rules.row_by_row import each_row_set
from dauys.rules.row_sets import ROWS, Column, tables_of
from dauys.rules.rows import Rows
from dauys.rules.schema import TEXT, Field, Keys, Many, Place, Shape, Truth, Value, Whole
from dauys.rules.written import Written


@dataclass(frozen=True, slots=True)
class _Cells:
    """Values of the column that stands in `field` beside it, of that column's kind."""

    words: str = "value of that column; one or a list"

    def read(self, node: Written, at: Place) -> Value:
        cells: dict[str, Shape] = {"text": TEXT, "int": Whole(), "bool": Truth()}
        field = at.beside.get("field", "")
        kinds = [TABLES[table].get(field, "text") for table in tables_of(at.beside.get("rows"))]
        return Many(cells[kinds[0] if kinds else "text"]).read(node, at)


TERMS = Keys(
    {
        "rows": ROWS,
        "field": Field(
            Column(), "the column that decides; a row of which it is not known is not tested", True
        ),
        "not_in": Field(_Cells(), "what it must not be", may_be_unknown=True),
        "only": Field(_Cells(), "what it must be one of", may_be_unknown=True),
        "must_be": Field(Truth(), "what a yes or no must be", may_be_unknown=True),
    },
    one_of=(("not_in", "only", "must_be"),),
    words="terms of eligibility",
    check=lambda read, _at: _no_truth(read),
)


def _no_truth(read: Mapping[str, Any]) -> str | None:
    if "must_be" not in read:
        return None
    kinds = {table: TABLES[table][read["field"]] for table in tables_of(read["rows"])}
    wrong = [f"{table}.{read['field']} is {kind}" for table, kind in kinds.items() if kind != "bool"]
    return f"{wrong[0]}; must_be goes with a yes or no, write not_in or only" if wrong else None


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row whose column holds what it must not; the trace has the column and its value."""
    return each_row_set(rule, matter, _find)


def _find(rule: Rule, _matter: Matter, _row_set: Mapping[str, Any], rows: Rows) -> Outcome:
    field = rule.terms["field"]
    known = rows.frame.filter(~blank(rows.table, field))
    unknown = Counter({f"unknown: {field}": rows.frame.height - known.height})
    message, is_wrong, wanted = _test(rule.terms)
    trace = json_of(message=pl.lit(message), field=pl.lit(field), value=pl.col(field), **wanted)
    found = known.filter(is_wrong).with_columns(_trace=trace, _decide=pl.lit(value=False))
    return judged(rule, rows, found, +unknown)


def _test(terms: Mapping[str, Any]) -> tuple[str, pl.Expr, dict[str, pl.Expr]]:
    """The name of the trace, which rows are found, and what the trace says should have been."""
    cell = pl.col(terms["field"])
    if "must_be" in terms:
        must = terms["must_be"]
        return "eligibility.is_not", cell != must, {"must_be": pl.lit(must)}
    if "only" in terms:
        only = terms["only"]
        return "eligibility.not_among", ~cell.is_in(only), {"only": pl.lit(only)}
    barred = terms["not_in"]
    return "eligibility.barred", cell.is_in(barred), {"not_in": pl.lit(barred)}
