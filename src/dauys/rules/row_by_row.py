"""What kinds that test row by row have in common: each row set in turn, and reasons as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.matter import Matter
from dauys.rules.outcome import Outcome, together, untouched
from dauys.rules.rows import Rows

Test: TypeAlias = Callable[[Rule, Matter, Mapping[str, Any], Rows], Outcome]


def each_row_set(rule: Rule, matter: Matter, test: Test) -> Outcome:
    """The rule's row sets tested one by one, as one outcome; `test` gets those that leave rows."""
    prepared = ((row_set, matter.rows(rule, row_set)) for row_set in rule.terms["rows"])
    return together(
        test(rule, matter, row_set, rows) if rows.frame.height else untouched(rows)
        for row_set, rows in prepared
    )


def unknowns(names: pl.Series) -> Counter[str]:
    """Names of columns that are not known, one for each row or null, as reasons and how often."""
    counts = names.drop_nulls().value_counts()
    return Counter({f"unknown: {name}": count for name, count in counts.iter_rows()})
