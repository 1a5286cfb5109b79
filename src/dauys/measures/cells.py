"""A table's rows summed into cells, so that many figures cost one pass over the rows.

Counts and sums are additive: divided by any of the cells' keys they are the same over the cells as over the
rows, and so is what is distinct in a key. However many rows there are, cells are no more than the outlets
times the days, contestants, languages and hours of a campaign.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dauys.domain.figures import Definition, Kind

ROWS = "rows"
"""How many rows of the table a cell holds."""


class Cells:
    """The cells of one table: keys are the words and truths by which its definitions filter and divide."""

    def __init__(self, table: pl.LazyFrame, definitions: Iterable[Definition]) -> None:
        schema = table.collect_schema()
        here = list(definitions)
        named = {name for one in here for name in (*one.by, *(one.where or ()))}
        self._table = table
        self._keys = [name for name, kind in schema.items() if name in named and kind in _KEYED]
        self._sums = sorted({one.column for one in here if one.kind is Kind.SUM})
        self._made: pl.DataFrame | None = None

    def answer(self, definition: Definition, columns: Iterable[str]) -> bool:
        """Whether a definition that is filtered and divided by these columns can be told from the cells."""
        told = {definition.column} if definition.kind is Kind.DISTINCT else set()
        return bool(self._keys) and {*columns, *told} <= set(self._keys)

    @property
    def frame(self) -> pl.DataFrame:
        """Keys, `rows`, and the sum of each summed column: null where no row of the cell has a value."""
        if self._made is None:
            sums = [total(pl.col(name)).alias(name) for name in self._sums]
            grouped = self._table.group_by(self._keys).agg(pl.len().cast(pl.Int64).alias(ROWS), *sums)
            self._made = grouped.collect(engine="streaming")
        return self._made


_KEYED = (pl.String, pl.Boolean, pl.Categorical, pl.Enum)


def total(column: pl.Expr) -> pl.Expr:
    """The sum; null where there are rows and none of them has a value, 0 of no rows."""
    unknown = (pl.len() > 0) & (column.count() == 0)
    return pl.when(unknown).then(None).otherwise(column.sum().cast(pl.Int64))
