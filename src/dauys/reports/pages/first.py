"""The first page: numbered sentences, a chart, what waits for a decision, a table, and what is not known."""

from __future__ import annotations

from dauys.domain.outlets import Medium
from dauys.reports.document import Beside, Block, Heading, Inline, Items, Link, Page, Paragraph, Statements
from dauys.reports.figure_book import FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Count, Day, Joined, Message, say
from dauys.reports.pages.decisions import decisions
from dauys.reports.pages.laboratory import laboratory_note
from dauys.reports.pages.recorded import gap_tables, monitored_days
from dauys.reports.pages.sentences import sentences
from dauys.reports.pages.standings import shares_chart, standings
from dauys.reports.terms import MEDIA

TITLE = say("The campaign in the media")


def first_page(material: Material, book: FigureBook) -> Page:
    """The page a commissioner reads in two minutes; every number on it leads to what is behind it."""
    further = _further(material)
    blocks: list[Block] = [
        Beside(Statements(tuple(sentences(material, book))), shares_chart(material, book)),
        Heading(say("What waits for a decision"), "decisions"),
        *decisions(material, book),
        Heading(say("Contestants side by side"), "contestants"),
        standings(material, book),
        Paragraph(_both_printed(), "note"),
        *laboratory_note(material),
        Heading(say("What was not monitored"), "gaps"),
        *_not_monitored(material, book),
        *further,
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
        "A number in a contestant's row is that contestant's own; totals stand in total rows only. A dash is "
        "not a zero: nothing is registered there, nor that anybody looked."
    )


def _not_monitored(material: Material, book: FigureBook) -> list[Block]:
    """What was due and not monitored, in each medium's unit; recordings that could not be listened to."""
    blocks = gap_tables(material, book)
    if material.recordings:
        set_aside = Link(Count(len(material.set_aside)), "method.html#set-aside")
        text = say("Recordings set aside because they could not be listened to: {count}.", count=set_aside)
        blocks.append(Paragraph(text))
    return blocks


_LISTED_MAX = 12
"""Outlets that the first page leads to one by one; more have their own page."""


def _further(material: Material) -> list[Block]:
    """The menu leads to the pages; here are the ways to single outlets, where they are few."""
    if not 0 < len(material.outlets) <= _LISTED_MAX:
        return []
    outlets = tuple(
        say("{medium}: {names}", medium=MEDIA[medium], names=_outlets(medium, material))
        for medium in material.media()
    )
    return [Heading(say("Outlets"), "further"), Items(outlets)]


def _outlets(medium: Medium, material: Material) -> Inline:
    of_medium = (outlet for outlet in material.outlets_in_order() if outlet.medium is medium)
    return Joined(tuple(Link(outlet.names, f"outlets/{outlet.id}.html") for outlet in of_medium), ", ")
