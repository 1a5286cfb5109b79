"""Incidents and the persons held liable. Who they are never leaves the database; how many they are does."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain.events import IncidentAct


class Incident(models.Model):
    """Something reported against the law; `article` is the provision as the source names it."""

    id = columns.public_id()
    contest = columns.kept("Contest", "incidents", optional=True)
    reported_on = columns.day(optional=True)
    source = columns.text()
    act = columns.text(16)
    article = columns.text(blank=True)
    outlet = columns.kept("Outlet", "incidents", optional=True)
    evidence = columns.text(blank=True)
    decision = columns.text(blank=True)
    decided_on = columns.day(optional=True)
    appeal = columns.text(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "incident_has_id"),
            columns.filled("source", "incident_has_source"),
            columns.one_of("act", IncidentAct, "incident_act"),
            columns.in_order("reported_on", "decided_on", "incident_in_order"),
        ]


class PersonLiable(models.Model):
    """A person held liable; the name may stay empty, and is private where it does not."""

    id = columns.public_id()
    incident = columns.kept("Incident", "liable")
    name = columns.text(blank=True)
    penalty = columns.text(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [columns.filled("id", "person_liable_has_id")]
