"""What is written between the commission, the outlets and the parties: notices, and objections to rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.events import NoticeKind, ObjectionOutcome


class Objection(models.Model):
    """What a party or outlet says is wrong about a row; `due_on` is the last day to answer."""

    id = columns.public_id()
    by = columns.text()
    about = columns.text()
    text = columns.text(columns.LONG_TEXT_LENGTH)
    received_on = columns.day()
    due_on = columns.day()
    answer = columns.long_text()
    answered_on = columns.day(optional=True)
    outcome = columns.text(16, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "objection_has_id"),
            columns.filled("by", "objection_has_author"),
            columns.filled("about", "objection_has_row"),
            columns.one_of("outcome", ("", *ObjectionOutcome), "objection_outcome"),
            columns.in_order("received_on", "due_on", "objection_due_in_order"),
            columns.in_order("received_on", "answered_on", "objection_in_order"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=False) | Q(answer="", outcome=""),
                name="objection_answered_on_a_day",
            ),
        ]


class AdFiling(models.Model):
    """An outlet's weekly account of campaign advertising; `week_from` is the first day of the week."""

    id = columns.public_id()
    outlet = columns.kept("Outlet", "ad_filings")
    week_from = columns.day()
    filed_on = columns.day(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["outlet", "week_from"], name="ad_filing_once"),
            columns.filled("id", "ad_filing_has_id"),
        ]


class Reply(models.Model):
    """A contestant's right of reply: when it was asked for and granted; null where nobody knows."""

    id = columns.public_id()
    outlet = columns.kept("Outlet", "replies")
    contestant = columns.kept("Contestant", "replies")
    requested_at_ms = columns.number()
    granted_at_ms = columns.number(optional=True)
    is_same_place = models.BooleanField(null=True)
    is_free = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "reply_has_id"),
            columns.in_order("requested_at_ms", "granted_at_ms", "reply_in_order"),
        ]


class Notice(models.Model):
    """What the commission wrote to an outlet, when it was sent and when received."""

    id = columns.public_id()
    outlet = columns.kept("Outlet", "notices")
    kind = columns.text(32)
    text = columns.text(columns.LONG_TEXT_LENGTH)
    sent_at_ms = columns.number(optional=True)
    received_at_ms = columns.number(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "notice_has_id"),
            columns.filled("text", "notice_has_text"),
            columns.one_of("kind", NoticeKind, "notice_kind"),
            columns.in_order("sent_at_ms", "received_at_ms", "notice_in_order"),
            models.CheckConstraint(
                condition=Q(received_at_ms__isnull=True) | Q(sent_at_ms__isnull=False),
                name="notice_received_was_sent",
            ),
        ]
