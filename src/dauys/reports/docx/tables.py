"""A table of a document: a head that comes again on every page, rows that are not broken."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as Grid
from docx.table import _Cell, _Row

from dauys.reports.document import Row, Table
from dauys.reports.docx.shape import WIDTH_CM
from dauys.reports.docx.text import SOFT, write
from dauys.reports.runs import Run, Runs
from dauys.reports.widths import size_tenths, widths

_GROUND = "EEF2F5"
_PADDING = 60
"""Twentieths of a point at either side of a cell; the template's own are twice that."""


def add_table(document: Document, table: Table, runs: Runs) -> None:
    """The caption, the head and the rows; figures as text, numbers to the right."""
    caption = document.add_paragraph()
    write(caption, runs.of(table.caption))
    caption.paragraph_format.keep_with_next = True
    for run in caption.runs:
        run.font.size, run.font.color.rgb = Pt(9), SOFT
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
    _Filling(grid, table, runs).fill()
    document.add_paragraph().paragraph_format.space_after = Pt(4)


class _Filling:
    """Writes the cells of one table."""

    def __init__(self, grid: Grid, table: Table, runs: Runs) -> None:
        self._grid, self._table, self._runs = grid, table, runs
        rows = [[runs.plain(cell) for cell in row.cells] for row in table.rows if row.role != "group"]
        shares = widths(table, [runs.plain(cell) for cell in table.head], rows)
        self._size = Pt(size_tenths(shares) / 10)
        self._widths = [Cm(WIDTH_CM * share / sum(shares)) for share in shares]

    def fill(self) -> None:
        """All rows. python-docx finds a cell by counting, so that rows are walked once."""
        rows = list(self._grid.rows)
        self._grid.autofit = False
        _pad(self._grid)
        for column, width in zip(self._grid.columns, self._widths, strict=True):
            column.width = width
        self._head(rows[0])
        for row, place in zip(self._table.rows, rows[1:], strict=True):
            _mark(place, "w:cantSplit")
            if row.role == "group":
                self._group(row, place)
            else:
                self._cells(row, place)

    def _head(self, place: _Row) -> None:
        _mark(place, "w:cantSplit")
        _mark(place, "w:tblHeader")
        for column, (cell, inline) in enumerate(zip(place.cells, self._table.head, strict=True)):
            cell.width = self._widths[column]
            self._write(cell, self._runs.of(inline), column, is_bold=True)
            _shade(cell)

    def _group(self, row: Row, place: _Row) -> None:
        cells = place.cells
        whole = cells[0].merge(cells[-1])
        self._write(whole, self._runs.of(row.cells[0]), 0, is_bold=True, is_left=True)
        _shade(whole)

    def _cells(self, row: Row, place: _Row) -> None:
        for column, (cell, inline) in enumerate(zip(place.cells, row.cells, strict=True)):
            cell.width = self._widths[column]
            self._write(cell, self._runs.of(inline), column, is_bold=row.role == "total")

    def _write(
        self, cell: _Cell, runs: list[Run], column: int, *, is_bold: bool, is_left: bool = False
    ) -> None:
        paragraph = cell.paragraphs[0]
        write(paragraph, runs, is_bold=is_bold)
        paragraph.paragraph_format.space_after = Pt(0)
        if column in self._table.numeric and not is_left:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in paragraph.runs:
            run.font.size = self._size


def _pad(grid: Grid) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_PADDING))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # Before the table's look, as the schema orders them; without one, last.
    look = grid._tblPr.find(qn("w:tblLook"))
    grid._tblPr.insert(len(grid._tblPr) if look is None else grid._tblPr.index(look), margins)


def _mark(row: _Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))  # python-docx does not offer it


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": _GROUND}.items():
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # python-docx does not offer it
