"""The registers of time and space: sold, given by the State, and said to have been aired."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of, only_for
from dauys.db.registers.columns import (
    A_SHARE_OF_TIME,
    ID,
    LENGTH,
    MM2_MAX,
    PRICE,
    START,
    VERSION,
    optional,
    reference,
)
from dauys.db.registers.register import Column, Register
from dauys.domain.money import StateSlotKind

_SPACE = cells.a_number(0, MM2_MAX, example=12_000)
_ON_AIR = (StateSlotKind.TV, StateSlotKind.RADIO)
_IN_PRINT = (StateSlotKind.ARTICLE,)

SLOTS = Register(
    name="slots",
    title="Slots ordered",
    model="Slot",
    key=("id",),
    columns=(
        ID,
        reference("order", "orders", "the order it belongs to"),
        reference("channel", "channels", "where it is to be aired"),
        START,
        LENGTH,
        optional(
            "slot_class", "Slot class", cells.a_text, "the class of slot, as the tariff notice calls it"
        ),
        PRICE,
    ),
)

SCHEDULE_CHANGES = Register(
    name="schedule-changes",
    title="Changes of slot schedules",
    model="ScheduleChange",
    key=("id",),
    columns=(
        ID,
        reference("order", "orders", "the order whose slots were changed"),
        Column("changed_at", "Changed", cells.a_moment, "when they were changed, with its offset"),
        optional("sent_at", "Sent", cells.a_moment, "when the commission was told, with its offset"),
    ),
)

STATE_SLOTS = Register(
    name="state-slots",
    title="State-funded time and space",
    model="StateSlot",
    key=("id",),
    columns=(
        ID,
        reference("contestant", "contestants", "to whom it is due"),
        reference("outlet", "outlets", "who airs or prints it"),
        Column("kind", "Kind", cells.one_of(StateSlotKind), "what is given"),
        optional("due_ms", "Due, ms", A_SHARE_OF_TIME, "time due, in milliseconds"),
        optional("used_ms", "Used, ms", A_SHARE_OF_TIME, "time used, in milliseconds"),
        optional("due_mm2", "Due, mm²", _SPACE, "space due, in mm²"),
        optional("used_mm2", "Used, mm²", _SPACE, "space used, in mm²"),
        optional("used_on", "Used on", cells.a_day, "day on which it was used"),
    ),
    check=all_of(
        *(only_for(name, "kind", _ON_AIR, "an article has no length") for name in ("due_ms", "used_ms")),
        *(only_for(name, "kind", _IN_PRINT, "broadcast has no area") for name in ("due_mm2", "used_mm2")),
    ),
)

AS_RUN = Register(
    name="as-run",
    title="As-run logs",
    model="AsRunEntry",
    key=("id",),
    columns=(
        ID,
        reference("channel", "channels", "whose log it stands in"),
        reference("spot", "spots", "what was aired, as the log says"),
        VERSION,
        START,
        LENGTH,
    ),
)
