"""Rows that are written as XML at once stand, to the byte, as XlsxWriter's own cells would stand."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports import paper, registers
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dauys.domain.names import LANGUAGES
from dauys.reports.packing import packed_again
from dauys.reports.xlsx import book, register, register_workbook, render, render_xlsx
from dauys.reports.xlsx.cells import SHOWN, WORDED, Kind, legible
from dauys.reports.xlsx.rows import Row, Texts
from dauys.reports.xlsx.sheets import Sheet, write


class LibrarySheet(Worksheet):
    """The same rows, cell by cell through the methods that XlsxWriter documents."""

    def fill(
        self, rows: Iterable[Row], kinds: Sequence[Kind], formats: Mapping[Kind, Format], texts: Texts
    ) -> None:
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                value, kind = cell if isinstance(cell, tuple) else (cell, kinds[column])
                if value is None or value == "":
                    continue
                if isinstance(value, int | float):
                    self.write_number(line, column, SHOWN[kind](value), formats[kind])
                else:
                    style = formats[kind if kind in WORDED else Kind.TEXT]
                    self.write_string(line, column, legible(str(value)), style)


def by_library(sheets: Sequence[Sheet], properties: str) -> bytes:
    """The workbook without our rows and texts."""
    made = io.BytesIO()
    whole = Workbook(made, book._OPTIONS)
    whole.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
    formats = {kind: whole.add_format({**book._FONT, **style}) for kind, style in book._STYLES.items()}
    for sheet in sheets:
        write(sheet, whole.add_worksheet(sheet.name, LibrarySheet), formats, Texts())
    whole.close()
    return packed_again(made.getvalue(), properties)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_the_same_file(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that look like formulas, numbers of every kind, empty cells and sheets."""
    ours = render_xlsx(paper.whole(), registers.tables(), language)
    monkeypatch.setattr(render, "workbook", by_library)
    assert render_xlsx(paper.whole(), registers.tables(), language) == ours


def test_a_form_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the columns themselves have a style."""
    rows = [["id", "price", "page"], ["x-1", "12500.50", "7"], ["007", "", "1234567890123456"]]
    ours = register_workbook("orders", rows, ["text", "int", "int"])
    monkeypatch.setattr(register, "workbook", by_library)
    assert register_workbook("orders", rows, ["text", "int", "int"]) == ours


_NUMBERS = [Kind.NUMBER, Kind.COUNT, Kind.MS, Kind.MM2, Kind.TIYN, Kind.PERMILLE]
_FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)
"""Without the zero that has a sign: whichever comes first stands for both."""
_CELLS = (
    st.tuples(st.none() | st.integers(-(10**15), 10**15) | st.booleans(), st.sampled_from(_NUMBERS))
    | st.tuples(_FLOATS, st.just(Kind.NUMBER))
    | st.text("ab<>&'\"\n\t =_я\U0001f1f0", max_size=12)
    | st.sampled_from(["_x0041_", "a_x00e9_b", "2021-01-08T05:00:00.123+05:00", "\r\n\x00", "\u2028"])
)
"""XlsxWriter's own markup and escapes that share a mark are not among them: it misreads those."""


@given(st.lists(st.lists(st.lists(_CELLS, max_size=20), max_size=36), min_size=1, max_size=3))
@settings(deadline=None, max_examples=25)
def test_any_rows_are_the_same_file(sheets: list[list[Row]]) -> None:
    """Whatever is empty, wherever a row begins and ends, however many sheets share a text."""
    made = [_sheet(f"s{number}", rows) for number, rows in enumerate(sheets)]
    assert book.workbook(made, "<none/>") == by_library(made, "<none/>")


def _sheet(name: str, rows: list[Row]) -> Sheet:
    """All rows as long as the longest."""
    width = max([1, *map(len, rows)])
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet(name, ("above",), ["head"] * width, filled)


def test_what_is_beyond_a_sheet_is_not_lost() -> None:
    """XlsxWriter leaves it out; here it is a mistake with a name."""
    wide = [["x"] * (2**14 + 1)]
    with pytest.raises(ValueError, match="full: no sheet reaches to row 2, column 16,385"):
        book.workbook([Sheet("full", (), [""] * len(wide[0]), wide)], "<none/>")
