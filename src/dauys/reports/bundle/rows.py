"""A table's rows as bytes, slice by slice: canonical JSON Lines, CSV that no spreadsheet runs, Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl

from dauys.domain.tables import TABLES
from dauys.reports.bundle.schemas import key

SLICE_ROWS = 50_000
_TYPES = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a cell begins that a spreadsheet may run, full-width forms among them."""


def published(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The table with its published columns alone, sorted by its key, or where it has none by all columns.

    Whatever else the frame has stays here. Raises ValueError where a key stands twice.
    """
    shaped = frame.select(
        pl.col(column).cast(_TYPES[kind]).fill_null("")
        if kind == "text"
        else pl.col(column).cast(_TYPES[kind])
        for column, kind in TABLES[name].items()
    )
    unique = key(name)
    if unique and (twice := shaped.filter(shaped.select(unique).is_duplicated())).height:
        values = ", ".join(f"{column} {twice[column][0]}" for column in unique)
        raise ValueError(f"table {name}: {twice.height} rows share their key ({values}); it must stand once")
    return shaped.sort(unique or list(TABLES[name]), nulls_last=False, maintain_order=True)


def json_lines(table: pl.DataFrame) -> Iterator[bytes]:
    """An object a line, as `canonical` writes it."""
    for part in table.iter_slices(SLICE_ROWS):
        buffer = io.BytesIO()
        part.write_ndjson(buffer)
        yield buffer.getvalue()


def csv(table: pl.DataFrame) -> Iterator[bytes]:
    """A header and a line a row; texts that begin like a formula get an apostrophe before them."""
    yield (",".join(table.columns) + "\n").encode()
    texts = [column for column, kind in table.schema.items() if kind == pl.String]
    for part in table.iter_slices(SLICE_ROWS):
        safe = part.with_columns(
            pl.when(pl.col(column).str.contains(_FORMULA))
            .then("'" + pl.col(column))
            .otherwise(column)
            .alias(column)
            for column in texts
        )
        buffer = io.BytesIO()
        safe.write_csv(buffer, include_header=False)
        yield buffer.getvalue()


def parquet(table: pl.DataFrame) -> Iterator[bytes]:
    """One file in the memory of its compressed size."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", statistics=True)
    yield buffer.getvalue()
