"""Access by contestant, medium, outlet and day: the numbers beside each of the law's three questions."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant
from dauys.domain.outlets import Medium
from dauys.reports.document import (
    Block,
    DaysChart,
    DaysLine,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
)
from dauys.reports.figure_book import (
    AIRTIME,
    AIRTIME_GAP,
    ITEMS,
    ITEMS_GAP,
    ITEMS_SHARE,
    MENTIONS,
    MENTIONS_GAP,
    MENTIONS_SHARE,
    SHARE,
    SHARE_GAP,
    FigureBook,
    count_of,
    gap_of,
    is_broadcast,
    share_of,
)
from dauys.reports.material import Material
from dauys.reports.messages import Day, say
from dauys.reports.pages.spread import with_parts
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import MEDIA


def access_page(material: Material, book: FigureBook) -> Page:
    """Shares and gaps by contestant: over all, by medium, by outlet and by day."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "Each contestant's number, its share of its contest, and how far it lies behind the highest "
                "in the same place. Numbers side by side; no threshold and no judgement."
            )
        ),
        Heading(say("By medium"), "media"),
        *(_of_medium(medium, material, book) for medium in (None, *material.media())),
        Heading(say("By outlet"), "outlets"),
        *_by_outlet(material, book),
        Heading(say("By day"), "days"),
        *_by_day(material, book),
    ]
    return Page("access.html", say("Access to the media"), tuple(blocks))


def _of_medium(medium: Medium | None, material: Material, book: FigureBook) -> Table:
    """Contestants in a medium: items with share and gap, and of broadcasts the time, too."""
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        rows += [_row(contest, member, medium, book) for member in members]
    head: tuple[Inline, ...] = (say("Contestant"), say("Items"), say("Share"), say("Behind the highest"))
    if is_broadcast(medium):
        head += (
            say("Airtime, h:mm:ss"),
            say("Share of airtime"),
            say("Behind the highest, h:mm:ss"),
            say("Behind the highest, share"),
        )
    caption = MEDIA[medium] if medium else say("All media together")
    return Table(caption, head, tuple(rows), frozenset(range(1, len(head))))


def _row(contest: Contest, member: Contestant, medium: Medium | None, book: FigureBook) -> Row:
    where = Selection(contest_id=contest.id, contestant_id=member.id, medium=medium)
    names: tuple[str, ...] = (count_of(medium), share_of(medium), gap_of(medium))
    if is_broadcast(medium):
        names += (AIRTIME, SHARE, AIRTIME_GAP, SHARE_GAP)
    name = Link(member.names, f"contestants/{member.id}.html")
    return Row((name, *with_parts(names, where, book)))


def _by_outlet(material: Material, book: FigureBook) -> list[Block]:
    """A table per contest: outlets down, contestants across, items; and the widest gap there."""
    carried = {key[0] for key, count in book.divided(ITEMS, ("outlet_id",)).items() if count}
    outlets = [outlet for outlet in material.outlets_in_order() if outlet.id in carried]
    tables: list[Block] = []
    for contest, members in material.contest_groups():
        rows = tuple(
            Row(
                (
                    Link(outlet.names, f"outlets/{outlet.id}.html"),
                    *_across(members, Selection(outlet_id=outlet.id), book, outlet.medium),
                )
            )
            for outlet in outlets
            if book.value(ITEMS, Selection(contest_id=contest.id, outlet_id=outlet.id))
        )
        if rows:
            tables.append(_matrix(contest, members, say("Outlet"), rows))
    return tables or [Paragraph(say("No campaign item is registered or heard."))]


def _by_day(material: Material, book: FigureBook) -> list[Block]:
    tables: list[Block] = []
    for contest, members in material.contest_groups():
        known = book.divided(ITEMS, ("contest_id", "day"))
        days = sorted(day for (of, day), count in known.items() if of == contest.id and count)
        rows = tuple(Row((Day(day), *_across(members, Selection(day=day), book))) for day in days)
        if rows:
            tables.append(_days_chart(contest, members, days, book))
            tables.append(_matrix(contest, members, say("Day"), rows))
    return tables or [Paragraph(say("No campaign item is registered or heard."))]


def _days_chart(contest: Contest, members: list[Contestant], days: list[str], book: FigureBook) -> DaysChart:
    """Items day by day, a strip for each contestant; days on which nobody had any are left out."""
    counts = book.divided(ITEMS, ("contestant_id", "day"))
    lines = tuple(
        DaysLine(
            member.names,
            {day: counts.get((member.id, day)) or 0 for day in days},
            book.figure(ITEMS, Selection(contestant_id=member.id)),
        )
        for member in members
    )
    caption = say("{contest}, day by day: items of each contestant on one scale.", contest=contest.names)
    alternative = say("A strip of bars by day for each contestant; the table below holds the same numbers.")
    return DaysChart(f"days-{contest.id}", caption, alternative, tuple(days), lines)


def _across(
    members: list[Contestant], where: Selection, book: FigureBook, medium: Medium | None = None
) -> list[Inline]:
    return [book.counted(count_of(medium), where.but(contestant_id=member.id)) for member in members]


def _matrix(contest: Contest, members: list[Contestant], first: Inline, rows: tuple[Row, ...]) -> Table:
    head = (first, *(member.names for member in members))
    caption = say("{contest}: items of each contestant", contest=contest.names)
    return Table(caption, head, rows, frozenset(range(1, len(head))))


def conditions(material: Material, book: FigureBook) -> list[Block]:
    """Same tariff, no refusal, same terms: what the registers of tariffs and orders say."""
    if not material.has("orders"):
        return [
            Paragraph(say("Orders of airtime and space are not registered: the terms cannot be compared."))
        ]
    text = say(
        "Outlets that published their tariffs: {tariffs}. Slots heard as ordered: {matched}; not heard: "
        "{missing}; not known, because not monitored: {unknown}; sold at another price than published: "
        "{wrong}.",
        tariffs=book.figure("tariffs.filed"),
        matched=book.figure(RECONCILED, Selection(outcome="matched")),
        missing=book.figure(RECONCILED, Selection(outcome="missing")),
        unknown=book.figure(RECONCILED, Selection(outcome="unknown")),
        wrong=book.figure(RECONCILED, Selection(outcome="wrong_price")),
    )
    return [Paragraph(text), Paragraph(Link(say("Orders, slots and what was heard"), "orders.html"))]


RECONCILED = "{scope}slots-reconciled.{outcome}.{who}"


def volume(material: Material, book: FigureBook) -> list[Block]:
    """Campaign items and mentions of each contestant, with its share and the gap to the highest."""
    if not material.has("appearances") and not material.has("coverage"):
        return [Paragraph(say("Neither campaign items nor informing materials are registered."))]
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        if len(members) > 1:
            rows.append(Row((contest.names,), "group"))
            rows += [_volumes(contest, member, book) for member in members]
    if not rows:
        return [Paragraph(say("No contest has more than one contestant: there is nothing to compare."))]
    head = (
        say("Contestant"),
        say("Campaign items"),
        say("Share"),
        say("Behind the highest"),
        say("Mentions in informing materials"),
        say("Share"),
        say("Behind the highest"),
    )
    note = say(
        "Paid volume may differ with the electoral funds. The law asks for equal volume of news of "
        "nomination and registration."
    )
    table = Table(
        say("Contestants side by side, all media together"), head, tuple(rows), frozenset(range(1, 7))
    )
    return [table, Paragraph(note, "note")]


def _volumes(contest: Contest, member: Contestant, book: FigureBook) -> Row:
    where = Selection(contest_id=contest.id, contestant_id=member.id)
    campaign = with_parts((ITEMS, ITEMS_SHARE, ITEMS_GAP), where, book)
    informing = with_parts((MENTIONS, MENTIONS_SHARE, MENTIONS_GAP), where, book)
    return Row((member.names, *campaign, *informing))


def objectivity(material: Material, book: FigureBook) -> list[Block]:
    """Tone and direct speech of each contestant, where coders have judged them."""
    coverage = material.tables["coverage"]
    if coverage["tone"].count() == 0:
        return [Paragraph(say("The tone of informing materials has not been coded: nothing is said of it."))]
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        for member in members:
            where = Selection(contest_id=contest.id, contestant_id=member.id)
            rows.append(Row((member.names, *(book.figure(name, where) for name in TONES))))
    rows.append(Row((say("All subjects"), *(book.figure(name, ALL) for name in TONES)), "total"))
    head = (
        say("Contestant"),
        say("Mentions"),
        say("Tone negative"),
        say("Tone neutral"),
        say("Tone positive"),
        say("Part in direct speech"),
    )
    return [Table(say("Mentions by tone, as coded"), head, tuple(rows), frozenset(range(1, 6)))]


TONES = (
    "{scope}informing.mentions.{who}",
    "{scope}informing.tone-negative.{who}",
    "{scope}informing.tone-neutral.{who}",
    "{scope}informing.tone-positive.{who}",
    "{scope}informing.direct-speech-part.{who}",
)
