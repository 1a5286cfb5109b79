"""Headings about events: debates, meetings, and candidates who stand singly."""

from __future__ import annotations

from dauys.domain.campaign import Contest, ContestKind
from dauys.domain.outlets import Medium
from dauys.reports.columns import cell
from dauys.reports.document import Block, Inline, Link, Paragraph, Row, Statements, Table
from dauys.reports.figure_book import AIRINGS, ITEMS, FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Joined, Message, say
from dauys.reports.pages.media_sentences import contest_sentences, in_outlets, items_of
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection


def debates(material: Material, book: FigureBook) -> list[Block]:
    """Every debate: when, where, who organised and paid, and who was to speak."""
    if not material.has("debates"):
        return [Paragraph(say("No debate is registered."))]
    registry = Registry(material)
    rows = []
    for row in material.tables["debates"].sort("held_on", "start_ms", "id").iter_rows(named=True):
        shown = (
            cell(name, row, registry)
            for name in ("channel_id", "organiser", "initiative", "payer", "is_live")
        )
        day = Link(cell("held_on", row, registry), f"debates.html#{row['id']}")
        rows.append(Row((day, *shown, _speakers(row["id"], material, registry))))
    head = (
        say("Day"),
        say("Channel"),
        say("Organiser"),
        say("On the initiative of"),
        say("Paid by"),
        say("Live"),
        say("Participants"),
    )
    count = say("Debates registered: {count}.", count=book.figure("debates.total"))
    return [Paragraph(count), Table(say("Debates in order of time"), head, tuple(rows))]


def _speakers(debate_id: str, material: Material, registry: Registry) -> Inline:
    """The participants by lot; those who refused are named as such."""
    clock = material.tables["debate-clock"]
    names: list[Inline] = []
    for row in clock.filter(clock["debate_id"] == debate_id).iter_rows(named=True):
        name: Inline = registry.contestants[row["contestant_id"]].names
        names.append(say("{who} (refused)", who=name) if row["is_refused"] else name)
    return Joined(tuple(names), ", ") if names else say("not registered")


def meetings(material: Material, book: FigureBook) -> list[Block]:
    """Meetings by their form; places for posters and other forms have no register."""
    if not material.has("meetings"):
        return [Paragraph(say("No meeting is registered."))]
    forms = material.tables["meetings"]["form"].unique().sort().to_list()
    registry = Registry(material)
    kinds = tuple(
        say(
            "{form}: {count}",
            form=cell("form", {"form": form}, registry),
            count=book.figure("meetings.form.{form}.{who}", Selection(form=form)),
        )
        for form in forms
    )
    count = book.figure("meetings.{who}")
    return [
        Paragraph(say("Meetings registered: {count} ({forms}).", count=count, forms=Joined(kinds, ", "))),
        Paragraph(Link(say("Every meeting"), "meetings.html")),
    ]


def candidates(material: Material, book: FigureBook) -> list[Block]:
    """Contests of single candidates, apart from the party lists."""
    groups = [group for group in material.contest_groups() if group[0].kind is ContestKind.CANDIDATES]
    if not groups:
        return [Paragraph(say("No contest of single candidates is registered."))]
    blocks: list[Block] = []
    for contest, members in groups:
        if book.value(ITEMS, Selection(contest_id=contest.id)):
            blocks.append(Paragraph(single_candidates(contest, book)))
            # Of candidates who are registered together there is nothing to tell apart.
            apart = contest_sentences(contest, members, material, book) if len(members) > 1 else []
            blocks += [Statements(tuple(apart))] if apart else []
        else:
            text = say("{contests}: no campaign item is registered or heard.", contests=contest.names)
            blocks.append(Paragraph(text))
    return blocks


def single_candidates(contest: Contest, book: FigureBook) -> Message:
    """The numbers that the session reports of such a contest: publications, and channels with its spots."""
    television = Selection(contest_id=contest.id, medium="tv")
    printed = Selection(contest_id=contest.id, medium="print")
    return say(
        "{contest}: {airings} {channels}; in print {items}.",
        contest=contest.names,
        airings=items_of(Medium.TV, book.figure(AIRINGS, television)),
        channels=in_outlets(Medium.TV, book.figure("{contest_id}.{medium}.outlets", television)),
        items=items_of(Medium.PRINT, book.figure("{contest_id}.{medium}.items", printed)),
    )
