"""The first page: five sentences, one chart, one table, and what was not monitored."""

from __future__ import annotations

from dauys.reports.document import Beside, Block, Heading, Inline, Items, Link, Page, Paragraph, Statements
from dauys.reports.figure_book import DUE, FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Count, Day, Joined, Message, say
from dauys.reports.pages.recorded import gap_table, monitored_days
from dauys.reports.pages.sentences import sentences
from dauys.reports.pages.standings import shares_chart, standings
from dauys.reports.terms import MEDIA

TITLE = say("The campaign in the media")


def first_page(material: Material, book: FigureBook) -> Page:
    """The page a commissioner reads in two minutes; every number on it leads to what is behind it."""
    blocks: list[Block] = [
        Beside(Statements(tuple(sentences(material, book))), shares_chart(material, book)),
        Heading(say("Contestants side by side"), "contestants"),
        standings(material, book),
        Paragraph(_both_printed(), "note"),
        Heading(say("What was not monitored"), "gaps"),
        *_not_monitored(material, book),
        Heading(say("Where each number comes from"), "further"),
        _further(material),
    ]
    return Page("index.html", TITLE, tuple(blocks), _period(material, book))


def _period(material: Material, book: FigureBook) -> Inline:
    names = Joined(tuple(contest.names for contest, _ in material.contest_groups()), "; ")
    days = monitored_days(book)
    if not days:
        return names
    return say("{contests}: {first} – {last}", contests=names, first=Day(days[0]), last=Day(days[-1]))


def _both_printed() -> Message:
    return say(
        "A number in a contestant's row is that contestant's own; the total of all contestants stands in the "
        "total rows only."
    )


def _not_monitored(material: Material, book: FigureBook) -> list[Block]:
    waiting = Link(Count(len(material.waiting)), "method.html#waiting")
    set_aside = Link(Count(len(material.set_aside)), "method.html#set-aside")
    hours = (
        gap_table(material, book)
        if book.value(DUE)
        else Paragraph(
            say("The monitored hours are not known: no recording or statement of them is registered.")
        )
    )
    return [
        hours,
        Items(
            (
                say("Doubtful sightings waiting for a person, not counted above: {count}.", count=waiting),
                say("Recordings set aside because they could not be listened to: {count}.", count=set_aside),
            )
        ),
    ]


def _further(material: Material) -> Items:
    outlets: list[Inline] = [
        say("{medium}: {names}", medium=MEDIA[medium], names=Joined(tuple(names), ", "))
        for medium in MEDIA
        if (
            names := [
                Link(outlet.names, f"outlets/{outlet.id}.html")
                for outlet in material.outlets_in_order()
                if outlet.medium is medium
            ]
        )
    ]
    return Items(
        (
            Link(say("The session: every heading of the report"), "session.html"),
            Link(say("Access to the media: by contestant, medium, outlet and day"), "access.html"),
            Link(say("Every outlet, with its monitored time day by day"), "outlets.html"),
            *outlets,
            Link(say("Coverage map: outlets by day"), "coverage.html"),
            Link(say("Method and limits"), "method.html"),
        )
    )
