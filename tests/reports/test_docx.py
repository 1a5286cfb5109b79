"""The DOCX: headings, tables, pictures and words where an office looks for them."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from tests.reports import paper

from dauys.reports.document import Page, Report
from dauys.reports.docx import render_docx
from dauys.reports.messages import say
from dauys.reports.pictures import PIXELS_PER_POINT, pictures


@pytest.fixture(scope="module")
def report() -> Report:
    return paper.whole()


@pytest.fixture(scope="module")
def made(report: Report) -> bytes:
    return render_docx(report, "kk", pictures(paper.blank_drawings(report)))


@pytest.fixture(scope="module")
def document(made: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(made))


def test_headings_are_headings(document: docx.document.Document) -> None:
    """Each printed page begins with a heading of the first level; those beneath keep theirs."""
    styles = [each.style.name for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert styles == ["Heading 1", "Heading 2", "Heading 1", "Heading 2", "Heading 4"]


def test_words_come_back(document: docx.document.Document) -> None:
    """Every Kazakh sentence and every hostile name stands as it was given."""
    text = "\n".join(each.text for each in document.paragraphs)
    for sentence in (*paper.KAZAKH, *paper.HOSTILE):
        assert sentence in text


def test_tables_have_heads_that_come_again(document: docx.document.Document) -> None:
    """The first row is marked as a head, no row is broken, figures are text in the language."""
    table = document.tables[0]
    first = table.rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    cells = [cell.text for cell in table.rows[2].cells]
    assert cells[0] == paper.LONG.kk
    assert cells[1:4] == ["2\u00a0582", "12:34:56", "25,4%"]
    assert len(table.rows) == 1 + len(paper.TABLE.rows)


def test_pictures_say_what_they_show(document: docx.document.Document, report: Report) -> None:
    """Each chart has its alternative text, and fits between the margins."""
    shapes = document.inline_shapes
    assert len(shapes) == len(report.charts())
    assert all(shape._inline.docPr.get("descr") for shape in shapes)
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(0 < shape.width <= room for shape in shapes)


def test_every_page_carries_title_notice_and_number(document: docx.document.Document, report: Report) -> None:
    """The head holds title, status, each notice; the foot the moment and the fields of the page's number."""
    section = document.sections[0]
    head = [each.text for each in section.header.paragraphs]
    title = f"{paper.wording('kk').plain(report.title)} · Жоба, қол қойылмаған"
    assert head == [title, report.notices[0].kk]  # type: ignore[union-attr]
    foot = section.footer._element.xml
    assert "PAGE</w:instrText>" in foot
    assert "NUMPAGES</w:instrText>" in foot
    assert "2021" in section.footer.paragraphs[0].text


def test_the_file_is_dated_by_the_report(made: bytes, document: docx.document.Document) -> None:
    """Title, language and moment are the report's; members are in order and of one date."""
    said = document.core_properties
    assert (said.title, said.language) == (paper.wording("kk").plain(say("Media monitoring report")), "kk")
    assert said.created.isoformat()[:19] == "2021-01-08T00:00:00"
    assert said.modified == said.created
    with ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_a_letter_that_xml_cannot_hold_is_replaced(report: Report) -> None:
    """A control character in a name does not break the document."""
    page = Page("index.html", paper._names("a\x00b\x0bc\ud800"), ())
    content = render_docx(replace(report, pages=(page,)), "en", {})
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "a\ufffdb\ufffdc\ufffd"


def test_a_picture_is_as_many_pixels_as_it_was_drawn() -> None:
    """A drawing of 200 by 40 pixels (150 by 30 points) becomes PIXELS_PER_POINT times its points."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><rect width="9" height="9"/></svg>'
    png = pictures({"a": svg})["a"]
    assert png.startswith(b"\x89PNG")
    size = (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
    assert size == (150 * PIXELS_PER_POINT, 30 * PIXELS_PER_POINT)
