"""The page and the samples in docs/reference say what the declarations do."""

from __future__ import annotations

import pytest
from tests.db.register_page import END, PAGE, START, section, sections

from dauys.db.registers import REGISTERS, Register
from dauys.db.registers.manifest import MANIFEST
from dauys.db.registers.reading import read
from dauys.db.registers.references import shared_places, unknown_references

ALL = (*REGISTERS, MANIFEST)
SAMPLES = PAGE.parent / "samples"


def test_the_page_is_made_from_the_declarations() -> None:
    """Every register has its section with its key and one line a column, no more and no fewer."""
    written = PAGE.read_text("utf-8").partition(START)[2].partition(END)[0]
    assert written == f"\n{sections()}\n", "write it anew: python -m tests.db.register_page"


@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_a_section_says_what_each_column_is(register: Register) -> None:
    """A column has its name, whether it must be filled, and its meaning; a private one says so."""
    lines = [line for line in section(register).splitlines() if line.startswith("| `")]
    assert [line.split(" | ")[0] for line in lines] == [f"| `{column.name}`" for column in register.columns]
    for line, column in zip(lines, register.columns, strict=True):
        assert column.meaning in line
        assert ("not published" in line) is not column.is_public


@pytest.mark.parametrize("column", MANIFEST.columns, ids=lambda column: column.name)
def test_the_manifest_is_on_the_page(column) -> None:
    """The manifest, which is no register, has its section too."""
    own = PAGE.read_text("utf-8").partition("\n## manifest.csv\n")[2].partition("\n## ")[0]
    required = "yes" if column.is_required else "no"
    assert f"| `{column.name}` | {required} | {column.meaning} |" in own


def test_there_is_a_right_sample_of_each() -> None:
    """The samples are all there, all right, and right together."""
    assert {path.name for path in SAMPLES.iterdir()} == {register.file for register in ALL}
    sheets = [read(register, (SAMPLES / register.file).read_bytes()) for register in ALL]
    assert [problem for sheet in sheets for problem in sheet.problems] == []
    assert unknown_references(sheets, {}) + shared_places(sheets) == []
    assert all(sheet.rows for sheet in sheets)
