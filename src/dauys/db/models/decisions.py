"""Acts on sightings, of a person or of a policy by name. The database itself refuses to change them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.db.models.outbox import committed_by, salt
from dauys.domain.sightings import Verdict


class Decision(models.Model):
    """`correction` holds the corrected sighting as plain values (`version` and the columns of Sighting).

    `salt`: of the commitment in `entry`, which is over the six columns before it, by name.
    """

    sighting = columns.kept("Sighting", "decisions")
    verdict = columns.text(16)
    by = columns.text(128)
    at_ms = models.BigIntegerField()
    reason = models.TextField()
    correction = models.JSONField(null=True)
    salt = salt()
    entry = committed_by("decisions")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.one_of("verdict", Verdict, "decision_verdict"),
            columns.filled("by", "decision_has_author"),
            columns.filled("reason", "decision_has_reason"),
            models.CheckConstraint(
                condition=Q(verdict=str(Verdict.CORRECT), correction__isnull=False)
                | (~Q(verdict=str(Verdict.CORRECT)) & Q(correction__isnull=True)),
                name="decision_correction",
            ),
        ]
