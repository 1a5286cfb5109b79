"""By what proportional shares of time and space are reckoned: seats, votes, polls or lot."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain.money import AllocationBasis


class Allocation(models.Model):
    """A contestant's number of votes, seats or the like; its share is this of the sum of all."""

    id = columns.public_id()
    contestant = columns.kept("Contestant", "allocations")
    basis = columns.text(16)
    value = columns.number()
    source = columns.text(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contestant", "basis"], name="allocation_once"),
            columns.filled("id", "allocation_has_id"),
            columns.one_of("basis", AllocationBasis, "allocation_basis"),
            columns.not_negative("value", "allocation_value"),
        ]
