"""The registers of opinion polls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of
from dauys.db.registers.columns import ID, optional, reference_if_any
from dauys.db.registers.register import Column, ImpossibleRowError, Register, in_order
from dauys.domain.events import PollDecision, PollKind


def _pending(cell: Mapping[str, Any]) -> None:
    for name in ("decided_on", "reasons") if cell["decision"] is PollDecision.PENDING else ():
        if cell[name] is not None:
            raise ImpossibleRowError(name, "nothing is decided yet; leave it empty or give the decision")


POLL_NOTICES = Register(
    name="poll-notices",
    title="Notices of opinion polls",
    model="PollNotice",
    key=("id",),
    columns=(
        ID,
        optional("entity", "Entity", cells.a_text, "who means to poll; empty: not to be named"),
        reference_if_any("contestant", "contestants", "the contestant who is the pollster itself"),
        optional("received_on", "Received on", cells.a_day, "day on which it came in"),
        optional(
            "is_registered",
            "Registered in the country",
            cells.yes_no,
            "yes: a legal entity registered in the country",
        ),
        optional(
            "experience_since", "Experience since", cells.a_day, "first day of polling that papers prove"
        ),
        optional(
            "has_specialists",
            "Names its specialists",
            cells.yes_no,
            "yes: it names specialists and their experience",
        ),
        optional("regions", "Regions of the poll", cells.a_text, "where it means to poll"),
        optional("methods", "Methods", cells.a_text, "methods of collection and analysis"),
        optional("polling_from", "Polling from", cells.a_day, "first day on which voters are to be asked"),
        optional("has_copies", "Copies attached", cells.yes_no, "yes: copies of the papers are attached"),
        Column("decision", "Decision", cells.one_of(PollDecision), "what the commission decided"),
        optional("decided_on", "Decided on", cells.a_day, "day of the decision"),
        optional("reasons", "Reasons", cells.a_long_text, "the reasons of the decision"),
    ),
    check=all_of(_pending, in_order("received_on", "decided_on", "it was decided before it came in")),
)

POLL_PUBLICATIONS = Register(
    name="poll-publications",
    title="Publications of polls",
    model="PollPublication",
    key=("id",),
    columns=(
        ID,
        reference_if_any("notice", "poll-notices", "the notice of this poll; empty: there was none"),
        reference_if_any("outlet", "outlets", "who published it"),
        optional(
            "kind", "Kind", cells.one_of(PollKind), "what was published; empty: poll", default=PollKind.POLL
        ),
        Column("published_on", "Published on", cells.a_day, "day of publication"),
        optional("published_at", "Published at", cells.a_moment, "moment of publication, with its offset"),
        optional(
            "in_voting_premises",
            "Polled in voting premises",
            cells.yes_no,
            "yes: voters were asked in voting premises",
        ),
        Column("has_entity", "Names who conducted it", cells.yes_no, "yes: it says who polled"),
        Column(
            "has_customer", "Names who ordered and paid", cells.yes_no, "yes: it says who ordered and paid"
        ),
        Column("has_time", "Gives the time", cells.yes_no, "yes: it says when"),
        Column("has_method", "Gives the method", cells.yes_no, "yes: it says how"),
        Column("has_question", "Gives the exact question", cells.yes_no, "yes: it gives the exact question"),
        Column("has_sample", "Gives the number asked", cells.yes_no, "yes: it says how many were asked"),
        Column("has_error", "Gives the margin of error", cells.yes_no, "yes: it gives the margin of error"),
    ),
)
