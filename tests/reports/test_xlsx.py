"""The XLSX: numbers that can be computed with, text that is never a formula, every table and figure."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.reports import paper, registers

from dauys.domain.tables import TABLES
from dauys.reports.columns import LABELS
from dauys.reports.document import Report
from dauys.reports.xlsx import register_workbook, render_xlsx
from dauys.reports.xlsx.book import workbook
from dauys.reports.xlsx.cells import Kind, legible
from dauys.reports.xlsx.columns import label
from dauys.reports.xlsx.render import ROWS_MAX
from dauys.reports.xlsx.sheets import Sheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def report() -> Report:
    return paper.whole()


@pytest.fixture(scope="module")
def book(report: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(report, registers.tables(), "ru")))


def _rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows beneath the heads, by head."""
    _, _, heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_there_is_a_sheet_for_each_table_that_holds_something(book: openpyxl.Workbook) -> None:
    """Contents and figures, the tables in the order of the contract, the ear's error, then the columns."""
    filled = [name for name, frame in registers.tables().items() if not frame.is_empty()]
    assert book.sheetnames == ["Содержание", "Показатели", *filled, "Лаборатория", "Столбцы"]


def test_every_sheet_carries_status_and_notice_and_keeps_them_in_sight(
    book: openpyxl.Workbook, report: Report
) -> None:
    """They are the first two rows; they and the heads stay when the rows scroll."""
    for sheet in book:
        assert sheet["A1"].value == "Проект, не подписан"
        assert sheet["A2"].value == report.notices[0].ru  # type: ignore[union-attr]
        assert sheet.freeze_panes == "A4"


def test_text_is_text_whatever_it_begins_with(book: openpyxl.Workbook) -> None:
    """No cell is a formula or an error; what would be one comes back letter by letter, marked as text."""
    assert {each.data_type for sheet in book for row in sheet for each in row} <= {"s", "n", "d", "inlineStr"}
    names = [row["Название на русском языке"] for row in _rows(book["contestants"])]
    assert names == [wild.replace("\r", "\n") for wild in registers.WILD]
    assert all(book["contestants"].cell(row, 1).quotePrefix for row in range(4, 7))


def test_numbers_are_in_the_unit_of_their_head(book: openpyxl.Workbook) -> None:
    """Tenge, square centimetres, hours and shares; moments in the outlet's own time; names for ids."""
    order = _rows(book["orders"])[0]
    assert order[_head("price_tiyn")] == 12500.5
    assert order[_head("applied_at_ms")] == "2021-01-08T05:00:00.123+05:00"
    assert order[_head("contracted_on")] == "2021-01-08"
    assert order[_head("contestant_id")] == registers.WILD[3]
    assert _rows(book["insertions"])[0][_head("area_mm2")] == 123.45
    assert _rows(book["debate-speeches"])[0][_head("end_ms")] == timedelta(seconds=90.5)
    first, second = _rows(book["outlets"])
    assert first[_head("audience_pm")] == 0.334
    assert (first[_head("is_illustrative")], second[_head("is_illustrative")]) == ("неизвестно", "да")
    assert (first[_head("medium")], second[_head("medium")]) == ("Телевидение", "Радио")


def _head(column: str) -> str:
    return label(column, paper.wording("ru"))


def test_figures_have_their_value_unit_and_monitored_time(book: openpyxl.Workbook) -> None:
    """A row per figure in order of ids; what is not known is a word and never a zero."""
    rows = {row["Показатель"]: row for row in _rows(book["Показатели"])}
    assert list(rows) == sorted(figure.id for figure in paper.FIGURES.values())
    values = {name.split(".")[1]: (row["Значение"], row["Единица"]) for name, row in rows.items()}
    assert values["airings"] == (2582, "число")
    assert values["airtime"] == (timedelta(seconds=45296), "ч:мм:сс")
    assert values["share"] == (0.254, "процент")
    assert values["area"] == (1234.56, "см²")
    assert values["price"] == (12500.5, "тенге")
    assert isinstance(values["unknown"][0], str)
    assert isinstance(values["unheard"][0], str)
    assert rows["tv.airings.total"]["Подлежало мониторингу"] == timedelta(hours=1)
    assert rows["tv.airings.total"]["Охват"] == (
        f"{_head('medium')}: Телевидение; {_head('contestant_id')}: {registers.WILD[0]}"
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_head_of_its_own(table: str) -> None:
    """In each language each column of a table is called something, and no two the same."""
    for language in ("kk", "ru", "en"):
        heads = [label(column, paper.wording(language)) for column in TABLES[table]]
        assert len(set(heads)) == len(heads), heads
        assert language == "en" or not set(heads) & {c for c in TABLES[table] if c not in LABELS}


def test_a_table_too_long_for_a_sheet_is_named_as_such(report: Report) -> None:
    """It has no sheet; the contents say how many rows it has and where they are."""
    long = registers.frame("channels", [{"id": "c", "outlet_id": "o"}] * (ROWS_MAX + 1))
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(report, {"channels": long}, "en")))
    assert "channels" not in book.sheetnames
    assert _rows(book["Contents"])[-1] == {
        "Sheet or table": "channels",
        "Rows": ROWS_MAX + 1,
        "Note": "only in the open bundle: too long for a sheet",
    }


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    """A cell holds 32,767 code units of UTF-16; a letter beyond the first plane is two of them."""
    for letter, most in (("я", 32_767), ("\U00010330", 16_383)):
        assert legible(letter * most) == letter * most
        long = legible(letter * (most + 1))
        assert long.endswith(f"{letter} […]")
        assert 32_766 <= len(long.encode("utf-16-le")) // 2 <= 32_767


READ_AS_IT_IS = [
    "<r>", "<r><t>=1+1</t></r>", "<r></t></si></sst></r>", "<r><![CDATA[</r>", "_x0041_x0041_",
    "_x0041_x0041_x0041_", "_x0041__x0041_", "__x0041_", "_x005F_x0041_", "a<r>b</r>",
    "<r>_x0041_</r>", "http://example.org/", "mailto:a@b.example",
    "{=1+1}", "internal:A1", "TRUE", "1", "  ", "&amp;", "\U0001f1f0\U0001f1ff",
]  # fmt: skip


@pytest.mark.parametrize("text", READ_AS_IT_IS)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    """What XlsxWriter would take for its own markup, a formula, a link or a number comes back as it was."""
    (other,) = _texts(text)
    assert other == text
    content = _one_cell(text)
    with ZipFile(io.BytesIO(content)) as archive:
        assert not any("rels/sheet" in name for name in archive.namelist()), "a link has a relation"
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]) | st.sampled_from("_x004<r>/"),
        min_size=1,
    )
)
@settings(deadline=None)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    """Also one made of the letters of markup and escapes."""
    assert _texts(text) == [text]


def _one_cell(text: str) -> bytes:
    return workbook([Sheet("s", (), ("head",), [((text, Kind.TEXT),)])], "<none/>")


def _texts(text: str) -> list[str]:
    """The text beneath the head, as the standard library reads it, its escapes undone (ST_Xstring)."""
    with ZipFile(io.BytesIO(_one_cell(text))) as archive:
        items = ET.fromstring(archive.read("xl/sharedStrings.xml"))
    found = ["".join(_unescaped(t.text or "") for t in item.iter(f"{MAIN}t")) for item in items]
    assert found[0] == "head"
    return found[1:]


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def test_the_file_is_dated_by_the_report(report: Report) -> None:
    """Its members are of one date, and no part says when it was written."""
    content = render_xlsx(report, registers.tables(), "kk")
    with ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2021-01-08T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_register_is_a_form_to_be_filled_in() -> None:
    """Its head stays, numbers are numbers as they are, and what is typed into any cell stays as typed."""
    rows = [["id", "price", "page"], ["x-1", "12500.50", "7"], ["007", "", "1234567890123456"]]
    content = register_workbook("orders", rows, ["text", "int", "int"])
    assert register_workbook("orders", rows, ["text", "int", "int"]) == content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    assert list(sheet.values)[1:] == [("x-1", 12500.5, 7), ("007", None, "1234567890123456")]
    assert (sheet.title, sheet.freeze_panes) == ("orders", "A2")
    assert {sheet.column_dimensions[column].number_format for column in "ABC"} == {"@"}
    assert (sheet["B2"].number_format, sheet["A2"].number_format) == ("General", "@")
