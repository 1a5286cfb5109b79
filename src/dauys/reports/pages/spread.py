"""How a number is spread over contestants: the fewest and the most, and the table of all."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.domain.outlets import Medium
from dauys.reports.document import NOTHING, Inline, Link, Row, Table
from dauys.reports.figure_book import ITEMS, FigureBook, count_of
from dauys.reports.material import Material
from dauys.reports.messages import Message, say
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import MEDIA


def spread(
    book: FigureBook, definition_id: str, contest: Contest, members: list[Contestant], where: Selection = ALL
) -> Message:
    """`… from 12 (who) to 25 (who)` over the contestants of a contest; of illustrative rows without names."""
    figures = {
        member.id: book.figure(definition_id, where.but(contest_id=contest.id, contestant_id=member.id))
        for member in members
    }
    fewest = min(members, key=lambda member: (figures[member.id].value or 0, member.order))
    most = max(members, key=lambda member: (figures[member.id].value or 0, -member.order))
    if figures[fewest.id].value == figures[most.id].value:
        return say("each contestant separately: {count}", count=figures[most.id])
    if book.is_illustrative:
        return say(
            "each contestant separately from {fewest} to {most}",
            fewest=figures[fewest.id],
            most=figures[most.id],
        )
    return say(
        "each contestant separately from {fewest} ({who_fewest}) to {most} ({who_most})",
        fewest=figures[fewest.id],
        who_fewest=fewest.names,
        most=figures[most.id],
        who_most=most.names,
    )


def by_medium(
    material: Material, book: FigureBook, caption: Inline, count: str, share: str = "", gap: str = ""
) -> Table:
    """Contestants by medium, with totals apart; `share` and `gap` are of all media together."""
    media = material.media()
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        for member in members:
            where = Selection(contest_id=contest.id, contestant_id=member.id)
            name = Link(member.names, f"contestants/{member.id}.html")
            after = [book.figure(name, where) for name in (share, gap) if name]
            rows.append(Row((name, *_across(book, count, where, media), *after)))
        total = _across(book, count, Selection(contest_id=contest.id), media)
        nothing = tuple(NOTHING for name in (share, gap) if name)
        rows.append(Row((say("Total of the contest"), *total, *nothing), "total"))
    head: list[Inline] = [say("Contestant"), say("All media"), *(MEDIA[medium] for medium in media)]
    head += [say("Share of the contest")] if share else []
    head += [say("Behind the highest")] if gap else []
    return Table(caption, tuple(head), tuple(rows), frozenset(range(1, len(head))))


def _across(book: FigureBook, count: str, where: Selection, media: list[Medium]) -> list[Inline]:
    """All media together, then each; broadcasts are counted as airings."""
    of_medium = [
        (count_of(medium) if count == ITEMS else count, where.but(medium=medium)) for medium in media
    ]
    return [book.figure(count, where), *(book.figure(name, place) for name, place in of_medium)]
