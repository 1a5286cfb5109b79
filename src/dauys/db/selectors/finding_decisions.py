"""What the commission decided on findings, which the database does not hold: they are computed anew."""

from __future__ import annotations

from dauys.db import models
from dauys.domain.events import FindingDecision


def finding_decisions() -> dict[str, FindingDecision]:
    """Finding's id → the decision that stands on it, in the order of the findings' ids by code points."""
    found = {row.finding: row.domain() for row in models.FindingDecision.objects.all()}
    return dict(sorted(found.items()))
