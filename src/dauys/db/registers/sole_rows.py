"""What only one row of a register may say beside its key; a new row must not take the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dauys.db.registers.reading import Sheet
from dauys.db.registers.register import Register
from dauys.db.registers.standing import Stored
from dauys.domain.errors import Problem

_SOLE = {
    "finding-decisions": ("finding",),
    "allocations": ("contestant", "basis"),
    "ad-filings": ("outlet", "week_from"),
}
"""Register with an id → the columns that no two rows share. A finding has one decision at a time."""


def said_twice(sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored) -> list[Problem]:
    """Rows of the folder that say what another row says, in the folder or loaded before.

    What was loaded before counts also where the folder changes it: two rows never swap in one load.
    """
    problems: list[Problem] = []
    for sheet in sheets:
        columns = _SOLE.get(sheet.register.name)
        if columns:
            loaded = stored(registers[sheet.register.name], ["id", *columns])
            problems += _twice(sheet, columns, {_said(row, columns): row["id"] for row in loaded})
    return problems


def _twice(sheet: Sheet, columns: tuple[str, ...], loaded: Mapping[tuple[Any, ...], str]) -> list[Problem]:
    first: dict[tuple[Any, ...], tuple[str, str]] = {
        said: (own_id, "loaded before") for said, own_id in loaded.items()
    }
    problems: list[Problem] = []
    for row in sheet.rows:
        said = _said(row.cells, columns)
        other, where = first.setdefault(said, (row.cells["id"], f"line {row.line}"))
        if other != row.cells["id"]:
            shown = " / ".join(map(str, said))
            text = (
                f"{shown} stands in the row {other!r} already ({where}); change that row, its history is kept"
            )
            problems.append(Problem(sheet.file, row.line, columns[-1], text))
    return problems


def _said(row: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in columns)
