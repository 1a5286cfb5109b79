"""The pages of a contestant: its airings by outlet and language version, and day by day in full."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.domain.outlets import Medium
from dauys.reports.document import NOTHING, Block, Facts, Heading, Inline, Link, Page, Paragraph, Row, Table
from dauys.reports.figure_book import AIRTIME, ITEMS, ITEMS_SHARE, FigureBook, is_broadcast
from dauys.reports.material import Material
from dauys.reports.messages import say
from dauys.reports.pages.contestant_days import days
from dauys.reports.pages.own_findings import own_findings
from dauys.reports.selection import Selection
from dauys.reports.terms import MEDIA, language


def contestant_pages(
    contest: Contest, member: Contestant, material: Material, book: FigureBook
) -> list[Page]:
    """Totals, outlets and language versions, and the full division, on more pages where it is long."""
    blocks: list[Block] = [
        _facts(contest, member, book),
        Heading(say("By language version"), "languages"),
        _languages(member, book),
        Heading(say("By outlet"), "outlets"),
        _outlets(member, material, book),
        *own_findings(Selection(contestant_id=member.id), material, book),
        Heading(say("By day, outlet and language version"), "days"),
    ]
    division, more = days(member, material, book)
    page = Page(f"contestants/{member.id}.html", member.names, (*blocks, *division), contest.names)
    return [page, *more]


def _facts(contest: Contest, member: Contestant, book: FigureBook) -> Facts:
    own = Selection(contestant_id=member.id)
    prime = Selection(contestant_id=member.id, is_prime=True)
    return Facts(
        (
            (say("Airings of this contestant"), book.airings(own)),
            (say("Airings in prime time"), book.airings(prime)),
            (say("Airtime of this contestant"), book.airtime(own)),
            (say("Airtime in prime time"), book.airtime(prime)),
            (say("Share of airtime in the contest"), book.share(own)),
            (say("Total of all contestants of the contest"), book.airings(Selection(contest_id=contest.id))),
            (say("Monitored"), book.monitored(Selection())),
            (say("Not monitored"), book.gaps(Selection())),
        )
    )


def _languages(member: Contestant, book: FigureBook) -> Block:
    heard = book.divided(AIRTIME, ("contestant_id", "language"))
    codes = sorted(code for who, code in heard if who == member.id)
    if not codes:
        return Paragraph(say("No airing was heard in the time that was monitored."))
    rows = []
    for code in codes:
        where = Selection(language=code, contestant_id=member.id)
        rows.append(Row((language(code), book.airings(where), book.airtime(where))))
    head = (say("Language of the version"), say("Airings"), say("Airtime, h:mm:ss"))
    return Table(say("Airings by language version"), head, tuple(rows), frozenset({1, 2}))


def _outlets(member: Contestant, material: Material, book: FigureBook) -> Table:
    rows: list[Row] = []
    for medium, name in MEDIA.items():
        of_medium = [outlet for outlet in material.outlets_in_order() if outlet.medium is medium]
        if of_medium:
            rows.append(Row((name,), "group"))
            rows += [
                Row(
                    (
                        Link(outlet.names, f"outlets/{outlet.id}.html"),
                        *_numbers(Selection(outlet_id=outlet.id, contestant_id=member.id), medium, book),
                    )
                )
                for outlet in of_medium
            ]
            total = _numbers(Selection(medium=medium, contestant_id=member.id), medium, book)
            rows.append(Row((say("Total"), *total), "total"))
    head = (
        say("Outlet"),
        say("Items"),
        say("In prime time"),
        say("Airtime, h:mm:ss"),
        say("Share"),
        say("Monitored, h:mm:ss"),
        say("Not monitored, h:mm:ss"),
    )
    caption = say(
        "Share: this contestant's airtime, or items in print and online, over that of all contestants there"
    )
    return Table(caption, head, tuple(rows), frozenset(range(1, 7)))


def _numbers(where: Selection, medium: Medium, book: FigureBook) -> tuple[Inline, ...]:
    if not is_broadcast(medium):
        share = book.figure(ITEMS_SHARE, where)
        return (book.counted(ITEMS, where), NOTHING, NOTHING, share, NOTHING, NOTHING)
    return (
        book.airings(where),
        book.airings(where.but(is_prime=True)),
        book.airtime(where),
        book.share(where),
        book.monitored(where.place),
        book.gaps(where.place),
    )
