"""Debates: what was agreed, who took part, who spoke when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.events import DebatePayer, Initiative


class Debate(models.Model):
    """`held_on` is the channel's local day, `rules` the agreed regulation in words.

    `start_ms` and `is_live` are null where nobody knows.
    """

    id = columns.public_id()
    contest = columns.kept("Contest", "debates")
    organiser = columns.text()
    initiative = columns.text(16)
    payer = columns.text(16)
    channel = columns.kept("Channel", "debates")
    held_on = columns.day()
    start_ms = columns.number(optional=True)
    length_ms = columns.number(optional=True)
    is_live = models.BooleanField(null=True)
    languages = columns.text(16, blank=True)
    rules_agreed_on = columns.day(optional=True)
    rules = columns.long_text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "debate_has_id"),
            columns.filled("organiser", "debate_has_organiser"),
            columns.one_of("initiative", Initiative, "debate_initiative"),
            columns.one_of("payer", DebatePayer, "debate_payer"),
            columns.positive("length_ms", "debate_has_length"),
        ]


class DebateParticipant(models.Model):
    """A contestant in a debate; `order` is the place by lot, `is_refused` says that it declined to come."""

    debate = columns.kept("Debate", "participants")
    contestant = columns.kept("Contestant", "debates")
    order = models.PositiveIntegerField(null=True)
    speaker = columns.text(blank=True)
    questions_put = models.PositiveIntegerField(null=True)
    questions_answered = models.PositiveIntegerField(null=True)
    interruptions = models.PositiveIntegerField(null=True)
    is_refused = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["debate", "contestant"], name="debate_participant_once"),
            columns.positive("order", "debate_participant_order"),
            models.CheckConstraint(
                condition=Q(is_refused=False)
                | Q(questions_put=None, questions_answered=None, interruptions=None),
                name="debate_refusal_is_silent",
            ),
        ]


class DebateSpeech(models.Model):
    """One stretch of a contestant's speech, in milliseconds from the debate's beginning; half-open."""

    debate = columns.kept("Debate", "speeches")
    contestant = columns.kept("Contestant", "speeches")
    start_ms = columns.number()
    end_ms = columns.number()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["debate", "contestant", "start_ms"], name="debate_speech_once"),
            columns.not_negative("start_ms", "debate_speech_begins"),
            models.CheckConstraint(
                condition=Q(end_ms__gt=models.F("start_ms")), name="debate_speech_in_order"
            ),
        ]
