"""Rows that are written as XML at once stand, to the byte, as XlsxWriter's own cells would stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports import paper, registers
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dauys.domain.names import LANGUAGES
from dauys.reports.xlsx import book, register_workbook, render_xlsx
from dauys.reports.xlsx.cells import SHOWN, Kind, runs
from dauys.reports.xlsx.rows import Row
from dauys.reports.xlsx.sheets import Sheet


class LibrarySheet(Worksheet):
    """The same rows, cell by cell through the methods that XlsxWriter documents."""

    def fill(self, rows: Iterable[Row], formats: Mapping[Kind, Format]) -> None:
        for line, row in enumerate(rows):
            for column, (value, kind) in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, int | float):
                    self.write_number(line, column, SHOWN[kind](value), formats[kind])
                else:
                    self._write_any_text(line, column, runs(str(value)), formats[kind])

    def _write_any_text(self, line: int, column: int, pieces: Sequence[str], style: Format) -> None:
        if len(pieces) == 1:
            self.write_string(line, column, pieces[0], style)
        else:
            dressed = chain.from_iterable((style, piece) for piece in pieces[1:])
            self.write_rich_string(line, column, pieces[0], *dressed, style)


def _both(sheets: Sequence[Sheet]) -> tuple[bytes, bytes]:
    ours = book.workbook(sheets, "<none/>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book, "RowSheet", LibrarySheet)
        return ours, book.workbook(sheets, "<none/>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_the_same_file(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that look like markup, formulas or codes, numbers of every kind, empty cells and sheets."""
    ours = render_xlsx(paper.whole(), registers.tables(), language)
    monkeypatch.setattr(book, "RowSheet", LibrarySheet)
    assert render_xlsx(paper.whole(), registers.tables(), language) == ours


def test_a_form_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the columns themselves have a style."""
    rows = [["id", "price", "page"], ["x-1", "12500.50", "7"], ["007", "", "1234567890123456"]]
    ours = register_workbook("orders", rows, ["text", "int", "int"])
    monkeypatch.setattr(book, "RowSheet", LibrarySheet)
    assert register_workbook("orders", rows, ["text", "int", "int"]) == ours


_NUMBERS = [Kind.NUMBER, Kind.COUNT, Kind.MS, Kind.MM2, Kind.TIYN, Kind.PERMILLE]
_FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)
"""Without the zero that has a sign: whichever comes first stands for both."""
_CELLS = (
    st.tuples(st.none() | st.integers(-(10**15), 10**15) | st.booleans(), st.sampled_from(_NUMBERS))
    | st.tuples(_FLOATS, st.just(Kind.NUMBER))
    | st.tuples(st.text("ab<>&'\"\n\t =_x0041r/я\U0001f1f0", max_size=12), st.just(Kind.TEXT))
)


@given(st.lists(st.lists(st.lists(_CELLS, max_size=20), max_size=36), min_size=1, max_size=3))
@settings(deadline=None, max_examples=25)
def test_any_rows_are_the_same_file(sheets: list[list[Row]]) -> None:
    """Whatever is empty, wherever a row begins and ends, however many sheets share a text."""
    made = [_sheet(f"s{number}", rows) for number, rows in enumerate(sheets)]
    ours, library = _both(made)
    assert ours == library


def _sheet(name: str, rows: list[Row]) -> Sheet:
    """All rows as long as the longest."""
    width = max(map(len, rows), default=1)
    filled = [[*row, *[(None, Kind.TEXT)] * (width - len(row))] for row in rows]
    return Sheet(name, ("above",), ["head"] * width, filled)


def test_what_is_beyond_a_sheet_is_not_lost() -> None:
    """XlsxWriter leaves it out; here it is a mistake with a name."""
    wide = [[("x", Kind.TEXT)] * (2**14 + 1)]
    with pytest.raises(ValueError, match="full: no sheet reaches to row 2, column 16,385"):
        book.workbook([Sheet("full", (), ("head",), wide)], "<none/>")
