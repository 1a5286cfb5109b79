"""One sheet: the notices above, the heads, and rows that scroll beneath both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dauys.reports.xlsx.cells import Cells, Kind, fit

Row = Sequence[tuple[object, Kind]]

_SAMPLE = 200
"""Rows that a column's width is taken from."""
_WIDTH_MIN, _WIDTH_MAX = 8, 48
_HEAD = Font(bold=True)
_GROUND = PatternFill("solid", fgColor="EEF2F5")


def add_sheet(
    book: Workbook, title: str, notices: Sequence[str], heads: Sequence[str], rows: Iterable[Row]
) -> None:
    """Adds the sheet; heads stay in sight together with the notices, if there are any."""
    sheet = book.create_sheet(title)
    rest = iter(rows)
    sample = list(islice(rest, _SAMPLE))
    for number, head in enumerate(heads):
        sheet.column_dimensions[get_column_letter(number + 1)].width = _width(number, head, sample)
    sheet.freeze_panes = f"A{len(notices) + 2}"
    for notice in notices:
        sheet.append([_marked(sheet, notice)])
    sheet.append([_marked(sheet, head, is_head=True) for head in heads])
    cells = Cells(sheet)
    for row in chain(sample, rest):
        sheet.append([cells.cell(place, value, kind) for place, (value, kind) in enumerate(row)])


def _marked(sheet: WriteOnlyWorksheet, text: str, *, is_head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, fit(text))
    cell.data_type = "s"
    cell.font = _HEAD
    if is_head:
        cell.fill, cell.alignment = _GROUND, Alignment(wrap_text=True, vertical="top")
    return cell


def _width(number: int, head: str, sample: Sequence[Row]) -> int:
    texts: Iterator[str] = (_shown(row[number][0]) for row in sample)
    longest = max((len(text) for text in texts), default=0)
    word = max((len(part) for part in head.split()), default=0)
    return max(_WIDTH_MIN, min(_WIDTH_MAX, max(longest, word) + 2))


def _shown(value: object) -> str:
    """Numbers are shown with grouping and unit: as long as ten letters."""
    return value if isinstance(value, str) else "0" * 10
