"""The first page: five sentences, one chart, one table, and what was not monitored."""

from __future__ import annotations

from dauys.domain.outlets import Medium
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


_LISTED_MAX = 12
"""Outlets that the first page leads to one by one; more have their own page."""


def _further(material: Material) -> Items:
    if len(material.outlets) > _LISTED_MAX:
        return Items(_ways())
    outlets = tuple(
        say("{medium}: {names}", medium=MEDIA[medium], names=_outlets(medium, material))
        for medium in material.media()
    )
    return Items((*_ways(), *outlets))


def _outlets(medium: Medium, material: Material) -> Inline:
    of_medium = (outlet for outlet in material.outlets_in_order() if outlet.medium is medium)
    return Joined(tuple(Link(outlet.names, f"outlets/{outlet.id}.html") for outlet in of_medium), ", ")


def _ways() -> tuple[Inline, ...]:
    return (
        Link(say("The session: every heading of the report"), "session.html"),
        Link(say("Access to the media: by contestant, medium, outlet and day"), "access.html"),
        Link(say("Every outlet, with its monitored time day by day"), "outlets.html"),
        Link(say("Coverage map: outlets by day"), "coverage.html"),
        Link(say("Method and limits"), "method.html"),
    )
