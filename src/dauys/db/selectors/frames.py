"""Rows → Polars frames with the columns that `domain.tables` declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def frame(rows: Sequence[Mapping[str, Any]], table: Mapping[str, str]) -> pl.DataFrame:
    """A frame with exactly the table's columns, in its order, also where there are no rows."""
    import polars as pl

    kinds = {"text": pl.String(), "int": pl.Int64(), "bool": pl.Boolean()}
    return pl.DataFrame(
        [[row[name] for name in table] for row in rows],
        schema={name: kinds[kind] for name, kind in table.items()},
        orient="row",
    )
