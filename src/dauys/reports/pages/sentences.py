"""The five sentences of the first page; every number in them is a figure."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.reports.document import Inline
from dauys.reports.figure_book import OUTLETS, REGISTERED, FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Joined, Message, say
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import OUTLETS_OF


def sentences(material: Material, book: FigureBook) -> list[Inline]:
    """Outlets; the total; each contestant separately; prime time and integrity; what was not monitored."""
    return [
        _outlets(material, book),
        say(
            "In the time that was monitored, {airings} airings of campaign spots were heard, all contestants "
            "together; they lasted {airtime}.",
            airings=book.airings(ALL),
            airtime=book.airtime(ALL),
        ),
        _ranges(material, book),
        say(
            "Of these airings {prime} began in prime time; {whole} were whole, and in {altered} the spot was "
            "cut, overlapped or changed in speed or pitch.",
            prime=book.airings(Selection(is_prime=True)),
            whole=book.airings(Selection(is_whole=True)),
            altered=book.airings(Selection(is_whole=False)),
        ),
        say(
            "Of {due} due for monitoring, {monitored} were monitored and {gap} were not: what was aired in "
            "that time is not known.",
            due=book.due(ALL),
            monitored=book.monitored(ALL),
            gap=book.gaps(ALL),
        ),
    ]


def _outlets(material: Material, book: FigureBook) -> Message:
    present = {outlet.medium for outlet in material.outlets}
    kinds = [
        say("{outlets}: {count}", outlets=word, count=book.figure(REGISTERED, Selection(medium=medium)))
        for medium, word in OUTLETS_OF.items()
        if medium in present
    ]
    return say(
        "The register holds {outlets} outlets to be monitored ({media}); {heard} of them were monitored for "
        "at least a part of the time due.",
        outlets=book.figure(REGISTERED),
        media=Joined(tuple(kinds), ", "),
        heard=book.figure(OUTLETS),
    )


def _ranges(material: Material, book: FigureBook) -> Inline:
    groups = material.contest_groups()
    if not groups:
        return say("No contestant is registered yet.")
    return Joined(tuple(_range(book, *group) for group in groups), " ")


def _range(book: FigureBook, contest: Contest, members: list[Contestant]) -> Message:
    counts = {member.id: book.airings(Selection(contestant_id=member.id)) for member in members}
    fewest = min(members, key=lambda member: (counts[member.id].value, member.order))
    most = max(members, key=lambda member: (counts[member.id].value or 0, -member.order))
    if len(members) == 1:
        return say(
            "{contest}: {who} had {count} airings.",
            contest=contest.names,
            who=most.names,
            count=counts[most.id],
        )
    return say(
        "{contest}: each contestant separately had from {fewest} airings ({who_fewest}) to {most} "
        "({who_most}).",
        contest=contest.names,
        fewest=counts[fewest.id],
        who_fewest=fewest.names,
        most=counts[most.id],
        who_most=most.names,
    )
