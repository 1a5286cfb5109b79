"""The PDF: what the standards ask, every sentence readable again, and no name that is a command."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.reports import paper

from dauys.reports.document import Block, Inline, Items, Link, Page, Report
from dauys.reports.messages import Foreign, say
from dauys.reports.pdf import render_pdf
from dauys.reports.pdf.syllables import divisible
from dauys.reports.pdf.tree import tree
from dauys.reports.runs import Runs
from dauys.reports.typesetting import legible
from dauys.reports.widths import size_tenths, widths

LANGUAGES = ("kk", "ru", "en")
HEAD_PT, FOOT_PT, PAPER_PT = 70, 55, (595, 842)
"""What the lines above and below the text take of an A4 page."""


@pytest.fixture(scope="module")
def report() -> Report:
    return paper.whole()


@pytest.fixture(scope="module")
def files(report: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each language, charts and all."""
    folder = tmp_path_factory.mktemp("pdf")
    made = {language: folder / f"{language}.pdf" for language in LANGUAGES}
    for language, path in made.items():
        path.write_bytes(render_pdf(report, language, paper.drawings(report, language)))
    return made


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _text(path: Path) -> str:
    """The text without the lines above and below it, spaces and line ends made one, divided words joined."""
    width, height = PAPER_PT
    crop = ["-x", "0", "-y", str(HEAD_PT), "-W", str(width), "-H", str(height - HEAD_PT - FOOT_PT)]
    return _flat(_run("pdftotext", *crop, str(path), "-"))


def _flat(text: str) -> str:
    return " ".join(re.sub("\u00ad+\\s*", "", text).split())


def test_every_kind_of_block_and_inline_is_in_the_material() -> None:
    """A new kind in the document model has to be shown here, and so has to be handled by every format."""
    assert set(paper.BLOCKS) == paper.members(Block)
    assert set(paper.INLINES) == paper.members(Inline)


def test_a_kind_that_no_format_knows_fails_loudly(report: Report) -> None:
    """A block or an inline of another kind is an error, not a gap in the document."""
    runs = Runs(paper.wording("en"))
    with pytest.raises(TypeError, match="float has no words"):
        runs.of(1.5)
    page = Page("index.html", say("First page"), ("not a block",))  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="not a block"):
        tree(replace(report, pages=(page,)), "en")


def test_only_printed_pages_are_printed(report: Report) -> None:
    """The pages of `printed` stand in its order; a page that does not exist is passed over."""
    pages = tree(replace(report, printed=("session.html", "none.html", "index.html")), "en")["pages"]
    assert [page["title"][0]["text"] for page in pages] == ["Session", "First page"]


def test_headings_skip_no_level(report: Report) -> None:
    """PDF/UA: a heading of level 4 under one of level 2 is printed as one of level 3."""
    page = tree(report, "en")["pages"][1]
    assert [block["level"] for block in page["blocks"] if block["is"] == "heading"] == [2, 3]


@pytest.mark.poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_sound_and_holds_its_fonts(language: str, files: dict[str, Path]) -> None:
    """qpdf finds nothing wrong; each font is embedded; the file says its standards, title and language."""
    assert "No syntax or stream encoding errors" in _run("qpdf", "--check", str(files[language]))
    fonts = [line.split() for line in _run("pdffonts", str(files[language])).splitlines()[2:]]
    assert fonts
    assert all("NotoSans" in font[0] and font[-5] == "yes" for font in fonts)
    said = _run("pdfinfo", "-meta", str(files[language]))
    assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B<", said)
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert f"<rdf:li>{language}" in said
    assert "Tagged:          yes" in _run("pdfinfo", str(files[language]))


@pytest.mark.poppler
def test_every_kazakh_sentence_comes_back(files: dict[str, Path], report: Report) -> None:
    """pdftotext gives every sentence of the Kazakh document back, letter by letter."""
    text = _text(files["kk"])
    for sentence in paper.KAZAKH:
        assert _flat(sentence) in text, sentence
    runs = Runs(paper.wording("kk"))
    for page in report.pages[:2]:
        assert _flat(runs.plain(page.title)) in text
    notice = report.notices[0].kk  # type: ignore[union-attr]
    every = _run("pdftotext", str(files["kk"]), "-")
    assert every.count(notice) == every.count("Жоба, қол қойылмаған") == int(_pages(files["kk"]))


def _pages(path: Path) -> str:
    return re.search(r"Pages:\s+(\d+)", _run("pdfinfo", str(path)))[1]  # type: ignore[index]


@pytest.mark.poppler
def test_long_tables_name_their_columns_on_every_page(files: dict[str, Path], report: Report) -> None:
    """The head of a table that goes on is repeated."""
    pages = _run("pdftotext", str(files["en"]), "-").split("\f")
    long = [page for page in pages if page.count("2,582") > 60]
    assert len(long) > 1
    assert all(page.count("Airings") >= 9 for page in long)


@pytest.mark.poppler
def test_a_hostile_name_is_only_a_name(files: dict[str, Path]) -> None:
    """Markup, commands and escapes in a name are printed as they are written, in text, table and chart."""
    text = _text(files["en"])
    for name in paper.HOSTILE:
        assert name in text, name
    assert "root:" not in text


@pytest.mark.poppler
def test_a_letter_without_a_shape_is_named_by_its_code(tmp_path: Path, report: Report) -> None:
    """A name in letters that the fonts lack is neither dropped nor refused."""
    page = Page("index.html", say("First page"), (Items((Foreign("Ҷ ა 中 \U0001f600 \x07 e\u0301"),)),))
    path = tmp_path / "strange.pdf"
    path.write_bytes(render_pdf(replace(report, pages=(page,)), "en", {}))
    assert "Ҷ [U+10D0] [U+4E2D] [U+1F600] [U+0007] é" in _text(path)


@pytest.mark.parametrize("letters", ["әғқңөұүһіӘҒҚҢӨҰҮҺІ", "№«»–—°₸²·×…", "ёйъыэЁЙ", "ñöşç"])
def test_our_letters_have_shapes(letters: str) -> None:
    """What Kazakh, Russian and the report's own signs need is printed as it is."""
    assert legible(letters) == letters


def test_every_letter_that_is_let_through_is_in_the_fonts(report: Report) -> None:
    """The typesetter refuses a letter without a shape; it takes all of those, in both weights."""
    letters = [chr(code) for code in range(0x20, 0x2600) if legible(chr(code)) == chr(code)]
    assert len(letters) > 600
    sentence = Foreign(" ".join(letters))
    page = Page("index.html", say("First page"), (Items((sentence,)),), subtitle=sentence)
    bold = replace(page, title=sentence, path="session.html")
    assert render_pdf(replace(report, pages=(page, bold)), "en", {}).startswith(b"%PDF-1.7")


def test_words_are_divided_between_syllables() -> None:
    """Only words that do not fit, before the last consonant between vowels, three letters kept together."""
    assert divisible("жаңғыру қозғалысы", 15) == "жаңғыру қозғалысы"
    assert divisible("қанағаттандырылмағандықтарыңыздан", 15).split("\u00ad") == [
        "қана", "ғат", "тан", "ды", "рыл", "ма", "ған", "дық", "та", "ры", "ңыз", "дан",
    ]  # fmt: skip


def test_a_crowded_table_is_set_smaller_and_sentences_give_way_first() -> None:
    """Every column keeps its longest word; what is left goes to columns of words."""
    head = ("Contestant", "Airings", "Airtime", "Share", "not monitored", "Why")
    rows = [("Birlik Zholy United Party", "2,582", "12:34:56", "25.4 %", "–", "word " * 20)]
    shares = widths(paper.TABLE, head, rows)
    assert all(share > max(map(len, text.split())) for share, text in zip(shares, head, strict=True))
    assert sum(shares) <= 92
    assert size_tenths(shares) == 90
    assert 65 <= size_tenths([12] * 10) < 90


def test_a_line_that_is_only_a_link_names_its_page(report: Report) -> None:
    """On paper a way leads nowhere: the page is named; inside a sentence or a cell the words are enough."""
    runs = Runs(paper.wording("en"))
    link = Link(say("Outlets"), "outlets/tulpar.html#due")
    assert runs.line(link)[-1].text == " (outlets/tulpar.html)"
    assert [run.text for run in runs.of(link)] == [run.text for run in runs.line(link)[:-1]]
