"""Contestants side by side: the chart of shares and the table with totals apart."""

from __future__ import annotations

from dauys.domain.campaign import Contestant
from dauys.domain.outlets import Medium
from dauys.reports.document import NOTHING, Bar, BarChart, Inline, Link, Row, Table
from dauys.reports.figure_book import DUE, ITEMS, ITEMS_GAP, ITEMS_SHARE, FigureBook, is_broadcast
from dauys.reports.material import Material
from dauys.reports.messages import say
from dauys.reports.pages.spread import by_medium
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import MEDIA


def shares_chart(material: Material, book: FigureBook) -> BarChart:
    """Shares against equality: of airtime where hours were monitored, else of items."""
    if book.value(DUE):
        return airtime_chart(material, book)
    groups = tuple(
        (
            contest.names,
            tuple(
                Bar(
                    member.names,
                    book.figure(ITEMS, Selection(contestant_id=member.id)),
                    book.figure(ITEMS_SHARE, Selection(contestant_id=member.id)),
                )
                for member in members
            ),
        )
        for contest, members in material.contest_groups()
        if book.value(ITEMS, Selection(contest_id=contest.id)) and len(members) > 1
    )
    caption = say(
        "Items of each contestant, and their share of the contest. The dashed line is an equal share."
    )
    alternative = say("Bars of items by contestant; the table below holds the same numbers.")
    return BarChart("items", caption, alternative, groups)


def airtime_chart(material: Material, book: FigureBook) -> BarChart:
    groups = [
        (
            contest.names,
            tuple(
                Bar(
                    member.names,
                    book.airtime(Selection(contestant_id=member.id)),
                    book.share(Selection(contestant_id=member.id)),
                )
                for member in members
            ),
        )
        for contest, members in material.contest_groups()
    ]
    return BarChart(
        "airtime",
        say("Airtime of each contestant, and its share of the contest. The dashed line is an equal share."),
        say("Bars of airtime by contestant; the table below holds the same numbers."),
        tuple(groups),
    )


def standings(material: Material, book: FigureBook) -> Table:
    """Airings with airtime where all outlets broadcast, else items by medium."""
    if all(is_broadcast(outlet.medium) for outlet in material.outlets):
        return standings_table(material, book)
    caption = say("Campaign items by contestant and medium")
    return by_medium(material, book, caption, ITEMS, ITEMS_SHARE, ITEMS_GAP)


def standings_table(material: Material, book: FigureBook) -> Table:
    media = material.media()
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        rows += [_contestant_row(book, member, media) for member in members]
        rows.append(
            Row(
                (say("Total of the contest"), *_numbers(book, Selection(contest_id=contest.id), media)),
                "total",
            )
        )
    if len(material.contest_groups()) > 1:
        rows.append(Row((say("Total of all contests"), *_numbers(book, ALL, media)), "total"))
    rows += _time_rows(book, media)
    head = (
        say("Contestant"),
        say("Airings"),
        *(MEDIA[medium] for medium in media),
        say("In prime time"),
        say("Airtime, h:mm:ss"),
        say("Share of airtime"),
    )
    caption = say("Airings counted once, where they start; airtime beside the time monitored")
    return Table(caption, head, tuple(rows), frozenset(range(1, len(head))))


def _contestant_row(book: FigureBook, member: Contestant, media: list[Medium]) -> Row:
    name = Link(member.names, f"contestants/{member.id}.html")
    numbers = _numbers(book, Selection(contestant_id=member.id), media)
    return Row((name, *numbers[:-1], book.share(Selection(contestant_id=member.id))))


def _numbers(book: FigureBook, where: Selection, media: list[Medium]) -> list[Inline]:
    by_medium = [book.airings(where.but(medium=medium)) for medium in media]
    prime = where.but(is_prime=True)
    return [book.airings(where), *by_medium, book.airings(prime), book.airtime(where), NOTHING]


def _time_rows(book: FigureBook, media: list[Medium]) -> list[Row]:
    places = [ALL, *(Selection(medium=medium) for medium in media), Selection(is_prime=True)]
    after = (NOTHING, NOTHING)
    return [
        Row((say("Monitored, h:mm:ss"), *(book.monitored(place) for place in places), *after), "time"),
        Row((say("Not monitored, h:mm:ss"), *(book.gaps(place) for place in places), *after), "time"),
    ]
