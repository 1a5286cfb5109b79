"""What the commission decided on findings, which are computed anew each time; the decision stands beside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain import events as nouns


class FindingDecision(models.Model):
    """One decision for a finding at a time; `finding` is its id, which no table of ours holds."""

    id = columns.public_id()
    finding = columns.text()
    decision = columns.text(16)
    decided_on = columns.day(optional=True)
    decided_by = columns.text(blank=True)
    reasons = columns.long_text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["finding"], name="finding_decision_once"),
            columns.filled("id", "finding_decision_has_id"),
            columns.filled("finding", "finding_decision_has_finding"),
            columns.one_of("decision", nouns.FindingOutcome, "finding_decision_outcome"),
            models.CheckConstraint(
                condition=Q(
                    decision=str(nouns.FindingOutcome.PENDING),
                    decided_on__isnull=True,
                    decided_by="",
                    reasons="",
                )
                | (
                    ~Q(decision=str(nouns.FindingOutcome.PENDING))
                    & Q(decided_on__isnull=False)
                    & ~Q(decided_by="")
                ),
                name="finding_decision_pending",
            ),
        ]

    def domain(self) -> nouns.FindingDecision:
        return nouns.FindingDecision(
            id=self.id,
            finding=self.finding,
            outcome=nouns.FindingOutcome(self.decision),
            decided_on=self.decided_on,
            by=self.decided_by,
            reasons=self.reasons,
        )
