"""Rows → Polars frames with the columns that `domain.tables` declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def frame(rows: Sequence[Mapping[str, Any]], table: Mapping[str, str]) -> pl.DataFrame:
    """A frame with exactly the table's columns, in its order, also where there are no rows."""
    return from_tuples([tuple(row[name] for name in table) for row in rows], table)


def from_tuples(rows: Sequence[tuple[Any, ...]], table: Mapping[str, str]) -> pl.DataFrame:
    """The same from cells in the table's order. Days become ISO text; no text becomes the empty text."""
    import polars as pl

    kinds = {"text": pl.String(), "int": pl.Int64(), "bool": pl.Boolean()}
    cells = zip(*rows, strict=True) if rows else ((),) * len(table)
    return pl.DataFrame(
        [
            pl.Series(name, [_text(cell) for cell in column] if kind == "text" else column, kinds[kind])
            for (name, kind), column in zip(table.items(), cells, strict=True)
        ]
    )


def _text(cell: str | date | None) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else cell.isoformat()
