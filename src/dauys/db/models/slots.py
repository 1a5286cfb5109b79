"""Time and space that was sold, that the State gave, and that outlets say they aired."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.money import StateSlotKind


class Slot(models.Model):
    """One broadcast that an order asks for."""

    id = columns.public_id()
    order = columns.kept("Order", "slots")
    channel = columns.kept("Channel", "slots")
    start_ms = columns.number()
    length_ms = columns.number()
    slot_class = columns.text(blank=True)
    price_tiyn = columns.number(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "slot_has_id"),
            columns.positive("length_ms", "slot_has_length"),
            columns.not_negative("price_tiyn", "slot_price"),
        ]


class ScheduleChange(models.Model):
    """A change of an order's slots: when it was made, and when the outlet sent it to the commission."""

    id = columns.public_id()
    order = columns.kept("Order", "schedule_changes")
    changed_at_ms = columns.number()
    sent_at_ms = columns.number(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "schedule_change_has_id"),
        ]


class StateSlot(models.Model):
    """Time or space that the State pays for: what is due to a candidate, and what was used of it."""

    id = columns.public_id()
    contestant = columns.kept("Contestant", "state_slots")
    outlet = columns.kept("Outlet", "state_slots")
    kind = columns.text(16)
    due_ms = columns.number(optional=True)
    used_ms = columns.number(optional=True)
    due_mm2 = columns.number(optional=True)
    used_mm2 = columns.number(optional=True)
    used_on = columns.day(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "state_slot_has_id"),
            columns.one_of("kind", StateSlotKind, "state_slot_kind"),
            *(
                columns.not_negative(f"{part}_{unit}", f"state_slot_{part}_{unit}")
                for part in ("due", "used")
                for unit in ("ms", "mm2")
            ),
            models.CheckConstraint(
                condition=Q(kind=str(StateSlotKind.ARTICLE), due_ms__isnull=True, used_ms__isnull=True)
                | (~Q(kind=str(StateSlotKind.ARTICLE)) & Q(due_mm2__isnull=True) & Q(used_mm2__isnull=True)),
                name="state_slot_unit_of_kind",
            ),
        ]


class AsRunEntry(models.Model):
    """One line of an outlet's own log of what it aired."""

    id = columns.public_id()
    channel = columns.kept("Channel", "as_run_entries")
    spot = columns.kept("Spot", "as_run_entries")
    version = columns.text(columns.ID_LENGTH, blank=True)
    start_ms = columns.number()
    length_ms = columns.number()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "as_run_has_id"),
            columns.positive("length_ms", "as_run_has_length"),
        ]
