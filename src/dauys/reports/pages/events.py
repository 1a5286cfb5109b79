"""Pages of events and acts: debates and their clocks, meetings, polls, incidents, orders, coverage."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.reports.columns import cell, label, says
from dauys.reports.document import Block, ClockChart, Facts, Heading, Inline, Page, Paragraph, Row, Table
from dauys.reports.figure_book import FigureBook
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import Message, say
from dauys.reports.pages.row_cells import table_of
from dauys.reports.pages.rows import ROWS_MAX
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection

_CLOCK = (
    ("speech", say("Speech, h:mm:ss")),
    ("behind", say("Behind the longest, h:mm:ss")),
    ("speeches", say("Times on the floor")),
    ("questions-put", say("Questions put")),
    ("questions-answered", say("Questions answered")),
    ("interruptions", say("Interruptions")),
)
"""What the clock of a debate shows, by the word in the figures' ids."""


def event_pages(material: Material, book: FigureBook) -> list[Page]:
    """One page for each kind of event that is registered."""
    pages = []
    if material.has("debates"):
        pages.append(_debates(material, book))
    registers = (
        ("meetings", "meetings.html", say("Meetings")),
        ("poll-notices", "polls.html", say("Opinion polls")),
        ("incidents", "incidents.html", say("Incidents")),
    )
    pages += [
        _listed(table, path, title, material) for table, path, title in registers if material.has(table)
    ]
    if material.has("orders"):
        pages.append(_orders(material, book))
    if material.has("coverage"):
        pages.append(_editorial(material, book))
    return pages


def _listed(table: str, path: str, title: Message, material: Material) -> Page:
    """The first rows of a register; the figures' own rows pages and the bundle have the rest."""
    return Page(path, title, (_rows(table, material),))


def _rows(table: str, material: Material) -> Block:
    rows = material.tables[table].head(ROWS_MAX).rows(named=True)
    if not rows:
        return Paragraph(say("No row of this kind is registered."))
    return table_of(table, rows, 0, Registry(material))


def _debates(material: Material, book: FigureBook) -> Page:
    """Each debate: its facts, then its clock by participant."""
    registry = Registry(material)
    blocks: list[Block] = []
    clock = material.tables["debate-clock"]
    for row in material.tables["debates"].sort("held_on", "id").iter_rows(named=True):
        title = say(
            "{channel}, {day}", channel=cell("channel_id", row, registry), day=cell("held_on", row, registry)
        )
        blocks += [Heading(title, row["id"]), _facts(row, registry)]
        who = clock.filter(clock["debate_id"] == row["id"])["contestant_id"].to_list()
        timed = clock.filter(clock["debate_id"] == row["id"])["speech_ms"].count() > 0
        if who and timed:
            blocks += [_chart(row["id"], who, registry, book), _clock(row["id"], who, registry, book)]
        elif who:
            blocks.append(
                Paragraph(say("Nobody timed this debate: how long each participant spoke is not known."))
            )
        else:
            blocks.append(Paragraph(say("The participants of this debate are not registered.")))
    return Page("debates.html", say("Debates"), tuple(blocks))


def _facts(row: dict[str, object], registry: Registry) -> Facts:
    names = (
        "organiser",
        "initiative",
        "payer",
        "start_ms",
        "length_ms",
        "is_live",
        "languages",
        "rules_agreed_on",
    )
    return Facts(tuple((label(name), cell(name, row, registry)) for name in names if says(name, row)))


def _chart(debate: str, who: Sequence[str], registry: Registry, book: FigureBook) -> ClockChart:
    bars = tuple((registry.contestants[name].names, _figure("speech", debate, name, book)) for name in who)
    caption = say("How long each participant spoke. The dashed line is an equal part.")
    alternative = say("Bars of speech by participant; the table below holds the same times.")
    return ClockChart(f"clock-{debate}", caption, alternative, bars)


def _clock(debate: str, who: Sequence[str], registry: Registry, book: FigureBook) -> Table:
    rows = tuple(
        Row((registry.contestants[name].names, *(_figure(word, debate, name, book) for word, _ in _CLOCK)))
        for name in who
    )
    head = (say("Participant"), *(text for _, text in _CLOCK))
    return Table(
        say("The debate's clock, in the order of the lot"), head, rows, frozenset(range(1, len(head)))
    )


def _figure(word: str, debate: str, who: str, book: FigureBook) -> Figure:
    return book.figure(f"debate.{{debate_id}}.{word}.{{who}}", Selection(debate_id=debate, contestant_id=who))


OUTCOMES = ("matched", "missing", "unknown", "displaced", "short", "doubled", "unscheduled", "wrong_price")


def _orders(material: Material, book: FigureBook) -> Page:
    """Orders and their price, what became of the slots, and what would make good what is missing."""
    registry = Registry(material)
    head = (
        say("Contestant"),
        say("Orders"),
        say("Price"),
        say("Slots to make good"),
        say("Time to make good"),
    )
    names = ("orders", "orders-price", "make-goods", "make-goods-time")
    people = [member for _, members in material.contest_groups() for member in members]
    rows = [
        Row(
            (
                member.names,
                *(
                    book.figure(f"{{scope}}{name}.{{who}}", Selection(contestant_id=member.id))
                    for name in names
                ),
            )
        )
        for member in people
    ]
    rows.append(Row((say("Total"), *(book.figure(f"{{scope}}{name}.{{who}}") for name in names)), "total"))
    reconciled = [
        Row(
            (
                cell("outcome", {"outcome": outcome}, registry),
                book.figure("{scope}reconciliation.{outcome}.{who}", Selection(outcome=outcome)),
            )
        )
        for outcome in OUTCOMES
    ]
    blocks: tuple[Block, ...] = (
        Table(say("Orders by contestant"), head, tuple(rows), frozenset(range(1, 5))),
        Heading(say("What became of what was ordered"), "reconciliation"),
        Table(
            say("Orders, as-run logs and what was heard"),
            (say("Outcome"), say("Rows")),
            tuple(reconciled),
            frozenset({1}),
        ),
        _rows("reconciliation", material),
        Heading(say("What would restore equality"), "make-goods"),
        _rows("make-goods", material),
    )
    return Page("orders.html", say("Orders, slots and what was heard"), blocks)


def _editorial(material: Material, book: FigureBook) -> Page:
    """Subjects by genre and tone: how many mentions of each."""
    genres = [genre for genre in material.tables["coverage"]["genre"].unique().sort() if genre]
    mention = "{scope}informing.mentions.{who}"
    rows: list[Row] = []
    for contest, members in material.contest_groups():
        rows.append(Row((contest.names,), "group"))
        for member in members:
            where = Selection(contest_id=contest.id, contestant_id=member.id)
            rows.append(Row((member.names, *_mentions(where, genres, mention, book))))
    rows.append(Row((say("All subjects"), *_mentions(Selection(), genres, mention, book)), "total"))
    registry = Registry(material)
    head: tuple[Inline, ...] = (
        say("Subject"),
        say("Mentions"),
        *(cell("genre", {"genre": genre}, registry) for genre in genres),
        say("Tone negative"),
        say("Tone neutral"),
        say("Tone positive"),
    )
    table = Table(
        say("Mentions by subject, genre and tone"), head, tuple(rows), frozenset(range(1, len(head)))
    )
    note = say("A mention is one subject in one item; an item that speaks of several has as many mentions.")
    return Page("editorial.html", say("Editorial coverage"), (table, Paragraph(note, "note")))


def _mentions(where: Selection, genres: Sequence[str], mention: str, book: FigureBook) -> list[Inline]:
    genre = "{scope}informing.genre.{genre}.{who}"
    tones = ("negative", "neutral", "positive")
    return [
        book.figure(mention, where),
        *(book.figure(genre, where.but(genre=name)) for name in genres),
        *(book.figure(f"{{scope}}informing.tone-{tone}.{{who}}", where) for tone in tones),
    ]
