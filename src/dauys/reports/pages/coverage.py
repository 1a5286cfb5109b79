"""The coverage map: outlets by day, how much of the due time was recorded."""

from __future__ import annotations

from dauys.domain.outlets import Outlet
from dauys.reports.document import (
    Block,
    CoverageChart,
    CoverageRow,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
)
from dauys.reports.figure_book import DUE, GAPS, MONITORED, FigureBook, is_broadcast
from dauys.reports.material import Material
from dauys.reports.messages import Day, say
from dauys.reports.pages.recorded import monitored_days, time_cells, time_head
from dauys.reports.selection import ALL, Selection


def coverage_page(material: Material, book: FigureBook) -> Page:
    """The map, the totals by outlet, and the same map in numbers."""
    totals: tuple[Block, ...] = (
        Heading(say("Monitored time by outlet"), "days"),
        _totals(material, book),
    )
    if book.value(DUE):
        gaps = (Heading(say("Not monitored, by outlet and day"), "gaps"), _gaps_by_day(material, book))
        blocks = (_chart(material, book), *totals, *gaps)
    else:
        text = say("The monitored hours are not known: no recording or statement of them is registered.")
        blocks = (Paragraph(text), *totals)
    return Page("coverage.html", say("Coverage map"), blocks, say("What was recorded, and what was not"))


def _chart(material: Material, book: FigureBook) -> CoverageChart:
    due, heard = (book.divided(name, ("outlet_id", "day")) for name in (DUE, MONITORED))
    cells = {key: (value or 0, heard.get(key) or 0) for key, value in due.items()}
    days = tuple(monitored_days(book))
    rows = [_chart_row(outlet, days, cells, book) for outlet in _broadcast(material)]
    return CoverageChart(
        "coverage",
        say("Each box is one day of one outlet; it is filled as far as its due time was monitored."),
        say("Boxes by outlet and day; the tables below hold the same times."),
        days,
        tuple(rows),
    )


def _broadcast(material: Material) -> list[Outlet]:
    """Outlets that are measured in hours; issues and visits stand on the first page."""
    return [outlet for outlet in material.outlets_in_order() if is_broadcast(outlet.medium)]


def _chart_row(
    outlet: Outlet, days: tuple[str, ...], cells: dict[tuple[str, str], tuple[int, int]], book: FigureBook
) -> CoverageRow:
    place = Selection(outlet_id=outlet.id)
    own = {day: cells[outlet.id, day] for day in days if cells.get((outlet.id, day), (0, 0))[0]}
    return CoverageRow(outlet.names, book.monitored(place), book.due(place), own)


def _totals(material: Material, book: FigureBook) -> Table:
    rows = [
        Row(
            (
                Link(outlet.names, f"outlets/{outlet.id}.html"),
                *time_cells(book, Selection(outlet_id=outlet.id)),
            )
        )
        for outlet in _broadcast(material)
    ]
    total = Row((say("Total of all outlets"), *time_cells(book, ALL)), "total")
    return Table(
        say("Due = monitored + not monitored"), time_head(say("Outlet")), (*rows, total), frozenset({1, 2, 3})
    )


def _gaps_by_day(material: Material, book: FigureBook) -> Table:
    """Only days on which something is missing have a row; only outlets with a gap that day are named."""
    gaps = book.divided(GAPS, ("day", "outlet_id"))
    missing = [key for key, gap_ms in gaps.items() if gap_ms]
    outlets = {outlet.id: outlet for outlet in material.outlets}
    rows = []
    for day, outlet_id in sorted(missing):
        name: Inline = Link(outlets[outlet_id].names, f"outlets/{outlet_id}.html#day-{day}")
        rows.append(Row((Day(day), name, *time_cells(book, Selection(outlet_id=outlet_id, day=day)))))
    if not rows:
        rows = [Row((say("All time due was monitored."),), "group")]
    head = (say("Day"), *time_head(say("Outlet")))
    return Table(say("Days with time that was not monitored"), head, tuple(rows), frozenset({2, 3, 4}))
