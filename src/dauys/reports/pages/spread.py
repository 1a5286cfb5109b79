"""How a number is spread over contestants: the fewest and the most, and the table of all."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.domain.outlets import Medium
from dauys.reports.document import NOTHING, Inline, Link, Row, Table
from dauys.reports.figure_book import AIRINGS, AIRINGS_GAP, ITEMS, ITEMS_GAP, FigureBook, count_of
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import Message, say
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import MEDIA, NOBODY_LOOKED

_GAPS = {AIRINGS: AIRINGS_GAP, ITEMS: ITEMS_GAP}
"""What says how far apart the fewest and the most are."""


def spread(
    book: FigureBook, definition_id: str, contest: Contest, members: list[Contestant], where: Selection = ALL
) -> Message:
    """`… from 12 (who) to 25 (who)` over the contestants of a contest; of illustrative rows without names."""
    places = {member.id: where.but(contest_id=contest.id, contestant_id=member.id) for member in members}
    values = {who: book.value(definition_id, place) or 0 for who, place in places.items()}
    fewest = min(members, key=lambda member: (values[member.id], member.order))
    most = max(members, key=lambda member: (values[member.id], -member.order))
    highest = book.figure(definition_id, places[most.id])
    if values[fewest.id] == values[most.id]:
        return say("each contestant: {count}", count=highest)
    lowest = book.counted(definition_id, places[fewest.id])
    if not isinstance(lowest, Figure):
        return say("a contestant at most {most}; of some nothing is registered", most=highest)
    between = _between(book, (lowest, highest), (fewest, most))
    gap = _GAPS.get(definition_id)
    if not gap:
        return between
    return say("{between} ({gap} apart)", between=between, gap=book.figure(gap, places[fewest.id]))


def _between(
    book: FigureBook, figures: tuple[Figure, Figure], members: tuple[Contestant, Contestant]
) -> Message:
    lowest, highest = figures
    if book.is_illustrative:
        return say("each contestant from {fewest} to {most}", fewest=lowest, most=highest)
    return say(
        "each contestant from {fewest} ({who_fewest}) to {most} ({who_most})",
        fewest=lowest,
        who_fewest=members[0].names,
        most=highest,
        who_most=members[1].names,
    )


def by_medium(
    material: Material, book: FigureBook, caption: Inline, count: str, share: str = "", gap: str = ""
) -> Table:
    """Contestants by medium, with totals apart; `share` and `gap` are of all media together."""
    media = material.media()
    parts = tuple(name for name in (share, gap) if name)
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        for member in members:
            where = Selection(contest_id=contest.id, contestant_id=member.id)
            name = Link(member.names, f"contestants/{member.id}.html")
            everywhere, *after = with_parts((count, *parts), where, book)
            # A contestant alone is the whole of its contest, which says nothing.
            shown = after if len(members) > 1 else [NOTHING] * len(after)
            rows.append(Row((name, everywhere, *_across(book, count, where, media), *shown)))
        whole = Selection(contest_id=contest.id)
        total = (book.counted(count, whole), *_across(book, count, whole, media))
        rows.append(Row((say("Total of the contest"), *total, *(NOTHING for _ in parts)), "total"))
    head: list[Inline] = [say("Contestant"), say("All media"), *(MEDIA[medium] for medium in media)]
    head += [say("Share of the contest")] if share else []
    head += [say("Behind the highest")] if gap else []
    return Table(caption, tuple(head), tuple(rows), frozenset(range(1, len(head))))


def with_parts(names: tuple[str, ...], where: Selection, book: FigureBook) -> list[Inline]:
    """A count with its share and gap; where the count cannot be known, they cannot either."""
    count = book.counted(names[0], where)
    if not isinstance(count, Figure):
        return [count, *(NOBODY_LOOKED for _ in names[1:])]
    return [count, *(book.figure(name, where) for name in names[1:])]


def _across(book: FigureBook, count: str, where: Selection, media: list[Medium]) -> list[Inline]:
    """Each medium; broadcasts are counted as airings."""
    of_medium = [
        (count_of(medium) if count == ITEMS else count, where.but(medium=medium)) for medium in media
    ]
    return [book.counted(name, place) for name, place in of_medium]
