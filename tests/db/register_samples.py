"""The samples of docs/reference, read by their declarations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dauys.db.registers import REGISTERS
from dauys.db.registers.reading import read

SAMPLES = Path(__file__).parents[2] / "docs/reference/samples"
TEXTS = {register.file: (SAMPLES / register.file).read_text("utf-8") for register in REGISTERS}


def rows(texts: dict[str, str] = TEXTS) -> dict[str, list[Any]]:
    """Register → what its rows make; but for the versions, whose sound the samples do not bring."""
    sheets = [read(r, texts[r.file].encode()) for r in REGISTERS if r.name != "versions"]
    assert [problem for sheet in sheets for problem in sheet.problems] == []
    return {sheet.register.name: [row.made for row in sheet.rows] for sheet in sheets}
