"""Rows as they will stand once a folder is loaded: the folder's own, over those that were loaded before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from dauys.db.registers.reading import Row, Sheet
from dauys.db.registers.register import Register
from dauys.domain.errors import Problem

Key: TypeAlias = tuple[Any, ...]
Stored: TypeAlias = Callable[[Register, Sequence[str]], Iterable[Mapping[str, Any]]]
"""Gives these columns of every row of a register that was loaded before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the folder a row stands."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Cells by column, None where there is nothing; `place` is None for a row that was loaded before.

    A row of the folder that is wrong in some cell has its key alone: nothing else is said of it yet.
    """

    cells: Mapping[str, Any]
    place: Place | None

    def cell(self, column: str) -> Any:  # noqa: ANN401 - any kind of value
        return self.cells.get(column)


def standing(
    register: Register, sheet: Sheet | None, stored: Iterable[Mapping[str, Any]]
) -> dict[Key, StandingRow]:
    """Key → row.

    stored: what was loaded before, by column; an empty text is nothing. Of a file that could not be read
    nobody knows what it says: then no row stands.
    """
    if sheet and not sheet.is_readable:
        return {}
    rows = {_key(register, cells): StandingRow(cells, None) for cells in map(_said, stored)}
    if sheet is None:
        return rows
    absent = [column.name for column in register.columns if column.attribute in sheet.absent]
    right = {_key(register, row.cells): row for row in sheet.rows}
    for key, line in sheet.keys.items():
        before, row = rows.get(key), right.get(key)
        cells = _kept(row, absent, before) if row else dict(zip(register.key, key, strict=True))
        rows[key] = StandingRow(cells, Place(sheet.file, row.line if row else line))
    return rows


class Standings:
    """The standing rows of whatever register a check asks for."""

    def __init__(self, sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored) -> None:
        self._registers, self._stored = registers, stored
        self._sheets = {sheet.register.name: sheet for sheet in sheets}

    def brought(self, *names: str) -> bool:
        """Whether the folder has a file of any of these registers."""
        return not self._sheets.keys().isdisjoint(names)

    def rows(self, name: str, *columns: str) -> dict[Key, StandingRow]:
        """The rows of a register with its key and these columns."""
        register = self._registers[name]
        return standing(register, self._sheets.get(name), self._stored(register, [*register.key, *columns]))


def of_loaded(name: str, key: Key, problem: Problem) -> Problem:
    """The problem said of a row of register `name` that was loaded before."""
    shown = " / ".join(str(part) for part in key if part is not None)
    return replace(problem, text=f"{name} {shown}, loaded before: {problem.text}")


def _kept(row: Row, absent: list[str], before: StandingRow | None) -> Mapping[str, Any]:
    """The row's cells; those of which its file says nothing stay as they were loaded."""
    if not absent or before is None:
        return row.cells
    return {**row.cells, **{name: before.cell(name) for name in absent}}


def _key(register: Register, cells: Mapping[str, Any]) -> Key:
    return tuple(cells[name] for name in register.key)


def _said(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if cell == "" else cell for name, cell in cells.items()}
