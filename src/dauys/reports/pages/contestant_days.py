"""A contestant's airings by day, outlet and language version: a table, or by days on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TypeAlias

from dauys.domain.campaign import Contestant
from dauys.reports.document import Block, Inline, Link, Page, Paragraph, Row, Table
from dauys.reports.figure_book import AIRTIME, FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Day, Joined, say
from dauys.reports.pages.parts import turn
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection
from dauys.reports.terms import MEDIA, language

ROWS_MAX = 400
"""Rows of one page, unless a single day has more; beyond them the contestant's page shows days alone."""
_BY = ("contestant_id", "day", "outlet_id", "language")
_AMOUNTS = (
    say("Airings"),
    say("In prime time"),
    say("Airtime, h:mm:ss"),
    say("In prime time, h:mm:ss"),
    say("Monitored, h:mm:ss"),
    say("Not monitored, h:mm:ss"),
)
_Days: TypeAlias = list[tuple[str, list[Selection]]]
"""Every combination that was on air, day by day."""


def days(member: Contestant, material: Material, book: FigureBook) -> tuple[list[Block], list[Page]]:
    """What stands on the contestant's own page, and the pages that a long division needs beside it."""
    found = sorted(key for key in book.divided(AIRTIME, _BY) if key[0] == member.id)
    own = [Selection(**dict(zip(_BY, key, strict=True))) for key in found]
    if not own:
        return [Paragraph(say("No airing was heard in the time that was monitored."))], []
    registry = Registry(material)
    by_day = [(day, list(group)) for day, group in groupby(own, lambda where: str(where["day"]))]
    parts = list(_parts(by_day))
    if len(parts) == 1:
        return [_division(by_day, registry, book, is_anchored=False)], []
    paths = [f"contestants/{member.id}.days-{number}.html" for number in range(1, len(parts) + 1)]
    pages = []
    for number, part in enumerate(parts):
        way = turn(paths, number)
        blocks = (way, _division(part, registry, book, is_anchored=True), way)
        pages.append(Page(paths[number], _title(member), blocks, _period(part)))
    note = say("The whole division stands on pages of its own; each day leads to its place there.")
    return [Paragraph(note, "note"), _by_day(member, parts, paths, book)], pages


def _parts(by_day: _Days) -> Iterator[_Days]:
    """Whole days, as many as a page holds."""
    part: _Days = []
    for day, combinations in by_day:
        if part and sum(len(each) for _, each in part) + len(combinations) > ROWS_MAX:
            yield part
            part = []
        part.append((day, combinations))
    yield part


def _title(member: Contestant) -> Inline:
    return Joined((member.names, say("By day, outlet and language version")), " · ")


def _period(part: _Days) -> Inline:
    return Joined(tuple(Day(day) for day in dict.fromkeys((part[0][0], part[-1][0]))), " – ")


def _by_day(member: Contestant, parts: list[_Days], paths: list[str], book: FigureBook) -> Table:
    """A row for each day, which leads to the day's own rows."""
    rows = []
    for path, part in zip(paths, parts, strict=True):
        for day, _ in part:
            where = Selection(contestant_id=member.id, day=day)
            rows.append(Row((Link(Day(day), f"{path}#day-{day}"), *_amounts(where, book))))
    return Table(say("Day by day"), (say("Day"), *_AMOUNTS), tuple(rows), frozenset(range(1, 7)))


def _division(part: _Days, registry: Registry, book: FigureBook, *, is_anchored: bool) -> Table:
    head = (say("Day"), say("Medium"), say("Outlet"), say("Language of the version"), *_AMOUNTS)
    rows = tuple(
        _row(where, registry, book, f"day-{day}" if is_anchored and not number else "")
        for day, combinations in part
        for number, where in enumerate(combinations)
    )
    return Table(say("Every combination that was on air"), head, rows, frozenset(range(4, 10)))


def _row(where: Selection, registry: Registry, book: FigureBook, anchor: str) -> Row:
    outlet = registry.outlets[str(where["outlet_id"])]
    place = (
        Day(str(where["day"])),
        MEDIA[outlet.medium],
        Link(outlet.names, f"outlets/{outlet.id}.html"),
        language(str(where["language"])),
    )
    return Row((*place, *_amounts(where, book)), anchor=anchor)


def _amounts(where: Selection, book: FigureBook) -> tuple[Inline, ...]:
    prime = where.but(is_prime=True)
    return (
        book.airings(where),
        book.airings(prime),
        book.airtime(where),
        book.airtime(prime),
        book.monitored(where.place),
        book.gaps(where.place),
    )
