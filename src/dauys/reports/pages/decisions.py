"""What waits for the commission: undecided notices and objections, doubtful sightings, slots not heard."""

from __future__ import annotations

from dauys.reports.document import Block, Inline, Items, Link, Paragraph
from dauys.reports.figure_book import FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Count, Joined, say
from dauys.reports.selection import Selection

RECONCILED, MISSING = "{scope}reconciliation.{outcome}.{who}", Selection(outcome="missing")
EXPECTED = {
    "tariff-notices": say("tariffs"),
    "orders": say("orders of airtime and space"),
    "state-slots": say("time and space paid by the State"),
    "debates": say("debates"),
    "coverage": say("informing materials"),
    "meetings": say("meetings"),
    "poll-notices": say("notices of opinion polls"),
    "poll-publications": say("publications of polls"),
    "incidents": say("incidents"),
    "objections": say("objections"),
    "monitored-time": say("monitored time"),
}
"""What the headings of a session are filled from; a register that is empty is named as such."""


def decisions(material: Material, book: FigureBook) -> list[Block]:
    """Everything registered that nobody has decided yet, and the registers that hold nothing."""
    waiting = _waiting(material, book)
    blocks: list[Block] = (
        [Items(tuple(waiting))]
        if waiting
        else [Paragraph(say("Nothing that is registered waits for a decision."))]
    )
    empty = tuple(words for table, words in EXPECTED.items() if not material.has(table))
    if empty and material.has("elections"):
        text = say(
            "Registers without a row, of which this report says nothing: {names}.", names=Joined(empty, ", ")
        )
        blocks.append(Paragraph(text))
    return blocks


def _waiting(material: Material, book: FigureBook) -> list[Inline]:
    found: list[Inline] = []
    pending = Selection(decision="pending")
    if book.value("polls.{decision}", pending):
        count = book.figure("polls.{decision}", pending)
        found.append(say("Notices of opinion polls without a decision: {count}.", count=count))
    if book.value("objections-open.total"):
        count = book.figure("objections-open.total")
        found.append(say("Objections without an answer: {count}.", count=count))
    if book.value(RECONCILED, MISSING):
        count = book.figure(RECONCILED, MISSING)
        found.append(say("Slots that were ordered and not heard: {count}.", count=count))
    if material.recordings:
        sightings = Link(Count(len(material.waiting)), "method.html#waiting")
        text = say("Doubtful sightings waiting for a person, not counted above: {count}.", count=sightings)
        found.append(text)
    return found
