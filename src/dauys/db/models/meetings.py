"""Meetings of contestants with voters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain.events import MeetingForm


class Meeting(models.Model):
    """`audience` says whom they met, `attendance` how many came."""

    id = columns.public_id()
    contest = columns.kept("Contest", "meetings")
    contestant = columns.kept("Contestant", "meetings", optional=True)
    form = columns.text(16)
    platform = columns.text(blank=True)
    region = columns.text(blank=True)
    held_on = columns.day()
    audience = columns.text(blank=True)
    attendance = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "meeting_has_id"),
            columns.one_of("form", MeetingForm, "meeting_form"),
            models.CheckConstraint(
                condition=models.Q(platform="") | models.Q(form=str(MeetingForm.ONLINE)),
                name="meeting_platform_is_online",
            ),
        ]
