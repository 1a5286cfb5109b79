"""Register files in the words of a media officer: labels in any language for columns and closed words."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.db.register_files import FILES
from tests.db.register_samples import TEXTS
from tests.workflows.campaigns import ACT, write_registers
from tests.workflows.text_ear import TextEar

from dauys.db.registers import BY_NAME, REGISTERS, Register
from dauys.db.registers.manifest import MANIFEST
from dauys.db.registers.reading import read
from dauys.db.registers.spellings import folded
from dauys.domain.errors import RegisterError
from dauys.domain.names import LANGUAGES
from dauys.workflows.arrivals import Arrival, ArrivalSetAside, in_manifest
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.register_words import labels, said, spellings, word, words_for

ALL = (*REGISTERS, MANIFEST)


def in_language(register: Register, text: str, language: str) -> bytes:
    """The CSV with labels of the language for headings and closed words."""
    header, *rows = csv.reader(io.StringIO(text))
    columns = {column.name: column for column in register.columns}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([said(columns[name].label, language) for name in header])
    for row in rows:
        writer.writerow(
            [_cell(columns[name].form.words, cell, language) for name, cell in zip(header, row, strict=True)]
        )
    return stream.getvalue().encode()


def _cell(words: tuple[str, ...], cell: str, language: str) -> str:
    of_code = {str(code): word(code, language) for code in words}
    return ", ".join(of_code.get(part, part) for part in cell.split()) if words else cell


@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_no_heading_means_two_columns(register: Register) -> None:
    """Of all names and labels of a register, in all languages, each leads to one column."""
    meant: dict[str, set[str]] = {}
    for column in register.columns:
        for text in (column.name, *labels(column)):
            meant.setdefault(folded(text), set()).add(column.name)
    assert {text: columns for text, columns in meant.items() if len(columns) > 1} == {}


@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_no_word_means_two_codes(register: Register) -> None:
    """Of all codes and labels of a closed list, in all languages, each leads to one code."""
    for column in register.columns:
        meant: dict[str, set[str]] = {}
        for code in column.form.words:
            for text in (code, *words_for(code)):
                meant.setdefault(folded(text), set()).add(str(code))
        assert {text: codes for text, codes in meant.items() if len(codes) > 1} == {}, column.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_a_file_in_each_language_says_the_same(register: Register, language: str) -> None:
    """The sample of each register, headed and worded in a language, gives the rows of the one with codes."""
    text = TEXTS[register.file]
    wanted = read(register, text.encode())
    sheet = read(register, in_language(register, text, language), spellings(register))
    assert sheet.problems == []
    assert [row.cells for row in sheet.rows] == [row.cells for row in wanted.rows]


def test_capitals_and_spaces_do_not_matter() -> None:
    """Capitals and double spaces in headings and words are understood; the languages of a file may mix."""
    text = "ID,Регион,contest,НЫСАНЫ,Дата  проведения\na,x,c,В  Зале,2021-01-05\n"
    sheet = read(BY_NAME["meetings"], text.encode(), spellings(BY_NAME["meetings"]))
    assert [(row.cells["form"], row.cells["region"]) for row in sheet.rows] == [("hall", "x")]


def test_a_column_under_two_headings_is_named_with_both() -> None:
    """The name and the label of one column in one file are one column twice."""
    register = BY_NAME["spots"]
    sheet = read(register, "id,contestant,title,Название ролика\n".encode(), spellings(register))
    assert [(p.field, p.text) for p in sheet.problems] == [
        ("title", "the column stands twice (title and Название ролика)")
    ]


def test_what_is_wrong_is_said_of_the_heading_in_the_file(home: CampaignHome, tmp_path: Path) -> None:
    """A wrong cell, a missing reference and an unknown word are named by the headings that the file has."""
    folder = write_registers(tmp_path / "registers")
    text = FILES["outlets.csv"].replace("tv", "ТВ-канал", 1).replace("Asia/Almaty", "Алматы", 1)
    (folder / "outlets.csv").write_bytes(in_language(BY_NAME["outlets"], text, "kk"))
    spots = in_language(BY_NAME["spots"], FILES["spots.csv"].replace("north", "nobody", 1), "ru")
    (folder / "spots.csv").write_bytes(spots)
    with pytest.raises(RegisterError) as caught:
        load(home, str(folder), 1, ACT, TextEar())
    found = [(problem.file, problem.field) for problem in caught.value.problems]
    assert ("outlets.csv", "БАҚ түрі") in found
    assert ("outlets.csv", "Уақыт белдеуі") in found
    assert ("spots.csv", "Участник") in found
    assert "'ТВ-канал' is not one of tv, radio" in str(caught.value)


def test_a_word_that_is_no_label_stays_as_it_was_typed() -> None:
    """What is refused is quoted as it stands in the file."""
    words = spellings(BY_NAME["debates"])
    assert words.cell("languages", "қазақ тілі, орыс тілі") == "kk ru"
    assert words.cell("languages", "қазақ тілі, qazaqsha") == "қазақ тілі, qazaqsha"
    assert words.cell("rules", "иә, жоқ") == "иә, жоқ", "a text is left alone"
    assert (words.cell("is_live", "Иә"), words.cell("is_live", "нет")) == ("yes", "no")


def test_a_manifest_may_be_headed_in_words(tmp_path: Path) -> None:
    """Labels stand for the columns of a manifest of recordings, and a wrong row is told by them."""
    manifest = tmp_path / "list.csv"
    manifest.write_text(
        "БАҚ,Арна,Басталуы,Жазба файлы\ntau,,2020-12-22T18:00+05:00,one.ts\ntau,,2020-12-22,two.ts\n", "utf-8"
    )
    wrong, right = in_manifest(manifest, {"tau": ("tau",)})
    assert isinstance(wrong, ArrivalSetAside)
    assert wrong.text.startswith("Басталуы: '2020-12-22' is not a moment")
    assert right == Arrival(tmp_path / "one.ts", "tau", 1_608_642_000_000)
