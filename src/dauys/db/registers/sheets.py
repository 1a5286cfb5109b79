"""Workbooks (XLSX) → rows of texts, as if the same register had been saved as CSV.

Read by hand with expat, because a register may come from anybody: no formula is kept, no link followed, no
object built that the file's author could choose. A cell that a register cannot hold (a formula, an error, an
inexact number) becomes a Refusal in its place, so that it is named by row and column.
Why no library does it: docs/decisions/0006. Source: ECMA-376-1, §12.3 (parts), §18.3.1.4 (cells), §18.8.30
(number formats).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from dauys.db.registers.sheets_archive import Archive, WorkbookError
from dauys.db.registers.sheets_parts import CELL_LENGTH, day_styles, shared_texts, sheet_parts, whole_number

ROWS, COLUMNS = 1 << 20, 1 << 14
WIDEST = 256
"""Columns up to the last with something in it; else a small file of far cells would be rows of thousands."""
_DIGITS = 15
"""Beyond so many digits a spreadsheet's numbers are not exact."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,4})?")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes signs that XML cannot hold (§22.9.2.19)."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands in the place of a cell that cannot be taken; `text` says why and what to do."""

    text: str


Cell: TypeAlias = str | Refusal


class Workbook:
    """A workbook's sheets by name, in order. Raises WorkbookError where it is refused as a whole."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        self._parts, self._is_1904 = sheet_parts(self._archive)
        self._texts = shared_texts(self._archive)
        self._day_styles = day_styles(self._archive)

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
        """Each row with a cell that is not empty, and its number; empty cells at the end are left out."""
        reader = _SheetReader(self._texts, self._day_styles, self._is_1904)
        for _ in self._archive.parsing(self._parts[sheet], reader.start, reader.end, reader.text):
            for line, row in reader.rows:
                if filled := {n: cell for n, cell in row.items() if cell != ""}:
                    yield line, _cells(line, filled)
            reader.rows.clear()


def _cells(line: int, filled: Mapping[int, Cell]) -> list[Cell]:
    """The row's cells from the first column to the last that holds something."""
    width = max(filled) + 1
    if width > WIDEST:
        raise WorkbookError(
            f"has something in column {width} of row {line}; {WIDEST} are the most, delete it"
        )
    return [filled.get(n, "") for n in range(width)]


@dataclass(slots=True)
class _SheetReader:
    """Takes the tags of one sheet and keeps the rows that are complete."""

    texts: list[str]
    day_styles: set[int]
    is_1904: bool
    rows: list[tuple[int, dict[int, Cell]]] = field(default_factory=list)
    line: int = 0
    column: int = -1
    row: dict[int, Cell] = field(default_factory=dict)
    kind: str = ""
    style: int = 0
    has_formula: bool = False
    is_reading: bool = False
    is_phonetic: bool = False
    content: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            self._start_row(attributes.get("r"))
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "f":
            self.has_formula = True
        elif tag == "rPh":
            self.is_phonetic = True
        elif tag in ("v", "t"):
            self.is_reading = not self.is_phonetic

    def end(self, tag: str) -> None:
        if tag == "row":
            self.rows.append((self.line, self.row))
        elif tag == "c":
            self.row[self.column] = self._cell()
        elif tag == "rPh":
            self.is_phonetic = False
        elif tag in ("v", "t"):
            self.is_reading = False

    def text(self, content: str) -> None:
        if self.is_reading:
            self.content.append(content)

    def _start_row(self, number: str | None) -> None:
        line = self.line + 1 if number is None else whole_number(number)
        if not self.line < line <= ROWS:
            raise WorkbookError(f"is damaged: row {number} stands after row {self.line}; save it again")
        self.line, self.column, self.row = line, -1, {}

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        column = self.column + 1 if place is None else _column(place)
        if not self.column < column < COLUMNS:
            raise WorkbookError(f"is damaged: cell {place} of row {self.line} is out of order; save it again")
        self.column, self.content, self.has_formula = column, [], False
        self.kind, self.style = attributes.get("t", "n"), whole_number(attributes.get("s", "0"))

    def _cell(self) -> Cell:
        content = "".join(self.content)
        if self.has_formula:
            return Refusal("holds a formula; put its value in its place")
        if self.kind == "s" and content:
            number = whole_number(content)
            if number >= len(self.texts):
                raise WorkbookError(f"is damaged: text {number} of row {self.line} is missing; save it again")
            content = self.texts[number]
        if self.kind != "n":
            content = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), content)
        if len(content) > CELL_LENGTH:
            return Refusal(f"has more than {CELL_LENGTH} characters, the most that a cell may have")
        if self.kind == "e":
            return Refusal(f"shows the error {content}; write a value")
        if self.kind == "b":
            return {"1": "yes", "0": "no"}.get(content.strip(), content.strip())
        if self.kind == "n":
            return _number(content.strip(), self.style in self.day_styles, self.is_1904)
        return content.strip()


def _number(text: str, is_day: bool, is_1904: bool) -> Cell:
    """A number as a CSV file would show it."""
    if not text:
        return ""
    if not _NUMBER.fullmatch(text):
        return Refusal(f"{text[:20]!r} is not a number; write it again")
    if is_day:
        return _day(float(text), is_1904)
    if text.lstrip("-").isdigit() and len(text.lstrip("-0")) > _DIGITS:
        return Refusal(
            f"a number of more than {_DIGITS} digits is not exact in a spreadsheet; write it as text"
        )
    if abs(value := float(text)) == float("inf"):
        return Refusal(f"{text} is larger than any number of a spreadsheet")
    exact = Decimal(format(value, f".{_DIGITS}g"))
    return format(exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize(), "f")


def _day(serial: float, is_1904: bool) -> Cell:
    """A day as 2021-01-31, a day with a time as 2021-01-31T19:00:00; the clock's zone is not in the file.

    Days count from 1900, a leap year to spreadsheets only (so that day 60 never was), or from 1904.
    """
    if not 1 <= serial < 2_958_466 or (not is_1904 and 60 <= serial < 61):
        return Refusal("is not a day; write one like 2021-01-31 as text")
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30 if serial > 60 else 31)  # noqa: DTZ001
    moment = first + timedelta(milliseconds=round(serial * 86_400_000))
    if moment == datetime.combine(moment.date(), datetime.min.time()):
        return date.isoformat(moment.date())
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


def _column(place: str) -> int:
    """`C12` → 2."""
    found = _PLACE.fullmatch(place)
    if not found:
        raise WorkbookError(f"is damaged: {place[:20]!r} is no place of a cell; save it again")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
