"""What rows of different registers say of one thing: where they contradict each other, nothing is loaded.

Rows are compared as they will stand after the load. A contradiction is named in the row of the folder that
brings it in, also where the other row was loaded before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dauys.db.registers.reading import Sheet
from dauys.db.registers.register import Register
from dauys.db.registers.standing import Key, Place, StandingRow, Stored, of_loaded, standing
from dauys.domain.errors import Problem

_LISTED = 4
"""As many as a problem names of what would have been right."""


@dataclass(frozen=True, slots=True)
class Same:
    """In a row of `register`, following `path` and following `other` must lead to the same.

    `channel.outlet` is the outlet of the row's channel, `outlet` the row's own. Where either leads nowhere,
    nothing is asked.
    """

    register: str
    path: str
    other: str


@dataclass(frozen=True, slots=True)
class Among:
    """What a row of `register` has in two columns must be the key of a row of `of`, which has them too.

    if_any: only where `of` has anything at all for the first of them.
    """

    register: str
    columns: tuple[str, str]
    of: str
    if_any: bool


RULES: tuple[Same | Among, ...] = (
    Same("orders", "spot.contestant", "contestant"),
    Same("slots", "channel.outlet", "order.outlet"),
    Same("debate-participants", "contestant.contest", "debate.contest"),
    Same("meetings", "contestant.contest", "contest"),
    Same("airings", "spot.contestant", "contestant"),
    Same("coverage", "channel.outlet", "outlet"),
    Same("coverage", "subject.contestant.contest", "contest"),
    Among("debate-speeches", ("debate", "contestant"), "debate-participants", if_any=False),
    *(Among(name, ("spot", "version"), "versions", if_any=True) for name in ("orders", "as-run", "airings")),
)


def contradictions(
    sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored
) -> list[Problem]:
    """Every rule that the folder's rows break among themselves or together with what was loaded before."""
    book = _Book(sheets, registers, stored)
    problems: list[Problem] = []
    for rule in RULES:
        if book.sheets.keys() & set(_columns(rule, registers)):
            problems += _unlike(rule, book) if isinstance(rule, Same) else _missing(rule, book)
    return problems


class _Book:
    """The standing rows of every register that a rule asks for; each is made once."""

    def __init__(self, sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored) -> None:
        self.registers = registers
        self.sheets = {sheet.register.name: sheet for sheet in sheets}
        self._stored = stored
        self._rows: dict[str, dict[Key, StandingRow]] = {}

    def rows(self, name: str) -> dict[Key, StandingRow]:
        if name not in self._rows:
            register = self.registers[name]
            asked = (_columns(rule, self.registers).get(name, ()) for rule in RULES)
            columns = dict.fromkeys([*register.key, *(column for some in asked for column in some)])
            self._rows[name] = standing(register, self.sheets.get(name), self._stored(register, [*columns]))
        return self._rows[name]

    def follow(self, name: str, row: StandingRow, path: str) -> tuple[Any, list[tuple[Place, str]]]:
        """Where a path leads, None if nowhere; and the cells of the folder that it led through."""
        through: list[tuple[Place, str]] = []
        *references, last = path.split(".")
        for column in references:
            through += [(row.place, column)] if row.place else []
            name = _referred(self.registers[name], column)
            found = self.rows(name).get((row.cell(column),))
            if found is None:
                return None, through
            row = found
        return row.cell(last), through + ([(row.place, last)] if row.place else [])

    def is_sure(self, name: str) -> bool:
        """Whether the file of that register, if there is one, tells every key that it has."""
        sheet = self.sheets.get(name)
        if sheet is None:
            return True
        return sheet.is_readable and not {p.field for p in sheet.problems} & {"row", *sheet.register.key}


def _columns(rule: Same | Among, registers: Mapping[str, Register]) -> dict[str, list[str]]:
    """Register → the columns that a rule asks it for."""
    if isinstance(rule, Among):
        return {rule.register: [*rule.columns], rule.of: [*rule.columns]}
    asked: dict[str, list[str]] = {}
    for path in (rule.path, rule.other):
        name = rule.register
        *references, last = path.split(".")
        for column in references:
            asked.setdefault(name, []).append(column)
            name = _referred(registers[name], column)
        asked.setdefault(name, []).append(last)
    return asked


def _referred(register: Register, column: str) -> str:
    """The register that a column refers to."""
    return next(one.refers_to for one in register.columns if one.name == column)


def _unlike(rule: Same, book: _Book) -> Iterator[Problem]:
    for key, row in book.rows(rule.register).items():
        left, through = book.follow(rule.register, row, rule.path)
        if left is None:
            continue
        right, more = book.follow(rule.register, row, rule.other)
        if right is None or left == right or not through + more:
            continue
        text = f"{_said(rule.path, left, row)} and {_said(rule.other, right, row)}; make them the same"
        if row.place:
            yield Problem(row.place.file, row.place.line, rule.path.partition(".")[0], text)
        else:
            place, column = (through + more)[-1]
            yield of_loaded(rule.register, key, Problem(place.file, place.line, column, text))


def _said(path: str, value: object, row: StandingRow) -> str:
    """`the outlet of channel 'tv-1' is 'tv'`, or of the row itself."""
    first, _, rest = path.partition(".")
    if not rest:
        return f"the row's own {first} is {value!r}"
    return f"the {rest.rpartition('.')[2]} of {first} {row.cell(first)!r} is {value!r}"


def _missing(rule: Among, book: _Book) -> Iterator[Problem]:
    if not book.is_sure(rule.of):
        return
    known: dict[Any, dict[Any, Place | None]] = {}
    for (first, second), row in book.rows(rule.of).items():
        known.setdefault(first, {})[second] = row.place
    for key, row in book.rows(rule.register).items():
        first, second = (row.cell(name) for name in rule.columns)
        there = known.get(first, {})
        if first is None or second is None or second in there or (rule.if_any and not there):
            continue
        text = f"{second!r} of {first!r} is none of {rule.of}; {_there(there)}: correct it, or add it there"
        if row.place:
            yield Problem(row.place.file, row.place.line, rule.columns[1], text)
        elif place := next((place for place in there.values() if place), None):
            problem = Problem(place.file, place.line, rule.columns[1], text)
            yield of_loaded(rule.register, key, problem)


def _there(there: Iterable[str | None]) -> str:
    names = sorted(name or "one without a name" for name in there)
    shown = ", ".join(names[:_LISTED]) + (" and others" if len(names) > _LISTED else "")
    return f"there is {shown}" if names else "there is none"
