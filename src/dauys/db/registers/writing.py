"""Stored rows → the cells of a register's file, and those as CSV; `load` takes them again unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dauys.db.registers.cells import FORMULA
from dauys.db.registers.register import Column, Register

_RUN_BY_SPREADSHEETS = (*FORMULA, "\t", "\r", "\n")


def shown_columns(register: Register, *, with_private: bool) -> tuple[Column, ...]:
    """The columns of an exported file."""
    return tuple(column for column in register.columns if with_private or column.is_public)


def lines(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """The header and each row as cells; rows are mappings of the model's attributes."""
    header = [column.name for column in columns]
    return [header, *([_cell(column, row[column.attribute]) for column in columns] for row in rows)]


def _cell(column: Column, stored: Any) -> str:  # noqa: ANN401 - any column's value
    """One cell. No text of a register begins like a formula (cells.a_text), and an exported one never
    does, whoever wrote it into the database."""
    cell = column.written(stored)
    return text_cell(cell) if column.kind == "text" else cell


def text_cell(cell: str) -> str:
    """The text, its first sign made text by an apostrophe where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) else cell


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as RFC 4180 and `reading` want it: UTF-8, commas, CRLF after each row."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)  # quotes a cell that holds either sign
    return stream.getvalue().encode()
