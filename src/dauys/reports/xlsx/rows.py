"""A worksheet's rows, and the texts that all sheets share, as XML: to the byte what XlsxWriter would write.

XlsxWriter keeps an object for every cell and takes each apart again when it writes. Here a value that stands
in many cells becomes XML once. Everything around the rows is XlsxWriter's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dauys.reports.xlsx.cells import SHOWN, WORDED, Kind, text_xml

Row: TypeAlias = Sequence[object]
"""Values of their columns' kinds; a cell of another kind is a pair of value and kind."""

_BLOCK = 16
"""Rows that say together from which column to which they reach, as Excel has it."""
_EMPTY = b"<sheetData/>"
_A_TEXT = ' t="s">'
"""Stands in a cell's XML where its text is meant by number; no text itself stands there."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Texts(dict[str, int]):
    """The texts of a workbook as XML, each with its number; `cells` counts those that show one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = 0

    def number(self, text: str) -> int:
        """The text's number, a new one if no cell showed it before."""
        return self.setdefault(text_xml(text), len(self))

    def part(self) -> bytes:
        """The workbook's part that holds them (xl/sharedStrings.xml)."""
        head = f'<sst xmlns="{_MAIN}" count="{self.cells}" uniqueCount="{len(self)}">'
        declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f"{declared}{head}{''.join(self)}</sst>".encode()


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter ships no types
    """A worksheet that is filled with all its rows at once; nothing else is written into its cells."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[bytes] = []

    def fill(
        self, rows: Iterable[Row], kinds: Sequence[Kind], formats: Mapping[Kind, Format], texts: Texts
    ) -> None:
        """Takes the rows from the top, each as long as `kinds`. None and "" leave a cell empty.

        Text is always typed as text: `=1+1` and `#N/A` are what somebody wrote, neither formula nor error.
        Raises ValueError where there are more rows or columns than a sheet can hold.
        """
        # XlsxWriter makes room for texts only where it saw one; its own row is never written.
        self.write_string(0, 0, "text")
        for column in self.col_info.values():
            if column.column_format:
                # Styles are numbered as they are met, and columns stand before rows.
                column.column_format._get_xf_index()
        of_kind = {kind: _Ends(kind, formats, texts) for kind in formats}
        columns, rest, line = [of_kind[kind] for kind in kinds], iter(rows), 0
        while block := list(islice(rest, _BLOCK)):
            ends = [[end[value] for end, value in zip(columns, row, strict=True)] for row in block]
            written = self._block(line, ends)
            texts.cells += written.count(_A_TEXT)
            self._blocks.append(written.encode())
            line += len(block)

    def part(self, around: bytes) -> bytes:
        """The whole sheet; around: as XlsxWriter wrote it, without rows. The rows are given away."""
        before, empty, after = around.partition(_EMPTY)
        if not empty:
            raise ValueError(f"{self.name}: the sheet that XlsxWriter wrote has no place for rows")
        blocks, self._blocks = self._blocks, []
        return b"".join((before, b"<sheetData>", *blocks, b"</sheetData>", after))

    def _block(self, start: int, rows: list[list[str]]) -> str:
        """The rows from number `start` on, each given as the ends of its cells."""
        lines = [line for line, ends in enumerate(rows) if any(ends)]
        if not lines:
            return ""
        columns = [column for column, ends in enumerate(zip(*rows, strict=True)) if any(ends)]
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
        self.fh.write(_EMPTY.decode())


def _row(number: str, span: str, begins: Sequence[str], ends: Sequence[str]) -> str:
    cells = [f"{begin}{number}{end}" for begin, end in zip(begins, ends, strict=False) if end]
    return f'<row r="{number}{span}{"".join(cells)}</row>'


class _Ends(dict[object, str]):
    """For each value in columns of one kind, what stands in its cell after the row's number."""

    def __init__(self, kind: Kind, formats: Mapping[Kind, Format], texts: Texts) -> None:
        super().__init__()
        self._kind, self._formats, self._texts = kind, formats, texts

    def __missing__(self, cell: object) -> str:
        value, kind = cell if isinstance(cell, tuple) else (cell, self._kind)
        self[cell] = end = self._end(value, kind)
        return end

    def _end(self, value: object, kind: Kind) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, int | float):
            content = f"><v>{SHOWN[kind](value):.16G}</v>"
        else:
            kind = kind if kind in WORDED else Kind.TEXT
            content = f"{_A_TEXT}<v>{self._texts.number(str(value))}</v>"
        return f'" s="{self._formats[kind]._get_xf_index()}"{content}</c>'
