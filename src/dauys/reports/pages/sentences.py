"""The five sentences of the first page; every number in them is a figure."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.reports.document import Inline
from dauys.reports.figure_book import FigureBook
from dauys.reports.figures import Figure
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
    definition = say("Outlets in the register, and those of them with any monitored time.")
    recorded = material.measure(("outlet_id",))
    heard = {str(row["outlet_id"]) for row in recorded.iter_rows(named=True) if row["monitored_ms"]}

    def count(figure_id: str, ids: set[str]) -> Figure:
        return book.plain(figure_id, len(ids), definition, "outlets.html")

    kinds: list[Inline] = []
    for medium, word in OUTLETS_OF.items():
        ids = {outlet.id for outlet in material.outlets if outlet.medium is medium}
        if ids:
            number = count(f"{medium}.outlets", ids)
            kinds.append(say("{outlets}: {count}", outlets=word, count=number))
    return say(
        "The register holds {outlets} outlets to be monitored ({media}); {heard} of them were monitored for "
        "at least a part of the time due.",
        outlets=count("outlets", {outlet.id for outlet in material.outlets}),
        media=Joined(tuple(kinds), ", "),
        heard=count("outlets.monitored", heard),
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
