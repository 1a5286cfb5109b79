"""Sentences on what a medium carried: the total, where, and how it is spread over the contestants."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.domain.outlets import Medium
from dauys.reports.document import Inline
from dauys.reports.figure_book import CARRYING, ITEMS, FigureBook, count_of
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import Joined, Message, say, say_many
from dauys.reports.pages.spread import spread
from dauys.reports.selection import Selection
from dauys.reports.terms import MEDIA


def media_sentences(material: Material, book: FigureBook) -> list[Inline]:
    """Per medium: all items and the outlets that carried them, then each contest of party lists apart."""
    found: list[Inline] = []
    for medium in material.media():
        where = Selection(medium=medium)
        if book.value(ITEMS, where):
            found.append(_of_medium(medium, material, book))
    return found


def _of_medium(medium: Medium, material: Material, book: FigureBook) -> Inline:
    """The medium's total; the contests in it are told apart only where there are several."""
    where = Selection(medium=medium)
    whole = {
        "medium": MEDIA[medium],
        "items": items_of(medium, book.figure(count_of(medium), where)),
        "outlets": in_outlets(medium, book.figure(CARRYING, where)),
    }
    groups = [
        group for group in material.contest_groups() if book.value(ITEMS, where.but(contest_id=group[0].id))
    ]
    if len(groups) == 1 and len(groups[0][1]) > 1:
        apart = spread(book, count_of(medium), *groups[0], Selection(medium=medium))
        return say("{medium}: {items} {outlets}; {spread}.", **whole, spread=apart)
    # Candidates who are registered together have a sentence of their own.
    several = [group for group in groups if len(group[1]) > 1]
    lists = (_of_contest(medium, contest, members, book) for contest, members in several)
    total = say("{medium}: {items} {outlets}.", **whole)
    return Joined((total, *(sentence for sentence in lists if sentence)), " ")


def items_of(medium: Medium, count: Figure) -> Message:
    """So many of what the medium carries, in words."""
    n, number = count.value or 0, {"number": count}
    match medium:
        case Medium.TV | Medium.RADIO:
            return say_many(
                "{number} airing of a campaign spot", "{number} airings of campaign spots", n, **number
            )
        case Medium.ONLINE:
            return say_many("{number} article or banner", "{number} articles and banners", n, **number)
        case Medium.PRINT:
            return say_many("{number} campaign item", "{number} campaign items", n, **number)


def in_outlets(medium: Medium, count: Figure) -> Message:
    """In so many outlets of the medium, in words."""
    n, number = count.value or 0, {"number": count}
    match medium:
        case Medium.TV:
            return say_many("on {number} channel", "on {number} channels", n, **number)
        case Medium.RADIO:
            return say_many("on {number} station", "on {number} stations", n, **number)
        case Medium.ONLINE:
            return say_many("in {number} online source", "in {number} online sources", n, **number)
        case Medium.PRINT:
            return say_many(
                "in {number} newspaper or magazine", "in {number} newspapers and magazines", n, **number
            )


def contest_sentences(
    contest: Contest, members: list[Contestant], material: Material, book: FigureBook
) -> list[Inline]:
    """Per medium the contest's items and how they are spread over its contestants."""
    sentences = (_of_contest(medium, contest, members, book) for medium in material.media())
    return [
        say("{medium}. {sentence}", medium=MEDIA[medium], sentence=sentence)
        for medium, sentence in zip(material.media(), sentences, strict=True)
        if sentence
    ]


def _of_contest(
    medium: Medium, contest: Contest, members: list[Contestant], book: FigureBook
) -> Message | None:
    where = Selection(contest_id=contest.id, medium=medium)
    if not book.value(ITEMS, where):
        return None
    if len(members) == 1:
        return say("{contest}: {count}.", contest=contest.names, count=book.figure(count_of(medium), where))
    return say(
        "{contest}: {count}, {spread}.",
        contest=contest.names,
        count=book.figure(count_of(medium), where),
        spread=spread(book, count_of(medium), contest, members, Selection(medium=medium)),
    )
