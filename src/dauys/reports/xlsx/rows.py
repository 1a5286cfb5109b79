"""A worksheet whose rows become XML as they come, to the byte as XlsxWriter would write them.

XlsxWriter keeps an object for every cell and takes each apart again when it writes. Here a value that stands
in many cells becomes XML once. What is around the rows, and the strings that all sheets share, stay its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, zip_longest
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dauys.reports.xlsx.cells import SHOWN, Kind, runs

Cell: TypeAlias = tuple[object, Kind]
Row: TypeAlias = Sequence[Cell]

_BLOCK = 16
"""Rows that say together from which column to which they reach, as Excel has it."""
_A_TEXT = ' t="s">'
"""Stands in a cell's XML where its text is meant by number; no text itself stands there."""


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter ships no types
    """A worksheet that is filled with all its rows at once; nothing else is written into its cells."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []

    def fill(self, rows: Iterable[Row], formats: Mapping[Kind, Format]) -> None:
        """Takes the rows from the top. A value of None or "" leaves its cell empty.

        Text is always typed as text: `=1+1` and `#N/A` are what somebody wrote, neither formula nor error.
        Raises ValueError where there are more rows or columns than a sheet can hold.
        """
        for column in self.col_info.values():
            if column.column_format:
                # Styles are numbered as they are met, and columns stand before rows.
                column.column_format._get_xf_index()
        n_texts = self.str_table.count
        ends = _Ends(self, formats)
        rest, line = iter(rows), 0
        while block := [[ends[cell] for cell in row] for row in islice(rest, _BLOCK)]:
            self._blocks.append(self._block(line, block))
            line += len(block)
        self.str_table.count = n_texts + sum(block.count(_A_TEXT) for block in self._blocks)

    def _block(self, start: int, rows: list[list[str]]) -> str:
        """The rows from number `start` on, each given as the ends of its cells."""
        lines = [line for line, ends in enumerate(rows) if any(ends)]
        if not lines:
            return ""
        columns = [column for column, ends in enumerate(zip_longest(*rows)) if any(ends)]
        self._reach(start + lines[0], columns[0])
        self._reach(start + lines[-1], columns[-1])
        span = f'" spans="{columns[0] + 1}:{columns[-1] + 1}">'
        begins = [f'<c r="{xl_col_to_name(column)}' for column in range(columns[-1] + 1)]
        return "".join(_row(str(start + line + 1), span, begins, rows[line]) for line in lines)

    def _reach(self, line: int, column: int) -> None:
        """The sheet's dimension takes in this cell."""
        if self._check_dimensions(line, column):
            raise ValueError(f"{self.name}: no sheet reaches to row {line + 1:,}, column {column + 1:,}")

    def _write_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        for block in self._blocks:
            self.fh.write(block)
        self._blocks.clear()
        self._xml_end_tag("sheetData")


def _row(number: str, span: str, begins: Sequence[str], ends: Sequence[str]) -> str:
    cells = [f"{begin}{number}{end}" for begin, end in zip(begins, ends, strict=False) if end]
    return f'<row r="{number}{span}{"".join(cells)}</row>'


class _Ends(dict[Cell, str]):
    """For each value of each kind, what stands in its cell after the number of the row: style and content."""

    def __init__(self, sheet: RowSheet, formats: Mapping[Kind, Format]) -> None:
        super().__init__()
        self._sheet, self._formats = sheet, formats

    def __missing__(self, cell: Cell) -> str:
        self[cell] = end = self._end(*cell)
        return end

    def _end(self, value: object, kind: Kind) -> str:
        if value is None or value == "":
            return ""
        style = self._formats[kind]
        if isinstance(value, int | float):
            content = f"><v>{SHOWN[kind](value):.16G}</v>"
        else:
            content = f"{_A_TEXT}<v>{self._text(str(value), style)}</v>"
        return f'" s="{style._get_xf_index()}"{content}</c>'

    def _text(self, text: str, style: Format) -> int:
        """The text's number among the strings of the workbook."""
        first, *others = runs(text)
        if not others:
            number: int = self._sheet.str_table._get_shared_string_index(first)
            return number
        dressed = chain.from_iterable((style, piece) for piece in others)
        self._sheet.write_rich_string(0, 0, first, *dressed, style)
        rich: int = self._sheet.table[0].pop(0).string
        return rich
