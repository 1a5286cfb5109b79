"""Monitored time that a register brings: hours of broadcast, issues of print, visits online."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain.coverage import MonitoredUnit


class MonitoredTime(models.Model):
    """What was due of an outlet on a local day, and what of it was monitored; `cause` of what was not."""

    outlet = columns.kept("Outlet", "monitored_time")
    day = columns.day()
    unit = columns.text(16)
    due = columns.number()
    monitored = columns.number()
    cause = columns.text(32, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["outlet", "day", "unit"], name="monitored_time_once"),
            columns.one_of("unit", MonitoredUnit, "monitored_time_unit"),
            columns.not_negative("monitored", "monitored_time_monitored"),
            columns.in_order("monitored", "due", "monitored_time_within_due"),
        ]
