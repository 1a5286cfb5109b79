"""Appearances that a register brings: airings nobody recorded here, printed and online items."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dauys.db.models import columns
from dauys.domain.coverage import PlacementKind
from dauys.domain.names import LANGUAGES


class EnteredAiring(models.Model):
    """One broadcast of a spot that stands in somebody's list; no recording stands behind it."""

    id = columns.public_id()
    channel = columns.kept("Channel", "entered_airings")
    contestant = columns.kept("Contestant", "entered_airings")
    spot = columns.kept("Spot", "entered_airings", optional=True)
    version = columns.text(columns.ID_LENGTH, blank=True)
    language = columns.text(2)
    start_ms = columns.number()
    length_ms = columns.number()
    price_tiyn = columns.number(optional=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "entered_airing_has_id"),
            columns.one_of("language", LANGUAGES, "entered_airing_language"),
            columns.positive("length_ms", "entered_airing_has_length"),
            columns.not_negative("price_tiyn", "entered_airing_price"),
            columns.version_of_spot("entered_airing_version_of_spot"),
        ]


class Insertion(models.Model):
    """One printed item; `day` is the issue's date."""

    id = columns.public_id()
    contestant = columns.kept("Contestant", "insertions")
    language = columns.text(2)
    outlet = columns.kept("Outlet", "insertions")
    issue = columns.text()
    day = columns.day()
    page = models.PositiveIntegerField()
    area_mm2 = columns.number(optional=True)
    page_area_mm2 = columns.number(optional=True)
    circulation = models.PositiveIntegerField(null=True)
    price_tiyn = columns.number(optional=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "insertion_has_id"),
            columns.one_of("language", LANGUAGES, "insertion_language"),
            columns.positive("page", "insertion_page"),
            columns.positive("area_mm2", "insertion_area"),
            columns.positive("page_area_mm2", "insertion_page_area"),
            columns.not_negative("price_tiyn", "insertion_price"),
            columns.in_order("area_mm2", "page_area_mm2", "insertion_fits_page"),
        ]


class Placement(models.Model):
    """One online item; seen on `seen` of `visits` visits."""

    id = columns.public_id()
    contestant = columns.kept("Contestant", "placements")
    language = columns.text(2)
    outlet = columns.kept("Outlet", "placements")
    kind = columns.text(16)
    address = columns.text()
    first_seen_ms = columns.number()
    last_promoted_ms = columns.number(optional=True)
    seen = models.PositiveIntegerField(null=True)
    visits = models.PositiveIntegerField(null=True)
    is_contract_paid = models.BooleanField(null=True)
    has_marking = models.BooleanField(null=True)
    is_repost = models.BooleanField(null=True)
    price_tiyn = columns.number(optional=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "placement_has_id"),
            columns.filled("address", "placement_has_address"),
            columns.one_of("language", LANGUAGES, "placement_language"),
            columns.one_of("kind", PlacementKind, "placement_kind"),
            columns.not_negative("price_tiyn", "placement_price"),
            columns.in_order("first_seen_ms", "last_promoted_ms", "placement_in_order"),
            models.CheckConstraint(
                condition=Q(seen__isnull=True) | Q(visits__isnull=False, seen__lte=F("visits")),
                name="placement_seen_on_visits",
            ),
        ]
