"""Opinion polls: what pollsters notified, what was decided, what was published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain.events import PollDecision, PollKind


class PollNotice(models.Model):
    """A pollster's notice with what art. 28(9) asks for; a yes or no is null where nobody knows.

    contestant: where the pollster is one itself. experience_since: the first day of polling on paper.
    polling_from: the first day on which voters are to be asked.
    """

    id = columns.public_id()
    entity = columns.text(blank=True)
    contestant = columns.kept("Contestant", "poll_notices", optional=True)
    received_on = columns.day(optional=True)
    is_registered = models.BooleanField(null=True)
    experience_since = columns.day(optional=True)
    has_specialists = models.BooleanField(null=True)
    regions = columns.text(blank=True)
    methods = columns.text(blank=True)
    polling_from = columns.day(optional=True)
    has_copies = models.BooleanField(null=True)
    decision = columns.text(16)
    decided_on = columns.day(optional=True)
    reasons = columns.long_text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "poll_notice_has_id"),
            columns.one_of("decision", PollDecision, "poll_notice_decision"),
            columns.in_order("received_on", "decided_on", "poll_notice_in_order"),
            models.CheckConstraint(
                condition=~models.Q(decision=str(PollDecision.PENDING))
                | models.Q(decided_on__isnull=True, reasons=""),
                name="poll_notice_pending",
            ),
        ]


class PollPublication(models.Model):
    """A published poll, and which of the seven things that art. 28(9) asks for stand beside it."""

    id = columns.public_id()
    notice = columns.kept("PollNotice", "publications", optional=True)
    outlet = columns.kept("Outlet", "poll_publications", optional=True)
    kind = columns.word(PollKind.POLL)
    published_on = columns.day()
    published_at_ms = columns.number(optional=True)
    in_voting_premises = models.BooleanField(null=True)
    has_entity = models.BooleanField()
    has_customer = models.BooleanField()
    has_time = models.BooleanField()
    has_method = models.BooleanField()
    has_question = models.BooleanField()
    has_sample = models.BooleanField()
    has_error = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "poll_publication_has_id"),
            columns.one_of("kind", PollKind, "poll_publication_kind"),
        ]
