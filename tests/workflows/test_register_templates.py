"""Empty registers to fill in: headed and explained in the officer's language, and taken by `load`."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from tests.workflows.campaigns import ACT, loaded
from tests.workflows.text_ear import TextEar

from dauys.db.registers import BY_NAME, REGISTERS, Register
from dauys.db.registers.manifest import MANIFEST
from dauys.db.registers.reading import read, read_own_workbook
from dauys.domain.errors import WrongUse
from dauys.domain.names import LANGUAGES
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.register_templates import COLUMNS, write_templates
from dauys.workflows.register_words import example, explained_heads, labels, said, spellings


def offered(book: Workbook, one: DataValidation) -> list[str]:
    """The words that a cell with this help lets choose; none where it lets type anything."""
    if one.type != "list":
        return []
    sheet, _, cells = one.formula1.rpartition("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_template_can_be_read(tmp_path: Path, kind: str, language: str) -> None:
    """Each register has a file with every column, which is right as far as it goes and holds no row."""
    names = write_templates((), tmp_path / "out", language, as_workbooks=kind == "xlsx")
    assert names == [register.name for register in REGISTERS]
    for register in REGISTERS:
        content = (tmp_path / "out" / f"{register.name}.{kind}").read_bytes()
        reader = read if kind == "csv" else read_own_workbook
        sheet = reader(register, content, spellings(register))
        assert (sheet.problems, sheet.rows, sheet.absent) == ([], [], ())
        assert list(sheet.heads.values()) == [said(c.label, language) for c in register.columns]


def test_templates_load_as_they_are(home: CampaignHome, tmp_path: Path) -> None:
    """A folder of templates that nobody has filled in is right, adds nothing, and its explanations are no
    register."""
    loaded(home, TextEar(), tmp_path / "registers")
    write_templates((), tmp_path / "out", "kk", as_workbooks=False)
    assert (tmp_path / "out" / COLUMNS).is_file()
    tallies = load(home, str(tmp_path / "out"), 1, ACT, TextEar())
    assert {(tally.added, tally.updated) for tally in tallies.values()} == {(0, 0)}


def test_a_workbook_explains_its_columns(tmp_path: Path) -> None:
    """The second sheet has each column's name, labels, meaning, need, words and example; cells show help."""
    write_templates(("outlets",), tmp_path / "out", "kk", as_workbooks=True)
    book = load_workbook(tmp_path / "out/outlets.xlsx")
    assert book.sheetnames == ["outlets", "Бағандар", "Рұқсат етілген сөздер"]
    heads, *rows = book["Бағандар"].iter_rows(values_only=True)
    assert list(heads) == explained_heads("kk")
    of_column = {row[0]: row for row in rows}
    assert list(of_column) == list(BY_NAME["outlets"].header)
    assert of_column["medium"][1:] == (
        *("БАҚ түрі", "Вид СМИ", "Medium", "БАҚ түрі", "иә"),
        *("Телевизия (tv); Радио (radio); Интернет-БАҚ (online); Баспа БАҚ (print)", "Телевизия"),
    )
    assert "«Сайлауға қатысушылар» тізіліміндегі идентификатор" in of_column["owner_contestant"][4]
    helps = {str(one.sqref): one for one in book["outlets"].data_validations.dataValidation}
    assert offered(book, helps["B2:B1048576"]) == ["Телевизия", "Радио", "Интернет-БАҚ", "Баспа БАҚ"]
    assert helps["F2:F1048576"].prompt.endswith("Asia/Almaty")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_workbook_offers_is_taken(tmp_path: Path, language: str) -> None:
    """Each cell of a closed list lets choose all of its words, and the register reads what is chosen."""
    write_templates((), tmp_path / "out", language, as_workbooks=True)
    for register in REGISTERS:
        book = load_workbook(tmp_path / "out" / register.workbook)
        helps = book[register.name].data_validations.dataValidation
        for column, one in zip(register.columns, helps, strict=True):
            closed = () if column.form.is_list else column.form.words
            read_as = [spellings(register).cell(column.name, word) for word in offered(book, one)]
            assert read_as == [*closed], column.name


@pytest.mark.parametrize("register", [*REGISTERS, MANIFEST], ids=lambda register: register.name)
def test_every_example_can_be_typed(register: Register) -> None:
    """An example, in each language, is a cell that its column takes; only free text has none."""
    for column in register.columns:
        for language in LANGUAGES:
            shown = example(column, language)
            assert shown or column.kind == "text", column.name
            if shown:
                column.form.parse(spellings(register).cell(column.name, shown))


def test_a_private_column_says_so(tmp_path: Path) -> None:
    """Who fills in a name learns that it is not published; CSV files have their explanations beside them."""
    write_templates(("persons-liable", "incidents"), tmp_path / "out", "ru", as_workbooks=False)
    content = (tmp_path / "out" / COLUMNS).read_text("utf-8-sig")
    rows = {(row[0], row[1]): row for row in csv.reader(io.StringIO(content))}
    assert rows["persons-liable.csv", "name"][5] == "кто это; не публикуется"
    assert rows["incidents.csv", "act"][2:5] == list(
        labels(next(column for column in BY_NAME["incidents"].columns if column.name == "act"))
    )


def test_two_templates_are_the_same_bytes(tmp_path: Path) -> None:
    """A template says nothing of when it was written."""
    digests = []
    for name in ("one", "two"):
        write_templates(("debates",), tmp_path / name, "en", as_workbooks=True)
        digests.append(hashlib.sha256((tmp_path / name / "debates.xlsx").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """Templates never fall among files that somebody has filled in; an unknown register is named."""
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(WrongUse, match="is there already"):
        write_templates((), tmp_path, "kk", as_workbooks=False)
    with pytest.raises(WrongUse, match="'tarifs' is no register"):
        write_templates(("tarifs",), tmp_path / "out", "kk", as_workbooks=False)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
