"""A table's rows as bytes, slice by slice: canonical JSON Lines, CSV that no spreadsheet runs, Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl
from polars.io.plugins import register_io_source

from dauys.domain.published import PUBLISHED
from dauys.reports.bundle.schemas import key

SLICE_ROWS = 50_000
_TYPES = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a cell begins that a spreadsheet may run, full-width forms among them."""


class Published:
    """A table's published columns in the order of its key: an order of the rows, not a second copy of them.

    Where the table has no key, rows stand in the order of all columns. Other columns of the frame stay here.
    Raises ValueError where a key stands twice.
    """

    def __init__(self, name: str, frame: pl.DataFrame) -> None:
        self._name, self._frame, self._cells = name, frame, _cells(name)
        keys = [self._cells[column] for column in key(name) or self._cells]
        order = pl.arg_sort_by(keys, nulls_last=False, maintain_order=True).cast(pl.UInt32)
        self._order = frame.select(order.alias("order"))["order"]
        self._check_keys()

    @property
    def schema(self) -> pl.Schema:
        """The columns with their types."""
        return self._slice(0, 0).schema

    def slices(self, rows: int = SLICE_ROWS) -> Iterator[pl.DataFrame]:
        """The rows in order, so many at a time."""
        return (self._slice(start, rows) for start in range(0, self._frame.height, rows))

    def _slice(self, start: int, rows: int, columns: tuple[str, ...] = ()) -> pl.DataFrame:
        cells = [self._cells[column] for column in columns or self._cells]
        return self._frame[self._order.slice(start, rows)].select(cells)

    def _check_keys(self) -> None:
        """Equal keys are neighbours; each slice begins with the last row of the one before."""
        unique = key(self._name)
        for start in range(0, self._frame.height if unique else 0, SLICE_ROWS):
            keys = self._slice(max(start - 1, 0), SLICE_ROWS + 1, unique)
            twice = keys.filter(
                pl.all_horizontal(pl.all().eq_missing(pl.all().shift())).fill_null(value=False)
            )
            if twice.height:
                values = ", ".join(f"{column} {twice[column][0]}" for column in unique)
                raise ValueError(f"table {self._name}: rows share their key ({values}); it must stand once")


def _cells(name: str) -> dict[str, pl.Expr]:
    """The table's columns in their order and type; a text is empty where there is none."""
    cells = {column: pl.col(column).cast(_TYPES[kind]) for column, kind in PUBLISHED[name].items()}
    texts = {column for column, kind in PUBLISHED[name].items() if kind == "text"}
    return {column: cell.fill_null("") if column in texts else cell for column, cell in cells.items()}


def json_lines(table: Published) -> Iterator[bytes]:
    """An object a line, as `canonical` writes it."""
    for part in table.slices():
        buffer = io.BytesIO()
        part.write_ndjson(buffer)
        yield buffer.getvalue()


def csv(table: Published) -> Iterator[bytes]:
    """A header and a line a row; texts that begin like a formula get an apostrophe before them."""
    yield (",".join(table.schema) + "\n").encode()
    texts = [column for column, kind in table.schema.items() if kind == pl.String]
    for part in table.slices():
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


def parquet(table: Published) -> Iterator[bytes]:
    """One file in the memory of its compressed size."""

    def slices(
        columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        assert predicate is None
        assert n_rows is None
        return (part.select(columns) if columns else part for part in table.slices())

    buffer = io.BytesIO()
    rows = register_io_source(slices, schema=table.schema, is_pure=True)
    rows.sink_parquet(buffer, compression="zstd", statistics=True)
    yield buffer.getvalue()
