"""What each medium can carry: a printed item stands in print, an airing on television or radio.

Airings, slots, as-run logs and debates name a channel, and channels are of television and radio alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dauys.db.registers.reading import Sheet
from dauys.db.registers.register import Register
from dauys.db.registers.standing import Key, StandingRow, Standings, Stored, of_loaded
from dauys.domain.coverage import MonitoredUnit
from dauys.domain.errors import Problem
from dauys.domain.money import StateSlotKind
from dauys.domain.outlets import Medium

_BROADCAST = (Medium.TV, Medium.RADIO)
_OUTLETS = "outlets"
_WHATEVER = ""
_CARRIED: Mapping[str, tuple[str, Mapping[str, tuple[Medium, ...]]]] = {
    "channels": (_WHATEVER, {_WHATEVER: _BROADCAST}),
    "insertions": (_WHATEVER, {_WHATEVER: (Medium.PRINT,)}),
    "placements": (_WHATEVER, {_WHATEVER: (Medium.ONLINE,)}),
    "state-slots": (
        "kind",
        {
            StateSlotKind.TV: (Medium.TV,),
            StateSlotKind.RADIO: (Medium.RADIO,),
            StateSlotKind.ARTICLE: (Medium.PRINT, Medium.ONLINE),
        },
    ),
    "monitored-time": (
        "unit",
        {
            MonitoredUnit.MS: _BROADCAST,
            MonitoredUnit.ISSUES: (Medium.PRINT,),
            MonitoredUnit.VISITS: (Medium.ONLINE,),
        },
    ),
}
"""Register with an `outlet` → the column that decides, if one does, and by its word the media that fit."""


def carried_elsewhere(
    sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored
) -> list[Problem]:
    """Every row whose outlet is of a medium that cannot carry it, as the rows will stand after the load.

    Where the outlet or its medium is not known, nothing is asked.
    """
    book = Standings(sheets, registers, stored)
    problems: list[Problem] = []
    for name in _CARRIED:
        if book.brought(name, _OUTLETS):
            problems += _of_register(name, book)
    return problems


def _of_register(name: str, book: Standings) -> Iterator[Problem]:
    column, fitting = _CARRIED[name]
    outlets = book.rows(_OUTLETS, "medium")
    for key, row in book.rows(name, "outlet", *filter(None, [column])).items():
        outlet = outlets.get((row.cell("outlet"),))
        medium = outlet.cell("medium") if outlet else None
        word = row.cell(column) if column else _WHATEVER
        if outlet and medium is not None and medium not in fitting.get(word, (medium,)):
            what = f"{column} {str(word)!r}" if column else f"a row of {name}"
            needed = " or ".join(fitting[word])
            text = f"outlet {row.cell('outlet')!r} is {medium}, {what} needs {needed}; correct either"
            yield from _problem(name, key, row, outlet, text)


def _problem(name: str, key: Key, row: StandingRow, outlet: StandingRow, text: str) -> Iterator[Problem]:
    """Said of the row, or, where it was loaded before, of the outlet that changes its medium."""
    if row.place:
        yield Problem(row.place.file, row.place.line, "outlet", text)
    elif outlet.place:
        yield of_loaded(name, key, Problem(outlet.place.file, outlet.place.line, "medium", text))
