"""Rows of another table that a rule's rows are held against, and what makes two rows a pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.tables import TABLES
from dauys.rules.matter import Matter
from dauys.rules.row_sets import Conditions, TableName, tables_of, wrong_column
from dauys.rules.rows import first_unknown, holds
from dauys.rules.schema import WRONG, Field, Place, Value
from dauys.rules.times import TIMES
from dauys.rules.written import Written

TABLE = Field(TableName(), "the published table", is_needed=True)
WHERE = Field(Conditions(), "only rows whose columns have these values")


@dataclass(frozen=True, slots=True)
class Same:
    """Columns that hold the same in both rows, kept as own column → the other's.

    own: the sibling field that names the own tables; the other's is `table`.
    """

    own: str = "rows"
    words: str = "list of columns of both tables, or mapping of own columns to the other's"

    def read(self, node: Written, at: Place) -> Value:
        pairs = self._pairs(node, at)
        if pairs is None:
            return WRONG
        complaints = [complaint for pair in pairs.items() if (complaint := self._wrong(*pair, at))]
        return at.wrong(node, complaints[0]) if complaints else pairs

    def _pairs(self, node: Written, at: Place) -> dict[str, str] | None:
        if isinstance(node.value, dict) and node.value:
            named = {key: one.text for key, one in node.value.items()}
        else:
            nodes = node.value if isinstance(node.value, tuple) else (node,)
            named = {one.text or "": one.text for one in nodes if isinstance(one, Written)}
        if not named or not all(named) or not all(named.values()):
            at.wrong(node, f"write a {self.words}, not {node.form}")
            return None
        return {own: other for own, other in named.items() if other}

    def _wrong(self, own: str, other: str, at: Place) -> str | None:
        table = tables_of(at.beside.get("table"))
        mine = tables_of(at.beside.get(self.own))
        checks = [wrong_column(name, own) for name in mine] + [wrong_column(name, other) for name in table]
        return next((complaint for complaint in checks if complaint), None) or _unlike(
            mine, own, table, other
        )


def _unlike(mine: Sequence[str], own: str, table: Sequence[str], other: str) -> str | None:
    """Two columns that can never be the same."""
    kinds = {TABLES[name][own] for name in mine} | {TABLES[name][other] for name in table}
    return f"{own} and {other} are of different kinds: {', '.join(sorted(kinds))}" if len(kinds) > 1 else None


def blank(table: str, column: str) -> pl.Expr:
    """Whether a cell is not known."""
    return pl.col(column) == "" if TABLES[table][column] == "text" else pl.col(column).is_null()


def first_blank(table: str, columns: Sequence[str]) -> pl.Expr:
    """The name of the first of these columns whose cell is not known, or null."""
    named = [pl.when(blank(table, name)).then(pl.lit(name)) for name in columns]
    return pl.coalesce(*named, pl.lit(None, pl.String))


def others(matter: Matter, of: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of `of` (`table`, `where`, `time`) that are chosen, or may be; illustrative ones never.

    `_unsure`: the first column on which it hangs and whose cell is not known, else null.
    """
    table, where = of["table"], of.get("where") or {}
    frame = matter.prepared(table, of.get("time") or TIMES.get(table))
    if "is_illustrative" in TABLES[table]:
        frame = frame.filter(~pl.col("is_illustrative").fill_null(value=False))
    if not where:
        return frame.with_columns(_unsure=pl.lit(None, pl.String))
    unsure = pl.when(holds(where).is_null()).then(first_unknown(where))
    return frame.with_columns(_unsure=unsure).filter(holds(where).fill_null(value=True))


def keyed(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """With `_key`, `_key0`, `_key1`… to join by; `_key` is the same everywhere, for no columns at all."""
    return frame.with_columns(
        pl.lit(0).alias("_key"), *(pl.col(name).alias(f"_key{n}") for n, name in enumerate(columns))
    )


def keys(count: int) -> list[str]:
    """The names that `keyed` gives."""
    return ["_key", *(f"_key{n}" for n in range(count))]


def apart(
    frame: pl.DataFrame, table: str, same: Mapping[str, str]
) -> Iterator[tuple[pl.DataFrame, dict[str, str]]]:
    """The other rows by which of their cells in `same` are known, with the pairs of columns that are left.

    A row with a blank cell may belong to any row, so far as the others agree: `_unsure` then names it.
    """
    columns = list(same.values())
    unsure = pl.coalesce("_unsure", first_blank(table, columns))
    mask = sum(
        (blank(table, name).cast(pl.Int64) * (1 << n) for n, name in enumerate(columns)), start=pl.lit(0)
    )
    marked = frame.with_columns(_unsure=unsure, _blanks=mask)
    for blanks in sorted(marked["_blanks"].unique().to_list()):
        left = {own: other for n, (own, other) in enumerate(same.items()) if not blanks >> n & 1}
        yield marked.filter(pl.col("_blanks") == blanks).drop("_blanks"), left
