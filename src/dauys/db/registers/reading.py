"""Register files (CSV, XLSX) → rows, with every problem of every file gathered before anything is loaded."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.db.registers.sheets import Cell, Refusal, Workbook
from dauys.db.registers.sheets_archive import WorkbookError
from dauys.db.registers.spellings import NAMES_ONLY, Spellings
from dauys.domain.errors import Problem

FILE_BYTES = 64 << 20
"""More than any register is; a longer file is refused before it is read."""
_HEADER_LINE = 1
_NAME_LENGTH = 60
"""As much of a column's name as a problem repeats; it may be anything."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is right in itself: where it stands, its parsed cells and what they make."""

    line: int
    cells: Mapping[str, Any]
    made: Any


@dataclass(slots=True)
class Sheet:
    """A register file as it was read. `keys` holds also the keys of rows that are wrong elsewhere, so
    that one wrong cell is not reported again by every row that refers to it. `absent`: the model's attributes
    of which the file says nothing, having no such column. `heads`: column → its heading in the file."""

    register: Register
    file: str
    rows: list[Row] = field(default_factory=list)
    keys: dict[tuple[Any, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_readable: bool = True
    absent: tuple[str, ...] = ()
    spellings: Spellings = NAMES_ONLY
    heads: dict[str, str] = field(default_factory=dict)

    def add(self, line: int, column: str, text: str) -> None:
        self.problems.append(Problem(self.file, line, column[:_NAME_LENGTH], text))


def read(register: Register, content: bytes, spellings: Spellings = NAMES_ONLY) -> Sheet:
    """Reads one register from CSV; never raises for what it holds.

    spellings: labels that may stand for the names of columns and for codes. Problems are said of names.
    """
    sheet = Sheet(register, register.file, spellings=spellings)
    text = _decoded(content, sheet)
    if text is None:
        sheet.is_readable = False
    else:
        _read_lines(_lines(text, sheet), sheet)
    return sheet


def read_own_workbook(register: Register, content: bytes, spellings: Spellings = NAMES_ONLY) -> Sheet:
    """Reads one register from the first sheet of its own workbook; never raises for what it holds."""
    try:
        workbook = Workbook(content)
    except WorkbookError as cause:
        sheet = Sheet(register, register.workbook, is_readable=False)
        sheet.add(_HEADER_LINE, "file", str(cause))
        return sheet
    return read_workbook(register, workbook, workbook.sheets[0], register.workbook, spellings)


def read_workbook(
    register: Register, workbook: Workbook, name: str, file: str, spellings: Spellings = NAMES_ONLY
) -> Sheet:
    """Reads one register from the sheet of that name; `file` is what problems are said of."""
    sheet = Sheet(register, file, spellings=spellings)
    try:
        _read_lines(_padded(workbook.rows(name)), sheet)
    except WorkbookError as cause:
        sheet.add(_HEADER_LINE, "file", str(cause))
        sheet.is_readable = False
    return sheet


def _padded(rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    """A spreadsheet keeps no empty cells at the end of a row."""
    width = 0
    for line, cells in rows:
        width = width or len(cells)
        yield line, cells + [""] * (width - len(cells))


def _read_lines(lines: Iterator[tuple[int, list[Cell]]], sheet: Sheet) -> None:
    header_line, first = next(lines, (_HEADER_LINE, []))
    header = [_name(cell, header_line, sheet) for cell in first]
    if not sheet.problems:
        header = _named(header, header_line, sheet)
    if sheet.problems or not _header_is_right(header, header_line, sheet):
        sheet.is_readable = False
        return
    sheet.absent = tuple(c.attribute for c in sheet.register.columns if c.name not in header)
    for line, cells in lines:
        _read_row(header, line, cells, sheet)


def _name(cell: Cell, line: int, sheet: Sheet) -> str:
    if isinstance(cell, Refusal):
        sheet.add(line, "header", cell.text)
        return ""
    return cell


def _named(headings: list[str], line: int, sheet: Sheet) -> list[str]:
    """The name of each heading's column; a column that is headed twice is a problem."""
    header = [sheet.spellings.column(heading) for heading in headings]
    for name in dict.fromkeys(name for name in header if header.count(name) > 1):
        same = dict.fromkeys(heading for heading, own in zip(headings, header, strict=True) if own == name)
        also = f" ({' and '.join(same)})" if len(same) > 1 else ""
        sheet.add(line, next(iter(same)) or "header", f"the column stands twice{also}")
    sheet.heads = dict(zip(header, headings, strict=True))
    return header


def _decoded(content: bytes, sheet: Sheet) -> str | None:
    if len(content) > FILE_BYTES:
        sheet.add(_HEADER_LINE, "file", f"has {len(content)} bytes; {FILE_BYTES} is the most")
    elif content.startswith(b"PK\x03\x04"):
        sheet.add(_HEADER_LINE, "file", f"is a workbook; call it {sheet.register.workbook}")
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        sheet.add(_HEADER_LINE, "file", "is UTF-16; save it as CSV UTF-8")
    else:
        try:
            return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as cause:
            line = content[: cause.start].count(b"\n") + 1
            sheet.add(line, "file", f"is not UTF-8 (byte 0x{content[cause.start]:02x}); save it as CSV UTF-8")
    return None


def _lines(text: str, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    """Each row that is not empty, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as cause:
            sheet.add(line, "row", f"cannot be read from here on: {cause}")
            return
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _header_is_right(header: list[str], at: int, sheet: Sheet) -> bool:
    wanted = sheet.register.header
    if not header:
        sheet.add(at, "header", f"the file is empty; its first line is {','.join(wanted)}")
        return False
    if len(header) == 1 and any(sign in header[0] for sign in ";\t"):
        sheet.add(at, "header", "the cells are not separated by commas; save it as CSV with commas")
        return False
    for name in (column.name for column in sheet.register.columns if column.is_required):
        if name not in header:
            sheet.add(at, name, f"the column is missing; the first line is {','.join(wanted)}")
    for name in dict.fromkeys(header):
        if name not in wanted:
            sheet.add(at, name or "header", f"no such column; the columns are {', '.join(wanted)}")
    return not sheet.problems


def _read_row(header: list[str], line: int, cells: list[Cell], sheet: Sheet) -> None:
    if len(cells) != len(header):
        sheet.add(line, "row", f"has {len(cells)} cells where the header has {len(header)}")
        return
    before = len(sheet.problems)
    texts = dict(zip(header, cells, strict=True))
    values = {c.name: _value(c, texts.get(c.name, ""), line, sheet) for c in sheet.register.columns}
    wrong = {problem.field for problem in sheet.problems[before:]}
    if not wrong.intersection(sheet.register.key):
        _note_key(tuple(values[name] for name in sheet.register.key), line, sheet)
    if wrong:
        return
    try:
        sheet.rows.append(Row(line, values, sheet.register.made(values)))
    except ImpossibleRowError as cause:
        sheet.add(line, cause.field, str(cause))


_QUOTED = re.compile(r"""^(['"]).*\1""")
"""A cell at the beginning of a complaint: what is private is not repeated, because complaints reach logs."""


def _value(column: Column, cell: Cell, line: int, sheet: Sheet) -> Any:  # noqa: ANN401 - any kind of value
    if isinstance(cell, Refusal):
        sheet.add(line, column.name, cell.text)
        return None
    if not cell:
        if column.is_required:
            sheet.add(line, column.name, f"is empty; wanted: {column.wanted}")
        return column.default
    try:
        return column.form.parse(sheet.spellings.cell(column.name, cell))
    except ValueError as cause:
        sheet.add(line, column.name, str(cause) if column.is_public else _QUOTED.sub("the text", str(cause)))
        return None


def _note_key(key: tuple[Any, ...], line: int, sheet: Sheet) -> None:
    if key in sheet.keys:
        shown = " / ".join(str(part) for part in key if part is not None)
        sheet.add(line, sheet.register.key[0], f"{shown} stands already on line {sheet.keys[key]}")
    else:
        sheet.keys[key] = line
