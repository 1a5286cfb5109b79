"""Pages of outlets: the register, and for each one its monitored time and gaps day by day."""

from __future__ import annotations

from dauys.domain.outlets import Medium, Outlet
from dauys.domain.recordings import GapCause
from dauys.domain.zones import Daypart
from dauys.reports.document import (
    NOTHING,
    Block,
    Facts,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
)
from dauys.reports.figure_book import DUE, ITEMS, ITEMS_SHARE, SHARE, FigureBook, count_of, is_broadcast
from dauys.reports.material import Material
from dauys.reports.messages import UNDETERMINED, Day, Foreign, Joined, Moment, Span, say
from dauys.reports.pages.own_findings import own_findings
from dauys.reports.pages.recorded import time_cells, time_head
from dauys.reports.registry import Registry
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import CAUSES, LEVELS, MEDIA, OWNERSHIP, language


def outlets_page(material: Material, book: FigureBook) -> Page:
    """All outlets with what was heard beside what was monitored."""
    head = (*time_head(say("Outlet")), say("Items"), say("Airtime, h:mm:ss"))
    rows: list[Row] = []
    for medium, name in MEDIA.items():
        of_medium = [outlet for outlet in material.outlets_in_order() if outlet.medium is medium]
        if of_medium:
            rows.append(Row((name,), "group"))
            rows += [_outlet_row(outlet, book) for outlet in of_medium]
            rows.append(Row((say("Total"), *_numbers(Selection(medium=medium), medium, book)), "total"))
    rows.append(Row((say("Total of all outlets"), *_numbers(ALL, None, book)), "total"))
    table = Table(say("Outlets of the register"), head, tuple(rows), frozenset(range(1, 6)))
    return Page("outlets.html", say("Outlets"), (table,))


def _outlet_row(outlet: Outlet, book: FigureBook) -> Row:
    name = Link(outlet.names, f"outlets/{outlet.id}.html")
    return Row((name, *_numbers(Selection(outlet_id=outlet.id), outlet.medium, book)))


def _numbers(where: Selection, medium: Medium | None, book: FigureBook) -> tuple[Inline, ...]:
    """Monitored time, items and airtime; print and online have neither hours nor airtime."""
    if is_broadcast(medium):
        return (*time_cells(book, where), book.figure(count_of(medium), where), book.airtime(where))
    return (NOTHING, NOTHING, NOTHING, book.counted(ITEMS, where), NOTHING)


def outlet_page(outlet: Outlet, material: Material, book: FigureBook) -> Page:
    """One outlet: its facts, its contestants, its days and its gaps."""
    here = Selection(outlet_id=outlet.id)
    blocks: list[Block] = [
        _facts(outlet, here, book),
        Heading(say("Contestants on this outlet"), "contestants"),
        _contestants(outlet, material, book),
        *own_findings(here, material, book),
        Heading(say("Day by day"), "days"),
        _days(outlet, book),
        Heading(say("Time that was not monitored"), "gaps"),
        _gaps(outlet, material, book),
    ]
    return Page(f"outlets/{outlet.id}.html", outlet.names, tuple(blocks), MEDIA[outlet.medium])


def _facts(outlet: Outlet, here: Selection, book: FigureBook) -> Facts:
    return Facts(
        (
            (say("Level"), LEVELS[outlet.level]),
            (say("Owner"), Foreign(outlet.owner, UNDETERMINED) if outlet.owner else say("not known")),
            (say("Languages"), Joined(tuple(language(code) for code in outlet.languages), ", ")),
            (say("Time zone"), Foreign(outlet.zone)),
            (say("Ownership"), OWNERSHIP[outlet.ownership]),
            *(_hours_and_time(outlet, here, book) if is_broadcast(outlet.medium) else ()),
        )
    )


def _hours_and_time(outlet: Outlet, here: Selection, book: FigureBook) -> tuple[tuple[Inline, Inline], ...]:
    """Prime time, and what was due, monitored and not."""
    hours = Joined(tuple(Foreign(_hours(part)) for part in outlet.prime_time), ", ")
    due, monitored, gap = time_cells(book, here)
    return (
        (say("Prime time, local"), hours if outlet.prime_time else say("none")),
        (say("Due"), due),
        (say("Monitored"), monitored),
        (say("Not monitored"), gap),
    )


def _hours(part: Daypart) -> str:
    end = f"{part.end:%H:%M}" if part.end else "24:00"
    return f"{part.start:%H:%M}–{end}"


def _contestants(outlet: Outlet, material: Material, book: FigureBook) -> Table:
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        for member in members:
            where = Selection(outlet_id=outlet.id, contestant_id=member.id)
            name = Link(member.names, f"contestants/{member.id}.html")
            share = book.figure(SHARE if is_broadcast(outlet.medium) else ITEMS_SHARE, where)
            rows.append(Row((name, *_heard(where, outlet.medium, book), share)))
    here = _heard(Selection(outlet_id=outlet.id), outlet.medium, book)
    rows.append(Row((say("All contestants together"), *here, NOTHING), "total"))
    measured: tuple[Inline, ...]
    if is_broadcast(outlet.medium):
        measured = (
            say("Airings"),
            say("In prime time"),
            say("Airtime, h:mm:ss"),
            say("Share of airtime"),
        )
        caption = say("Airings and airtime on this outlet")
    else:
        measured = (say("Items"), say("Share of items"))
        caption = say("Campaign items in this outlet")
    return Table(caption, (say("Contestant"), *measured), tuple(rows), frozenset(range(1, 5)))


def _heard(where: Selection, medium: Medium, book: FigureBook) -> tuple[Inline, ...]:
    """Counts, and of broadcasts prime time and airtime."""
    if not is_broadcast(medium):
        return (book.counted(ITEMS, where),)
    return book.airings(where), book.airings(where.but(is_prime=True)), book.airtime(where)


def _days(outlet: Outlet, book: FigureBook) -> Block:
    known = {*book.divided(DUE, ("outlet_id", "day")), *book.divided(ITEMS, ("outlet_id", "day"))}
    days = sorted(day for outlet_id, day in known if outlet_id == outlet.id)
    if not days:
        return Paragraph(say("Nothing is registered or heard for any day."))
    rows = []
    for day in days:
        where = Selection(outlet_id=outlet.id, day=day)
        rows.append(Row((Day(day), *_on_days(where, outlet.medium, book)), anchor=f"day-{day}"))
    total = Row((say("Total"), *_on_days(Selection(outlet_id=outlet.id), outlet.medium, book)), "total")
    if is_broadcast(outlet.medium):
        head = (*time_head(say("Day")), say("Airings"), say("Airtime, h:mm:ss"))
    else:
        head = (say("Day"), say("Items"))
    return Table(say("Local days of the outlet"), head, (*rows, total), frozenset(range(1, 6)))


def _on_days(where: Selection, medium: Medium, book: FigureBook) -> tuple[Inline, ...]:
    return _numbers(where, medium, book) if is_broadcast(medium) else (book.counted(ITEMS, where),)


def _gaps(outlet: Outlet, material: Material, book: FigureBook) -> Block:
    registry = Registry(material)
    rows = []
    for row in material.gaps.rows(named=True):
        if row["outlet_id"] == outlet.id:
            start, end = (Moment(row[name], outlet.zone) for name in ("start_ms", "end_ms"))
            length = Span(row["end_ms"] - row["start_ms"])
            channel = registry.channels[row["channel_id"]].names
            rows.append(Row((channel, start, end, length, CAUSES[GapCause(row["cause"])])))
    if not rows:
        due = book.value(DUE, Selection(outlet_id=outlet.id))
        return Paragraph(
            say("None: all time due was monitored.") if due else say("The monitored time is not known.")
        )
    head = (
        say("Channel"),
        say("From, local time"),
        say("To, local time"),
        say("Length, h:mm:ss"),
        say("Cause"),
    )
    return Table(say("Gaps, in order of time"), head, tuple(rows), frozenset({3}))
