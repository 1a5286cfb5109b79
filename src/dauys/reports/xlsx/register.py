"""A register as a workbook of one sheet, to be filled in and loaded again; it is dated nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dauys.reports.packing import core_properties
from dauys.reports.xlsx.book import workbook
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.rows import Row
from dauys.reports.xlsx.sheets import Sheet

_EXACT = re.compile(r"-?\d{1,15}|-?\d{1,12}\.\d{1,2}")
"""Numbers that a spreadsheet keeps as they are."""
NO_DATE = "1980-01-01T00:00:00Z"


def register_workbook(name: str, lines: Sequence[Sequence[str]], kinds: Sequence[str]) -> bytes:
    """One sheet of that name: the header and the rows; columns of kind `int` hold numbers where exact."""
    head, *rows = lines
    cells = (_cells(row, kinds) for row in rows)
    return workbook([Sheet(name, (), head, cells, is_form=True)], core_properties(name, "en", NO_DATE))


def _cells(row: Sequence[str], kinds: Sequence[str]) -> Row:
    return [_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)]


def _cell(cell: str, kind: str) -> tuple[object, Kind]:
    if kind == "int" and _EXACT.fullmatch(cell):
        return float(cell) if "." in cell else int(cell), Kind.NUMBER
    return cell, Kind.TEXT
