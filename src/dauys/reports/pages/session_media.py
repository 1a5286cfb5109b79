"""Headings about outlets and what they carried: law, tariffs, monitoring, paid and informing materials."""

from __future__ import annotations

from dauys.domain.intervals import Interval
from dauys.reports.columns import cell, label
from dauys.reports.document import NOTHING, Block, Inline, Link, Paragraph, Row, Statements, Table
from dauys.reports.figure_book import (
    CARRYING,
    INFORMING,
    ITEMS,
    ITEMS_GAP,
    ITEMS_SHARE,
    OUTLETS,
    REGISTERED,
    FigureBook,
)
from dauys.reports.material import Material
from dauys.reports.messages import Count, Day, Joined, Moment, say
from dauys.reports.pages.media_sentences import media_sentences
from dauys.reports.pages.spread import by_medium
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection
from dauys.reports.terms import LEVELS, MEDIA, OF_LEVEL, OUTLETS_OF


def legal_basis(material: Material, _book: FigureBook) -> list[Block]:
    """The law that monitoring rests on, and each contest's days."""
    zone = Registry(material).zone_of({})
    called = [row for row in material.tables["elections"].iter_rows(named=True) if row["called_on"]]
    lines = [say("The election was called on {day}.", day=Day(row["called_on"])) for row in called]
    law = say(
        "The media are monitored under the Constitutional Law on Elections of 28 September 1995, No. 2464: "
        "article 27 on campaigning, article 28 on access to the media, debates and opinion polls."
    )
    return [Paragraph(law), *(Paragraph(line) for line in lines), *_dates(material, zone)]


def _dates(material: Material, zone: str) -> list[Block]:
    """Each contest's windows; from a moment until another, which is no longer in it."""
    rows = tuple(
        Row(
            (
                contest.names,
                *_window(contest.campaign, zone),
                *_window(contest.embargo, zone),
                *_window(contest.silence, zone),
                Day(contest.voting_day.isoformat()),
            )
        )
        for contest, _ in material.contest_groups()
    )
    head = (
        say("Contest"),
        say("Campaign from"),
        say("Campaign until"),
        say("No poll results from"),
        say("until"),
        say("Silence from"),
        say("until"),
        say("Voting day"),
    )
    return [Table(say("Days and hours of each contest, in local time"), head, rows)] if rows else []


def _window(window: Interval | None, zone: str) -> tuple[Inline, Inline]:
    if not window:
        return NOTHING, NOTHING
    start, end = (Moment(at, zone, is_exact=False) for at in (window.start_ms, window.end_ms))
    return start, end


def tariffs(material: Material, book: FigureBook) -> list[Block]:
    """Outlets with a tariff notice, by medium and level."""
    if not material.has("tariff-notices"):
        return [Paragraph(say("No tariff notice is registered."))]
    text = say(
        "Outlets that published their tariffs: {count}; prices registered: {prices}.",
        count=book.figure("tariffs.filed"),
        prices=Count(material.tables["tariffs"].height),
    )
    return [Paragraph(text), _notices_table(material)]


def _notices_table(material: Material) -> Table:
    """Each notice: the outlet, its medium and level, where and when it was published and filed."""
    registry = Registry(material)
    columns = ("published_on", "published_in", "filed_on")
    rows = []
    for row in material.tables["tariff-notices"].iter_rows(named=True):
        outlet = registry.outlets[row["outlet_id"]]
        name = Link(outlet.names, f"outlets/{outlet.id}.html")
        shown = (cell(column, row, registry) for column in columns)
        rows.append(Row((name, MEDIA[outlet.medium], LEVELS[outlet.level], *shown)))
    head = (say("Outlet"), say("Medium"), say("Level"), *(label(column) for column in columns))
    return Table(say("Tariff notices"), head, tuple(rows))


def monitored(material: Material, book: FigureBook) -> list[Block]:
    """Outlets in the register and outlets monitored, by medium and level."""
    if not material.outlets:
        return [Paragraph(say("No outlet is registered."))]
    levels = [level for level in LEVELS if any(outlet.level is level for outlet in material.outlets)]
    is_known = material.has("monitored-time")
    rows = []
    for medium in material.media():
        where = Selection(medium=medium)
        known = (book.figure(OUTLETS, where),) if is_known else ()
        of_level = (book.figure(REGISTERED, where.but(level=level)) for level in levels)
        rows.append(
            Row(
                (
                    MEDIA[medium],
                    book.figure(REGISTERED, where),
                    *of_level,
                    *known,
                    book.figure(CARRYING, where),
                )
            )
        )
    head = (
        say("Medium"),
        say("To be monitored"),
        *(OF_LEVEL[level] for level in levels),
        *((say("Monitored at least in part"),) if is_known else ()),
        say("Carried at least one item"),
    )
    table = Table(say("Outlets by medium"), head, tuple(rows), frozenset(range(1, len(head))))
    return [table] if is_known else [table, Paragraph(say("The monitored hours are not known."), "note")]


def paid(material: Material, book: FigureBook) -> list[Block]:
    """Items by medium, in total and for each contestant, and how they are spread."""
    if not material.has("appearances"):
        return [Paragraph(say("No campaign item is registered or heard."))]
    table = by_medium(
        material, book, say("Campaign items by contestant and medium"), ITEMS, ITEMS_SHARE, ITEMS_GAP
    )
    return [Statements(tuple(media_sentences(material, book))), table]


def state_funded(material: Material, book: FigureBook) -> list[Block]:
    """Time and space that the State pays for: due and used."""
    if not material.has("state-slots"):
        return [Paragraph(say("No State-funded time or space is registered."))]
    rows = []
    slots = material.tables["state-slots"]
    registry = Registry(material)
    for kind in slots["kind"].unique().sort().to_list():
        ids = ("area",) if kind == "article" else ("time",)
        due, used = (STATE[ids[0]][name] for name in ("due", "used"))
        of_kind = slots.filter(slots["kind"] == kind)["contestant_id"].unique(maintain_order=True)
        rows.append(Row((cell("kind", {"kind": kind}, registry),), "group"))
        for who in of_kind:
            where = Selection(kind=kind, contestant_id=who)
            rows.append(
                Row((registry.contestants[who].names, book.figure(due, where), book.figure(used, where)))
            )
    head = (say("Contestant"), say("Entitled to"), say("Used"))
    return [Table(say("State-funded time and space"), head, tuple(rows), frozenset({1, 2}))]


STATE = {
    "time": {"due": "state-slots.due.{kind}.{who}", "used": "state-slots.used.{kind}.{who}"},
    "area": {"due": "state-slots.due-area.{kind}.{who}", "used": "state-slots.used-area.{kind}.{who}"},
}
"""What is due and used, by what it is measured in."""


def informing(material: Material, book: FigureBook) -> list[Block]:
    """Informing materials by medium, in total and for each contestant."""
    if not material.has("coverage"):
        return [Paragraph(say("No informing material is registered."))]
    sentence = say(
        "Informing materials registered: {count} ({media}).",
        count=book.figure(INFORMING),
        media=Joined(
            tuple(
                say(
                    "{outlets}: {count}",
                    outlets=OUTLETS_OF[medium],
                    count=book.figure(INFORMING, Selection(medium=medium)),
                )
                for medium in material.media()
                if book.value(INFORMING, Selection(medium=medium))
            ),
            ", ",
        ),
    )
    note = say(
        "One item may speak of several contestants: it is counted once for each of them and once in the "
        "total, so the contestants' numbers need not add up to it."
    )
    table = by_medium(material, book, say("Informing materials by contestant and medium"), INFORMING)
    return [Paragraph(sentence), table, Paragraph(note, "note")]


def voter_education(_material: Material, book: FigureBook) -> list[Block]:
    """No register of its own holds these: coded items whose topic says so."""
    topic, where = "{scope}informing.topic.{topic}.{who}", Selection(topic="voter-education")
    if not book.value(topic, where):
        return [Paragraph(say("No voter-education material is registered."))]
    return [Paragraph(say("Voter-education materials registered: {count}.", count=book.figure(topic, where)))]
