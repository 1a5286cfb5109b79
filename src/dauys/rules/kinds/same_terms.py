"""same_terms: whether the terms were the same for all contestants: price, value, refusal, order.

```yaml
rows: {table: slots}
test: tariff_price
value: price_tiyn
per: [outlet_id, slot_class]
```

- `tariff_price`: the newest notice that was published by the row's local day and prices those columns holds,
  by the second (half up to a tiyn) or by the spot. A row without such a tariff is untested
  (`unknown: tariffs`), a notice whose day of publication is not known holds for none.
- `same_value`: one finding for each group, `RULE.TABLE.GROUP`: the values of `per`, joined by `_`. Different
  values of one contestant alone are none.
- `no_refusal`: a refused row beside another contestant's accepted one. Where another's row may be accepted,
  but for a cell that is not known, it is untested.
- `order_of_application`: the row that waited is found, with the row that was served first of all that applied
  later, of another contestant. Service on one day or at one moment is in order.

Traces: `same_terms.tariff_price`, `same_terms.same_value`, `same_terms.no_refusal`,
`same_terms.order_of_application`; each has both sides of the comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.domain.tables import TABLES
from dauys.rules.cells import in_several
from dauys.rules.matter import Matter
from dauys.rules.others import first_blank
from dauys.rules.outcome import Outcome, judged
from dauys.rules.row_by_row import each_row_set, unknowns
from dauys.rules.row_sets import ROWS, Column, When, tables_of, time_column
from dauys.rules.rows import Rows
from dauys.rules.same import order, price, refusal
from dauys.rules.same import value as same_value
from dauys.rules.schema import Field, Keys, Many, Word

TARIFF, VALUE, REFUSAL, ORDER = "tariff_price", "same_value", "no_refusal", "order_of_application"

TERMS = Keys(
    {
        "rows": ROWS,
        "test": Field(
            Word((TARIFF, VALUE, REFUSAL, ORDER)),
            "`tariff_price`: a price is the one of the tariff that was published by the row's day. "
            "`same_value`: contestants have the same value. `no_refusal`: nobody is refused what another "
            "got. `order_of_application`: who applied first is served first; applications of one moment are "
            "not compared",
            is_needed=True,
        ),
        "value": Field(Column(), "the price, the value, whether it was refused, or the application", True),
        "per": Field(
            Many(Column()),
            "within what it is to be the same, beside the contest; for `tariff_price`, the columns of "
            "`tariffs` that name the tariff",
            is_needed=True,
        ),
        "served": Field(
            When(), "for `order_of_application`: when a row was served; left out: `contracted_on`"
        ),
    },
    words="terms of same_terms",
    check=lambda read, _at: _unfit(read),
)

_NEEDS = {TARIFF: ("int",), REFUSAL: ("bool",), ORDER: ("int", "text")}


def _unfit(read: Mapping[str, Any]) -> str | None:
    """What the test needs and the tables have not."""
    for table in tables_of(read["rows"]):
        columns, test, value = TABLES[table], read["test"], read["value"]
        if columns[value] not in _NEEDS.get(test, (columns[value],)):
            return f"{table}.{value} is {columns[value]}; {test} needs {' or '.join(_NEEDS[test])}"
        if test == TARIFF:
            absent = [name for name in read["per"] if name not in TABLES["tariffs"]]
            if absent:
                return (
                    f"the table tariffs has no column {absent[0]!r}; it has: {', '.join(TABLES['tariffs'])}"
                )
        if test == ORDER and served(read) not in columns:
            return (
                f"the table {table} has no column {served(read)!r}: write in `served` when a row was served"
            )
    return None


def served(terms: Mapping[str, Any]) -> str:
    """The column that says when a row was served."""
    return str(terms.get("served", "contracted_on"))


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row whose terms differ; with `same_value`, for each group in which they do."""
    return each_row_set(rule, matter, _find)


def _find(rule: Rule, matter: Matter, row_set: Mapping[str, Any], rows: Rows) -> Outcome:
    frame = rows.frame.with_columns(_blank=_blank(rows.table, row_set, rule.terms))
    found, hidden = _compared(frame, rows.table, rule.terms, matter)
    if rule.terms["test"] == VALUE:
        found = found.with_columns(_several=pl.lit(in_several(rule, matter.table("contests"))))
    blanks = pl.concat([frame["_blank"].drop_nulls(), hidden])
    unknown = unknowns(blanks)
    return judged(rule, rows, found, unknown)


def _blank(table: str, row_set: Mapping[str, Any], terms: Mapping[str, Any]) -> pl.Expr:
    """The first column that the comparison needs and that is not known of the row."""
    also = [served(terms)] if terms["test"] == ORDER else []
    blank = first_blank(table, [terms["value"], *terms["per"], *also])
    if terms["test"] == TARIFF:
        return pl.coalesce(blank, pl.when(pl.col("_start").is_null()).then(pl.lit(time_column(row_set))))
    nobody = pl.when(pl.col("_contestant") == "").then(pl.lit("contestant_id"))
    return pl.coalesce(blank, nobody) if terms["test"] == REFUSAL else pl.coalesce(blank, nobody, "_doubt")


def _compared(
    frame: pl.DataFrame, table: str, terms: Mapping[str, Any], matter: Matter
) -> tuple[pl.DataFrame, pl.Series]:
    """What is found, with `_trace`, `_decide` and `_exhibits`, and names of what hides more."""
    value, per = terms["value"], terms["per"]
    known = frame.filter(pl.col("_blank").is_null())
    if terms["test"] == TARIFF:
        return price.found(known, table, value, per, matter)
    if terms["test"] == REFUSAL:
        return refusal.found(frame, table, value, per)
    nothing = pl.Series("_blank", [], pl.String)
    if terms["test"] == ORDER:
        return order.found(known, table, value, served(terms), per), nothing
    return same_value.found(known, table, value, per), nothing
