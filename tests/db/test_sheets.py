"""Workbooks give the texts that the same register has as CSV, whoever saved them."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as OtherWorkbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.hostile.workbooks import SHEET, book, repacked, with_part, with_shared_texts

from dauys.db.registers.sheets import Cell, Refusal, Workbook
from dauys.db.registers.sheets_archive import WorkbookError
from dauys.reports.xlsx import register_workbook

# What a spreadsheet program can hold in a cell: no control signs, nothing that looks like its own escapes.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=50)
unhurried = settings(deadline=None)
DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))


def cells(content: bytes) -> list[list[Cell]]:
    """The rows of the first sheet."""
    workbook = Workbook(content)
    return [row for _, row in workbook.rows(workbook.sheets[0])]


def _sheet_with(row: bytes) -> bytes:
    return repacked(book([["x"]]), {SHEET: b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"})


@unhurried
@given(DAYS, st.integers(0, 86_399_999), st.booleans())
def test_days_and_times_come_as_they_were_typed(day: date, ms: int, is_1904: bool) -> None:
    """A day is an ISO day, a day with a time an ISO time to the millisecond, in both calendars."""
    other = OtherWorkbook()
    moment = datetime.combine(day, datetime.min.time()) + timedelta(milliseconds=ms)
    if is_1904:
        other.epoch = CALENDAR_MAC_1904
        day = max(day, date(1904, 1, 2))
        moment = max(moment, datetime.fromisoformat("1904-01-02T00:00:00.001"))
    other.active.append([day, moment])
    stream = io.BytesIO()
    other.save(stream)
    ((first, second),) = cells(stream.getvalue())
    assert first == day.isoformat()
    assert isinstance(second, str)
    assert datetime.fromisoformat(second) == moment


@unhurried
@given(st.integers(-(10**15) + 1, 10**15 - 1), st.decimals(0, 10**9, places=2), st.booleans())
def test_numbers_come_as_they_were_typed(number: int, money: Decimal, is_so: bool) -> None:
    """Integers of 15 digits and amounts with two decimals are exact; TRUE and FALSE are yes and no."""
    ((whole, amount, truth),) = cells(book([[number, float(money), is_so]]))
    assert isinstance(amount, str)
    assert (whole, Decimal(amount), truth) == (str(number), money, "yes" if is_so else "no")


@unhurried
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_texts_written_here_are_read_here(texts: list[str]) -> None:
    """Every text comes back, also one that looks like a number, a day, markup or an escape."""
    texts = [*texts, "_x0041_", "<a>&amp;", "00012", "2021-01-31", "x"]
    kinds = ["text"] * len(texts)
    header, row = cells(register_workbook("x", [kinds, texts], kinds))
    assert header == kinds
    assert row == [text.strip() for text in texts]


def test_a_cell_far_from_the_others_is_refused() -> None:
    """A few kilobytes cannot become rows of thousands of cells; a far cell that holds nothing is none."""
    far = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 200))
    with pytest.raises(WorkbookError, match="column 16384 of row 1; 256 are the most"):
        cells(_sheet_with(far))
    assert cells(_sheet_with(b'<row r="1"><c r="B1"><v>7</v></c><c r="XFD1" s="0"/></row>')) == [["", "7"]]


def test_texts_in_pieces_and_with_readings_are_whole() -> None:
    """Rich text is joined, in the cell or in the part of shared texts; a reading beside a word is no text."""
    rich = CellRichText("Көк ", TextBlock(InlineFont(b=True), "дала"))
    reading = b'<r><t>a</t></r><rPh sb="0" eb="1"><t>no</t></rPh><r><t>b</t></r>'
    inline = b'<row r="1"><c r="A1" t="inlineStr"><is>' + reading + b"</is></c></row>"
    for dressed in (bytes, with_shared_texts):
        assert cells(dressed(book([[rich], ["x"], ["a_x000A_b"]]))) == [["Көк дала"], ["x"], ["a\nb"]]
        assert cells(dressed(_sheet_with(inline))) == [["ab"]]


def test_rows_keep_their_numbers() -> None:
    """A row is named by the number that the spreadsheet shows, whatever is empty before it."""
    workbook = Workbook(book([["a"], [], [None, "b"], [None, None]]))
    assert list(workbook.rows("Sheet")) == [(1, ["a"]), (3, ["", "b"])]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (b'<c r="A1"><f>1+1</f><v>2</v></c>', "holds a formula"),
        (b'<c r="A1"><f t="shared" si="0"/><v>2</v></c>', "holds a formula"),
        (b'<c r="A1" t="e"><v>#N/A</v></c>', "shows the error #N/A"),
        (b'<c r="A1"><v>1e999</v></c>', "larger than any number"),
        (b'<c r="A1"><v>nan</v></c>', "is not a number"),
        (b'<c r="A1"><v>1234567890123456</v></c>', "15 digits"),
    ],
    ids=range(6),
)
def test_a_cell_that_cannot_be_taken_is_refused_in_its_place(cell: bytes, words: str) -> None:
    """The refusal stands where the cell stood and says what to do."""
    ((refusal,),) = cells(_sheet_with(b'<row r="1">' + cell + b"</row>"))
    assert isinstance(refusal, Refusal)
    assert words in refusal.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_sheet_with(b'<row r="2"/><row r="1"/>'), "row 1 stands after row 2"),
        (_sheet_with(b'<row r="1048577"/>'), "row 1048577 stands after"),
        (_sheet_with(b'<row r="99999999999999999999"/>'), "no number of a row"),
        (_sheet_with(b'<row r="1"><c r="XFE1"/></row>'), "out of order"),
        (_sheet_with(b'<row r="1"><c r="B1"/><c r="A1"/></row>'), "out of order"),
        (_sheet_with(b'<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), "text 999 of row 1 is missing"),
        (_sheet_with(b'<row r="1"><c r="A1" s="-1"/></row>'), "no number of a row"),
        (_sheet_with(b"<row>"), "cannot be read"),
        (
            repacked(book([["x"]]), {"xl/workbook.xml": b'<?xml version="1.0" encoding="x-no"?><a/>'}),
            "cannot be",
        ),
        (
            repacked(book([["x"]]), {"xl/workbook.xml": b'<?xml version="1.0" encoding="gb18030"?><a/>'}),
            "cannot",
        ),
        (repacked(book([["x"]]), {SHEET: None}), "sheet1.xml is missing"),
        (repacked(book([["x"]]), {"xl/workbook.xml": b"<workbook/>"}), "has no sheet"),
        (repacked(book([["x"]]), {"xl/connections.xml": b"<a/>"}), "connections to other data"),
        (repacked(book([["x"]]), {f"xl/{n}.xml": b"" for n in range(1001)}), "1000 is the most"),
        (b"PK\x05\x06" + b"\0" * 18, "is missing"),
        (b"", "is no workbook"),
    ],
    ids=range(16),
)
def test_a_damaged_workbook_is_refused_as_a_whole(content: bytes, words: str) -> None:
    """What no spreadsheet program writes is refused and never guessed at."""
    with pytest.raises(WorkbookError, match=words):
        cells(content)


PARTS = [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"]
PLACES = st.integers(0, 10**6)


@unhurried
@given(st.sampled_from(PARTS), st.lists(st.tuples(PLACES, st.integers(0, 255)), max_size=8), PLACES)
def test_any_damage_is_read_or_refused(part: str, changes: list[tuple[int, int]], length: int) -> None:
    """Whatever becomes of a part, reading the workbook ends in cells or a refusal, never in a crash."""

    def damaged(content: bytes) -> bytes:
        raw = bytearray(content)
        for place, byte in changes:
            raw[place % len(raw)] = byte
        return bytes(raw[: length % len(raw) if length % 3 == 0 else len(raw)])

    whole = with_shared_texts(book([["id", 1, date(2021, 1, 31)], ["x" * 50, True, 2.5]]))
    try:
        found: Any = cells(with_part(whole, part, damaged))
    except WorkbookError as refusal:
        found = str(refusal)
    assert isinstance(found, list | str)


@unhurried
@given(st.binary(max_size=300), PLACES, st.integers(0, 255))
def test_any_bytes_are_read_or_refused(content: bytes, place: int, byte: int) -> None:
    """The same of an archive that is damaged, and of what is none."""
    raw = bytearray(register_workbook("x", [["a", "b"], ["1", "2"]], ["int", "text"]))
    raw[place % len(raw)] = byte
    for whole in (content, b"PK\x03\x04" + content, bytes(raw)):
        try:
            found: Any = cells(whole)
        except WorkbookError as refusal:
            found = str(refusal)
        assert isinstance(found, list | str)
