"""Typed cells: a value with the kind that says how a spreadsheet keeps and shows it."""

from __future__ import annotations

import re
from enum import StrEnum

from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_MS_PER_DAY = 86_400_000
_TEXT_MAX = 32_767
"""Letters that a cell of a workbook can hold."""
_CUT = " […]"
_NOT_XML = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Kind(StrEnum):
    """What an integer of the tables counts, or TEXT."""

    TEXT = "text"
    COUNT = "count"
    MS = "ms"
    MM2 = "mm2"
    TIYN = "tiyn"
    PERMILLE = "permille"


FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.MS: "[h]:mm:ss",
    Kind.MM2: "#,##0.0",
    Kind.TIYN: "#,##0.00",
    Kind.PERMILLE: "0.0%",
}
_PARTS = {Kind.COUNT: 1, Kind.MS: _MS_PER_DAY, Kind.MM2: 100, Kind.TIYN: 100, Kind.PERMILLE: 1000}
"""What the stored integer is divided by: a spreadsheet's unit of time is the day."""


class Cells:
    """Makes the cells of one sheet. openpyxl writes a row at once, so that cells serve again and again."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[int, Kind], WriteOnlyCell] = {}

    def cell(self, place: int, value: object, kind: Kind) -> WriteOnlyCell | None:
        """The cell at that place of the row being written; None where there is nothing to say."""
        if value is None or value == "":
            return None
        cell = self._made.get((place, kind)) or self._new(place, kind)
        if isinstance(value, int):
            cell.value = value if kind is Kind.COUNT else value / _PARTS[kind]
        else:
            cell.value = fit(str(value))
            # openpyxl takes "=…" for a formula and "#N/A" for an error; here it is what somebody wrote.
            cell.data_type = "s"
        return cell

    def _new(self, place: int, kind: Kind) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet)
        cell.number_format = FORMATS[kind]
        cell.quotePrefix = kind is Kind.TEXT
        return self._made.setdefault((place, kind), cell)


def fit(text: str) -> str:
    """The text as a cell can hold it: letters that XML knows, and not too many of them."""
    legible = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return legible if len(legible) <= _TEXT_MAX else legible[: _TEXT_MAX - len(_CUT)] + _CUT
