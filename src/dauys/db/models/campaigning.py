"""Campaigning outside the media: printed and other material, and who campaigned. Names never leave."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.campaigning import CampaignerRole, MaterialForm, MaterialPlace, Premises


class Material(models.Model):
    """One printed, audiovisual or online item; a yes or no is null where nobody knows.

    contestant: null where it does not say for whom it is. place: where it was put up.
    """

    id = columns.public_id()
    contest = columns.kept("Contest", "materials", optional=True)
    contestant = columns.kept("Contestant", "materials", optional=True)
    form = columns.text(16)
    has_issuer = models.BooleanField(null=True)
    has_place = models.BooleanField(null=True)
    has_circulation = models.BooleanField(null=True)
    has_customer = models.BooleanField(null=True)
    has_fund = models.BooleanField(null=True)
    made_abroad = models.BooleanField(null=True)
    posted_on = columns.day(optional=True)
    posted_before_silence = models.BooleanField(null=True)
    place = columns.text(16, blank=True)
    offers_gain = models.BooleanField(null=True)
    forbidden_call = models.BooleanField(null=True)
    has_image = models.BooleanField(null=True)
    has_image_consent = models.BooleanField(null=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "material_has_id"),
            columns.one_of("form", MaterialForm, "material_form"),
            columns.one_of("place", ("", *MaterialPlace), "material_place"),
            models.CheckConstraint(
                condition=Q(form=str(MaterialForm.PRINT))
                | Q(has_place__isnull=True, has_circulation__isnull=True),
                name="material_printed_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(has_image_consent__isnull=True) | Q(has_image=True),
                name="material_image_consented",
            ),
        ]


class Campaigner(models.Model):
    """Somebody who campaigned: in which role, on whose premises, when. The name is private."""

    id = columns.public_id()
    contest = columns.kept("Contest", "campaigners", optional=True)
    contestant = columns.kept("Contestant", "campaigners", optional=True)
    outlet = columns.kept("Outlet", "campaigners", optional=True)
    role = columns.text(32)
    on_duty = models.BooleanField(null=True)
    used_subordinates = models.BooleanField(null=True)
    premises = columns.text(16, blank=True)
    at_ms = columns.number(optional=True)
    name = columns.text(blank=True)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "campaigner_has_id"),
            columns.one_of("role", CampaignerRole, "campaigner_role"),
            columns.one_of("premises", ("", *Premises), "campaigner_premises"),
        ]
