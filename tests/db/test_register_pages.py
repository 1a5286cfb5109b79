"""The page and the samples in docs/reference say what the declarations do."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.db.registers import REGISTERS, Register
from dauys.db.registers.manifest import MANIFEST
from dauys.db.registers.reading import read
from dauys.db.registers.references import shared_places, unknown_references

REFERENCE = Path(__file__).parents[2] / "docs/reference"
ALL = (*REGISTERS, MANIFEST)


@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_every_column_is_on_the_page(register: Register) -> None:
    """Each register has its section with its key and one line a column, no more and no fewer."""
    page = (REFERENCE / "registers.md").read_text("utf-8")
    section = page.partition(f"\n## {register.file}\n")[2].partition("\n## ")[0]
    assert f"Key: {', '.join(f'`{column}`' for column in register.key)}." in section
    lines = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    shown = [(cells[0], cells[1], cells[2].removesuffix(" |").partition(";")[0]) for cells in lines]
    assert shown == [
        (f"| `{c.name}`", "yes" if c.is_required else "no", c.meaning.partition(";")[0])
        for c in register.columns
    ]


def test_there_is_a_right_sample_of_each() -> None:
    """The samples are all there, all right, and right together."""
    samples = REFERENCE / "samples"
    assert {path.name for path in samples.iterdir()} == {register.file for register in ALL}
    sheets = [read(register, (samples / register.file).read_bytes()) for register in ALL]
    assert [problem for sheet in sheets for problem in sheet.problems] == []
    assert unknown_references(sheets, {}) + shared_places(sheets) == []
    assert all(sheet.rows for sheet in sheets)
