"""Monitored time beside what was due: the days of the report and the tables of gaps."""

from __future__ import annotations

from dauys.domain.outlets import Medium, Outlet
from dauys.reports.document import Block, Inline, Link, Paragraph, Row, Table
from dauys.reports.figure_book import DUE, TIME_IN, FigureBook, is_broadcast
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import Joined, Message, say
from dauys.reports.selection import Selection
from dauys.reports.terms import MEDIA

TIME_COLUMNS = frozenset({1, 2, 3})


def time_head(first: Message) -> tuple[Inline, ...]:
    """The heads of a table of monitored time."""
    return (
        first,
        say("Due, h:mm:ss"),
        say("Monitored, h:mm:ss"),
        say("Not monitored, h:mm:ss"),
    )


def time_cells(book: FigureBook, place: Selection) -> tuple[Figure, Figure, Figure]:
    """Due, monitored and not monitored of a place."""
    return book.due(place), book.monitored(place), book.gaps(place)


def monitored_days(book: FigureBook) -> list[str]:
    """Local days with due time, in order."""
    return sorted(day for (day,), due_ms in book.divided(DUE, ("day",)).items() if due_ms)


_OUTLETS_MAX = 12
"""Outlets with gaps that are told one by one; of more, each medium in one row."""
_UNITS = {
    Medium.PRINT: ("issues", say("Print media: issues received of those due")),
    Medium.ONLINE: ("visits", say("Online media: visits made of those planned")),
}


def gap_tables(material: Material, book: FigureBook) -> list[Block]:
    """Broadcast in hours, print in issues, online in visits; media without any such row are named."""
    blocks: list[Block] = [_hours(material, book)] if book.value(DUE) else []
    for medium, (unit, caption) in _UNITS.items():
        if book.value(TIME_IN[unit][0], Selection(medium=medium)):
            blocks.append(_counted(medium, unit, caption, material, book))
    unknown = [medium for medium in material.media() if not _is_known(medium, book)]
    if unknown:
        names = Joined(tuple(MEDIA[medium] for medium in unknown), ", ")
        blocks.append(
            Paragraph(say("Of these it is not registered how much was monitored: {media}.", media=names))
        )
    return blocks


def _is_known(medium: Medium, book: FigureBook) -> bool:
    unit = _UNITS[medium][0] if medium in _UNITS else "ms"
    return bool(book.value(TIME_IN[unit][0], Selection(medium=medium)))


def _hours(material: Material, book: FigureBook) -> Block:
    outlets = [outlet for outlet in material.outlets_in_order() if is_broadcast(outlet.medium)]
    gaps = [outlet for outlet in outlets if book.gaps(Selection(outlet_id=outlet.id)).value]
    if not gaps:
        return Paragraph(say("All time due was monitored."))
    rows = _rows(gaps, book) if len(gaps) <= _OUTLETS_MAX else _media_rows(material, book)
    caption = say("Outlets with time that was not monitored")
    return Table(caption, time_head(say("Outlet")), tuple(rows), TIME_COLUMNS)


def _rows(outlets: list[Outlet], book: FigureBook) -> list[Row]:
    return [
        Row(
            (
                Link(outlet.names, f"outlets/{outlet.id}.html"),
                *time_cells(book, Selection(outlet_id=outlet.id)),
            )
        )
        for outlet in outlets
    ]


def _media_rows(material: Material, book: FigureBook) -> list[Row]:
    return [
        Row((Link(MEDIA[medium], "coverage.html#gaps"), *time_cells(book, Selection(medium=medium))))
        for medium in material.media()
        if is_broadcast(medium)
    ]


def _counted(medium: Medium, unit: str, caption: Message, material: Material, book: FigureBook) -> Table:
    """Issues or visits of each outlet that has any due."""
    outlets = [
        outlet
        for outlet in material.outlets_in_order()
        if outlet.medium is medium and book.value(TIME_IN[unit][0], Selection(outlet_id=outlet.id))
    ]
    rows = [
        Row(
            (
                Link(outlet.names, f"outlets/{outlet.id}.html"),
                *(book.figure(name, Selection(outlet_id=outlet.id)) for name in TIME_IN[unit]),
            )
        )
        for outlet in outlets[:_OUTLETS_MAX]
    ]
    rows.append(
        Row((say("Total"), *(book.figure(name, Selection(medium=medium)) for name in TIME_IN[unit])), "total")
    )
    head = (say("Outlet"), say("Was to be monitored"), say("Monitored"), say("Not monitored"))
    return Table(caption, head, tuple(rows), TIME_COLUMNS)
