"""Headings about outlets and what they carried: law and dates, tariffs, monitoring, paid, State-funded, informing."""

from __future__ import annotations

from dauys.domain.campaign import Contest
from dauys.domain.intervals import Interval
from dauys.reports.document import Block, Inline, Items, Paragraph, Row, Statements, Table
from dauys.reports.figure_book import (
    AIRINGS,
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
from dauys.reports.messages import Day, Joined, Message, Moment, say
from dauys.reports.pages.spread import by_medium, spread
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection
from dauys.reports.terms import LEVELS, MEDIA, OUTLETS_OF


def legal_basis(material: Material, book: FigureBook) -> list[Block]:
    """The law that monitoring rests on, and each contest's days."""
    zone = Registry(material).zone_of({})
    called = [row for row in material.tables["elections"].iter_rows(named=True) if row["called_on"]]
    lines: list[Inline] = [
        say("The election was called on {day}.", day=Day(row["called_on"])) for row in called
    ]
    for contest, _ in material.contest_groups():
        lines.append(_dates(contest, zone))
        if contest.silence:
            lines.append(
                say("{contest}: silence from {start} to {end}.", **_window(contest, contest.silence, zone))
            )
        if contest.embargo:
            lines.append(
                say(
                    "{contest}: no poll results may be published from {start} to {end}.",
                    **_window(contest, contest.embargo, zone),
                )
            )
    law = say(
        "The media are monitored under the Constitutional Law on Elections of 28 September 1995, No. 2464: "
        "article 27 on campaigning, article 28 on access to the media, debates and opinion polls."
    )
    return [Paragraph(law), Items(tuple(lines))] if lines else [Paragraph(law)]


def _dates(contest: Contest, zone: str) -> Message:
    return say(
        "{contest}: campaigning from {start} to {end}; voting on {day}.",
        **_window(contest, contest.campaign, zone),
        day=Day(contest.voting_day.isoformat()),
    )


def _window(contest: Contest, window: Interval, zone: str) -> dict[str, Inline]:
    return {
        "contest": contest.names,
        "start": Moment(window.start_ms, zone),
        "end": Moment(window.end_ms, zone),
    }


def tariffs(material: Material, book: FigureBook) -> list[Block]:
    """Outlets with a tariff notice, by medium and level."""
    if not material.has("tariff-notices"):
        return [Paragraph(say("No tariff notice is registered."))]
    return []


def monitored(material: Material, book: FigureBook) -> list[Block]:
    """Outlets in the register and outlets monitored, by medium and level."""
    if not material.outlets:
        return [Paragraph(say("No outlet is registered."))]
    levels = [level for level in LEVELS if any(outlet.level is level for outlet in material.outlets)]
    rows = [
        Row(
            (
                MEDIA[medium],
                book.figure(REGISTERED, Selection(medium=medium)),
                book.figure(OUTLETS, Selection(medium=medium)),
                *(book.figure(OUTLETS, Selection(medium=medium, level=level)) for level in levels),
                book.figure(CARRYING, Selection(medium=medium)),
            )
        )
        for medium in material.media()
    ]
    head = (
        say("Medium"),
        say("In the register"),
        say("Monitored"),
        *(say("of them {level}", level=LEVELS[level]) for level in levels),
        say("Carried at least one item"),
    )
    return [Table(say("Outlets by medium"), head, tuple(rows), frozenset(range(1, len(head))))]


def paid(material: Material, book: FigureBook) -> list[Block]:
    """Items by medium, in total and for each contestant, and how they are spread."""
    if not material.has("appearances"):
        return [Paragraph(say("No campaign item is registered or heard."))]
    table = by_medium(
        material, book, say("Campaign items by contestant and medium"), ITEMS, ITEMS_SHARE, ITEMS_GAP
    )
    return [Statements(tuple(media_sentences(material, book))), table]


def media_sentences(material: Material, book: FigureBook) -> list[Inline]:
    """One sentence per medium and contest: items, outlets that carried them, contestants' numbers."""
    found: list[Inline] = []
    for medium in material.media():
        for contest, members in material.contest_groups():
            where = Selection(contest_id=contest.id, medium=medium)
            if not book.value(ITEMS, where):
                continue
            count = AIRINGS if medium in ("tv", "radio") else ITEMS
            found.append(
                say(
                    "{medium}, {contest}: {count} items on {outlets} outlets; {spread}.",
                    medium=MEDIA[medium],
                    contest=contest.names,
                    count=book.figure(count, where),
                    outlets=book.figure(CARRYING, where),
                    spread=spread(book, count, contest, members, Selection(medium=medium)),
                )
            )
    return found


def state_funded(material: Material, book: FigureBook) -> list[Block]:
    """Time and space that the State pays for: due and used."""
    if not material.has("state-slots"):
        return [Paragraph(say("No State-funded time or space is registered."))]
    return []


def informing(material: Material, book: FigureBook) -> list[Block]:
    """Informing materials by medium, in total and for each contestant."""
    if not material.has("coverage"):
        return [Paragraph(say("No informing material is registered."))]
    sentence = say(
        "{count} informing materials were registered ({media}).",
        count=book.figure(INFORMING),
        media=Joined(
            tuple(
                say("{outlets}: {count}", outlets=OUTLETS_OF[medium], count=figure)
                for medium in material.media()
                if (figure := book.figure(INFORMING, Selection(medium=medium))).value
            ),
            ", ",
        ),
    )
    note = say(
        "One item may speak of several contestants: it is counted once for each of them and once in the total, "
        "so the contestants' numbers need not add up to it."
    )
    table = by_medium(material, book, say("Informing materials by contestant and medium"), INFORMING)
    return [Paragraph(sentence), table, Paragraph(note, "note")]


def voter_education(material: Material, book: FigureBook) -> list[Block]:
    """No register of its own holds these yet: coded items whose topic says so."""
    if not book.value(EDUCATION):
        return [Paragraph(say("No voter-education material is registered."))]
    return [Paragraph(say("{count} voter-education materials were registered.", count=book.figure(EDUCATION)))]
