"""Editorial content: whose coverage is counted, and each coded mention of a subject in an item."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.coverage import TONES, Capacity, SubjectKind
from dauys.domain.names import LANGUAGES


class Subject(models.Model):
    """`contestant`: which one it is, or to which one a person belongs."""

    id = columns.public_id()
    kind = columns.text(16)
    contestant = columns.kept("Contestant", "subjects", optional=True)
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "subject_has_id"),
            columns.one_of("kind", SubjectKind, "subject_kind"),
            models.CheckConstraint(
                condition=~Q(kind=str(SubjectKind.CONTESTANT)) | Q(contestant__isnull=False),
                name="subject_names_contestant",
            ),
        ]


class CoverageItem(models.Model):
    """One subject in one item; an item that speaks of three subjects is three rows with one `item_id`."""

    item_id = columns.text(columns.ID_LENGTH)
    subject = columns.kept("Subject", "coverage")
    outlet = columns.kept("Outlet", "coverage")
    channel = columns.kept("Channel", "coverage", optional=True)
    contest = columns.kept("Contest", "coverage", optional=True)
    language = columns.text(2)
    start_ms = columns.number()
    genre = columns.text(blank=True)
    capacity = columns.text(16, blank=True)
    topic = columns.text(blank=True)
    length_ms = columns.number(optional=True)
    area_mm2 = columns.number(optional=True)
    direct_speech_ms = columns.number(optional=True)
    tone = models.SmallIntegerField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item_id", "subject"], name="coverage_once"),
            columns.filled("item_id", "coverage_has_item"),
            columns.one_of("language", LANGUAGES, "coverage_language"),
            columns.one_of("capacity", ("", *Capacity), "coverage_capacity"),
            columns.not_negative("length_ms", "coverage_length"),
            columns.not_negative("area_mm2", "coverage_area"),
            columns.not_negative("direct_speech_ms", "coverage_direct_speech"),
            columns.in_order("direct_speech_ms", "length_ms", "coverage_speech_within"),
            models.CheckConstraint(
                condition=Q(tone__isnull=True) | Q(tone__gte=TONES[0], tone__lte=TONES[-1]),
                name="coverage_tone",
            ),
        ]
