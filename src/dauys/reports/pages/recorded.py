"""Monitored time beside what was due: the days of the report and the tables of gaps."""

from __future__ import annotations

from dauys.reports.document import Inline, Link, Row, Table
from dauys.reports.figure_book import DUE, FigureBook
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import Message, say
from dauys.reports.selection import Selection

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


def gap_table(material: Material, book: FigureBook) -> Table:
    with_gaps = [
        outlet
        for outlet in material.outlets_in_order()
        if book.gaps(Selection(outlet_id=outlet.id)).value
        or not book.due(Selection(outlet_id=outlet.id)).value
    ]
    rows = [
        Row(
            (
                Link(outlet.names, f"outlets/{outlet.id}.html"),
                *time_cells(book, Selection(outlet_id=outlet.id)),
            )
        )
        for outlet in with_gaps
    ]
    if not rows:
        rows = [Row((say("All time due was monitored."),), "group")]
    return Table(
        say("Outlets with time that was not monitored"), time_head(say("Outlet")), tuple(rows), TIME_COLUMNS
    )
