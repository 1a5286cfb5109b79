"""A poll's moment of publication lies on its day of publication, by its outlet's clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dauys.db.registers.reading import Sheet
from dauys.db.registers.register import Register
from dauys.db.registers.standing import Key, Place, StandingRow, Standings, Stored
from dauys.domain.errors import Problem
from dauys.domain.zones import local, zone

_POLLS, _OUTLETS = "poll-publications", "outlets"


def published_on_another_day(
    sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored
) -> list[Problem]:
    """Every publication whose moment and day disagree, as the rows will stand after the load.

    Where the moment, the outlet or its zone is not known, nothing is asked.
    """
    book = Standings(sheets, registers, stored)
    if not book.brought(_POLLS, _OUTLETS):
        return []
    outlets = book.rows(_OUTLETS, "zone")
    polls = book.rows(_POLLS, "outlet", "published_on", "published_at")
    return [problem for key, poll in polls.items() for problem in _disagreement(key, poll, outlets)]


def _disagreement(key: Key, poll: StandingRow, outlets: Mapping[Key, StandingRow]) -> Iterable[Problem]:
    outlet = outlets.get((poll.cell("outlet"),))
    at_ms, stated = poll.cell("published_at"), poll.cell("published_on")
    where = outlet.cell("zone") if outlet else None
    if at_ms is None or stated is None or where is None or outlet is None:
        return
    clock = local(at_ms, zone(where))
    if clock.date() != stated:
        yield _problem(key, poll.place, outlet.place, _said(clock.date(), f"{clock:%H:%M}", where, stated))


def _said(day: date, hour: str, where: str, stated: date) -> str:
    return f"in {where} it is {hour} of {day}, and `published_on` is {stated}; correct either"


def _problem(key: Key, poll: Place | None, outlet: Place | None, text: str) -> Problem:
    """Said of the publication, or, where it was loaded before, of the outlet that brings another zone."""
    if poll:
        return Problem(poll.file, poll.line, "published_at", text)
    assert outlet, "rows that were loaded before agree with each other"
    return Problem(outlet.file, outlet.line, "zone", f"{_POLLS} {key[0]}, loaded before: {text}")
