"""Frames in the shape that `domain.tables` declares, with or without rows."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dauys.domain.frames import REGISTER_FRAMES
from dauys.domain.tables import TABLES

KINDS: Mapping[str, pl.DataType] = {"text": pl.String(), "int": pl.Int64(), "bool": pl.Boolean()}


def empty(columns: Mapping[str, str]) -> pl.DataFrame:
    """A frame without rows."""
    return pl.DataFrame(schema={name: KINDS[kind] for name, kind in columns.items()})


def shaped(frame: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """Exactly these columns in this order: text without null, integers as 64 bits.

    A null of a number, or of a yes or no, stays: nobody knows it.
    """
    return frame.select(_cell(name, kind) for name, kind in columns.items())


def _cell(name: str, kind: str) -> pl.Expr:
    cell = pl.col(name).cast(KINDS[kind])
    return cell.fill_null("") if kind == "text" else cell


def register(registers: Mapping[str, pl.DataFrame], name: str, *without: str) -> pl.DataFrame:
    """A register's frame in its declared shape; without rows where it was not brought.

    without: columns of its published table that it does not bring itself.
    ValueError names the columns that a brought frame lacks.
    """
    declared = REGISTER_FRAMES.get(name) or TABLES[name]
    columns = {column: kind for column, kind in declared.items() if column not in without}
    if name not in registers:
        return empty(columns)
    if missing := set(columns) - set(registers[name].columns):
        raise ValueError(
            f"the frame of the register {name} lacks {', '.join(sorted(missing))}; "
            "domain/tables.py or domain/frames.py says which columns it has"
        )
    return shaped(registers[name], columns)
