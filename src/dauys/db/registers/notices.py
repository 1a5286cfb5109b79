"""The registers of notices to outlets and of objections to rows."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of, needs
from dauys.db.registers.columns import DAY_OF_FILING, ID, optional, reference
from dauys.db.registers.register import Column, Register, in_order
from dauys.domain.events import NoticeKind, ObjectionOutcome

OBJECTIONS = Register(
    name="objections",
    title="Objections",
    model="Objection",
    key=("id",),
    columns=(
        ID,
        Column(
            "by", "Submitted by", cells.a_text, "the party or outlet that objects; no private person by name"
        ),
        Column("about", "About", cells.a_text, "the row it objects to: airings/tv-17"),
        Column("text", "Text", cells.a_long_text, "what it says", is_public=False),
        Column("received_on", "Received on", cells.a_day, "day on which it came in"),
        Column("due_on", "Answer due on", cells.a_day, "last day to answer"),
        optional("answer", "Answer", cells.a_long_text, "the answer", is_public=False),
        optional("answered_on", "Answered on", cells.a_day, "day of the answer"),
        optional("outcome", "Outcome", cells.one_of(ObjectionOutcome), "what came of it"),
    ),
    check=all_of(
        in_order("received_on", "due_on", "the answer was due before the objection came in"),
        in_order("received_on", "answered_on", "it was answered before it came in"),
        needs("answer", "answered_on", "there is an answer and no day of it"),
        needs("outcome", "answered_on", "there is an outcome and no day of the answer"),
    ),
)

REPLIES = Register(
    name="replies",
    title="Replies to published matter",
    model="Reply",
    key=("id",),
    columns=(
        ID,
        reference("outlet", "outlets", "who published what is replied to"),
        reference("contestant", "contestants", "who replies"),
        Column("requested_at", "Requested", cells.a_moment, "when the reply was asked for, with its offset"),
        optional("granted_at", "Granted", cells.a_moment, "when it appeared, with its offset"),
        optional(
            "is_same_place",
            "In the same place",
            cells.yes_no,
            "yes: the same time slot, or the same page, size and type",
        ),
        optional("is_free", "Free of charge", cells.yes_no, "yes: nothing was paid for it"),
    ),
    check=in_order("requested_at", "granted_at", "it was granted before it was asked for"),
)

AD_FILINGS = Register(
    name="ad-filings",
    title="Weekly accounts of advertising",
    model="AdFiling",
    key=("id",),
    columns=(
        ID,
        reference("outlet", "outlets", "whose account it is"),
        Column("week_from", "Week from", cells.a_day, "first day of the week that it is of"),
        DAY_OF_FILING,
    ),
)

NOTICES = Register(
    name="notices",
    title="Notices to outlets",
    model="Notice",
    key=("id",),
    columns=(
        ID,
        reference("outlet", "outlets", "to whom it went"),
        Column("kind", "Kind", cells.one_of(NoticeKind), "what it is about"),
        Column("text", "Text", cells.a_long_text, "what it says"),
        optional("sent_at", "Sent", cells.a_moment, "when it was sent, with its offset"),
        optional("received_at", "Received", cells.a_moment, "when it was received, with its offset"),
    ),
    check=all_of(
        needs("received_at", "sent_at", "it was received and never sent"),
        in_order("sent_at", "received_at", "it was received before it was sent"),
    ),
)
