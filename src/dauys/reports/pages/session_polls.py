"""Headings about polls, objections, offences and the period of silence."""

from __future__ import annotations

from dauys.reports.columns import cell
from dauys.reports.document import Block, Link, Paragraph, Row, Table
from dauys.reports.figure_book import FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import say
from dauys.reports.pages.session_law import findings_line, silence_rules
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection

REMINDER = Selection(kind="silence_reminder")


def polls(material: Material, book: FigureBook) -> list[Block]:
    """Notices received and what was decided on them; polls that were published."""
    if not material.has("poll-notices"):
        return [Paragraph(say("No poll notice is registered."))]
    decided = say(
        "Notices of opinion polls received: {notified}; met the requirements: {accepted}; refused: "
        "{refused}; pending: {pending}.",
        notified=book.figure("polls.notified"),
        accepted=book.figure("polls.{decision}", Selection(decision="accepted")),
        refused=book.figure("polls.{decision}", Selection(decision="refused")),
        pending=book.figure("polls.{decision}", Selection(decision="pending")),
    )
    published = (
        say("Publications of polls registered: {count}.", count=book.figure("polls.published.total"))
        if material.has("poll-publications")
        else say("No publication of a poll is registered.")
    )
    return [Paragraph(decided), Paragraph(published), Paragraph(Link(say("Every notice"), "polls.html"))]


def objections(material: Material, book: FigureBook) -> list[Block]:
    """What contestants and outlets objected to, and how much of it was answered."""
    if not material.has("objections"):
        return [Paragraph(say("No appeal or objection is registered."))]
    text = say(
        "Objections received: {received}; answered: {answered}.",
        received=book.figure("objections.total"),
        answered=book.figure("objections-answered.total"),
    )
    return [Paragraph(text)]


def incidents(material: Material, book: FigureBook) -> list[Block]:
    """Incidents by act, and how many persons were held liable; never who."""
    law = findings_line(material, book)
    if not material.has("incidents"):
        return [Paragraph(say("No incident is registered.")), *law]
    registry = Registry(material)
    acts = material.tables["incidents"]["act"].unique(maintain_order=True).to_list()
    rows = [
        Row((cell("act", {"act": act}, registry), book.figure("incidents.{act}", Selection(act=act))))
        for act in acts
    ]
    rows.append(Row((say("Total"), book.figure("incidents.total")), "total"))
    text = say(
        "Incidents registered: {incidents}; persons held liable: {persons}. Their names are not published.",
        incidents=book.figure("incidents.total"),
        persons=book.figure("incidents.persons"),
    )
    table = Table(
        say("Incidents by act, as reported by their source"),
        (say("Act"), say("Incidents")),
        tuple(rows),
        frozenset({1}),
    )
    return [Paragraph(text), table, Paragraph(Link(say("Every incident"), "incidents.html")), *law]


def silence(material: Material, book: FigureBook) -> list[Block]:
    """Reminders of the period of silence, and what the rules on it tested and found."""
    return [*_reminders(book), *silence_rules(material, book)]


def _reminders(book: FigureBook) -> list[Block]:
    """How many outlets were sent one, and how many received it."""
    if not book.value("notices.kind.{kind}", REMINDER):
        return [Paragraph(say("No reminder of the period of silence is registered."))]
    text = say(
        "Outlets for which a reminder of the period of silence is registered: {count}.",
        count=book.figure("notices.outlets.{kind}", REMINDER),
    )
    if not book.value("notices.sent.{kind}", REMINDER):
        return [Paragraph(text), Paragraph(say("When they were sent and received is not registered."))]
    dated = say(
        "Reminders with a moment of sending: {sent}; with a moment of receipt: {received}.",
        sent=book.figure("notices.sent.{kind}", REMINDER),
        received=book.figure("notices.received.{kind}", REMINDER),
    )
    return [Paragraph(text), Paragraph(dated)]
