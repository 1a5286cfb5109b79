"""Frames in the shape that tables declare, and cells of them as canonical JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

KINDS: Mapping[str, pl.DataType] = {"text": pl.String(), "int": pl.Int64(), "bool": pl.Boolean()}


def framed(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pl.DataFrame:
    """A frame of these columns from rows that have them all."""
    full = [[row[name] for name in columns] for row in rows]
    return pl.DataFrame(full, schema={name: KINDS[kind] for name, kind in columns.items()}, orient="row")


def shaped(frame: pl.DataFrame | pl.LazyFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """Exactly these columns: text without null; a column that the frame has not is known of no row."""
    if isinstance(frame, pl.DataFrame) and frame.schema == {
        name: KINDS[kind] for name, kind in columns.items()
    }:
        texts = [name for name, kind in columns.items() if kind == "text"]
        if not any(frame[name].null_count() for name in texts):
            return frame
    lazy = frame.lazy()
    has = lazy.collect_schema()
    return lazy.select(
        (pl.col(name) if name in has else pl.lit(None)).cast(KINDS[kind]).fill_null("").alias(name)
        if kind == "text"
        else (pl.col(name) if name in has else pl.lit(None)).cast(KINDS[kind]).alias(name)
        for name, kind in columns.items()
    ).collect()


def empty(columns: Mapping[str, str]) -> pl.DataFrame:
    """A frame of these columns without rows."""
    return pl.DataFrame(schema={name: KINDS[kind] for name, kind in columns.items()})


def each_once(
    frame: pl.DataFrame, columns: Sequence[str], value: Callable[..., int | None], name: str
) -> pl.DataFrame:
    """With `name`: `value` of those columns' cells, asked once for each combination that occurs."""
    once = frame.select(columns).unique()
    answers = pl.Series(name, [value(*cells) for cells in once.iter_rows()], pl.Int64)
    answered = once.with_columns(answers)
    return frame.join(answered, on=list(columns), how="left", nulls_equal=True, maintain_order="left")


def json_of(**values: pl.Expr) -> pl.Expr:
    """A canonical JSON object for each row: keys sorted, no spaces, null kept."""
    ordered = [values[name].alias(name) for name in sorted(values)]
    return pl.struct(ordered).struct.json_encode()


def json_text(cell: pl.Expr) -> pl.Expr:
    """A text as a JSON text, quotes included."""
    return pl.struct(t=cell).struct.json_encode().str.strip_prefix('{"t":').str.strip_suffix("}")
