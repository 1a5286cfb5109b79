"""The registers of what outlets charge, what contestants order and pay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of, version_of_spot
from dauys.db.registers.columns import DAY_OF_FILING, ID, VERSION, optional, reference, reference_if_any
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.money import Per


def _refused_or_not(cell: Mapping[str, Any]) -> None:
    if cell["is_refused"] and cell["contracted_on"] is not None:
        raise ImpossibleRowError("contracted_on", "it was refused; there is no contract")
    if not cell["is_refused"] and cell["refusal"] is not None:
        raise ImpossibleRowError("is_refused", "a refusal is explained; write yes, or leave it out")
    if not cell["is_refused"] and cell["price"] is None:
        raise ImpossibleRowError("price", "is empty; only an order that was refused has no price")


TARIFF_NOTICES = Register(
    name="tariff-notices",
    title="Tariff notices",
    model="TariffNotice",
    key=("id",),
    columns=(
        ID,
        reference("outlet", "outlets", "whose prices they are"),
        optional("published_on", "Published on", cells.a_day, "day on which it was published"),
        optional("published_in", "Published in", cells.a_text, "where it was published"),
        DAY_OF_FILING,
    ),
)

TARIFFS = Register(
    name="tariffs",
    title="Tariffs",
    model="Tariff",
    key=("notice", "slot_class", "per"),
    columns=(
        reference("notice", "tariff-notices", "the notice it stands in"),
        Column(
            "slot_class", "Slot class", cells.a_text, "the class of slot, as the notice calls it: prime time"
        ),
        Column("per", "Price per", cells.one_of(Per), "what the price buys"),
        Column("price", "Price, tenge", cells.money, "the price, in tenge"),
    ),
)

ORDERS = Register(
    name="orders",
    title="Orders",
    model="Order",
    key=("id",),
    columns=(
        ID,
        reference("contestant", "contestants", "who orders"),
        reference("outlet", "outlets", "from whom"),
        reference_if_any("spot", "spots", "the spot, for broadcast"),
        VERSION,
        Column("applied_at", "Applied", cells.a_moment, "moment of the written application, with its offset"),
        optional("contracted_on", "Contracted on", cells.a_day, "day of the contract"),
        optional("price", "Price, tenge", cells.money, "the price of all of it, in tenge; empty: refused"),
        reference_if_any(
            "fund", "contestants", "the contestant whose electoral fund pays", "Paid from the fund of"
        ),
        optional(
            "schedule_sent_at",
            "Schedule sent",
            cells.a_moment,
            "when the outlet sent the commission the schedule of its slots, with its offset",
        ),
        optional(
            "is_refused", "Refused", cells.yes_no, "yes: the outlet refused it; empty: no", default=False
        ),
        optional("refusal", "Reasons of the refusal", cells.a_long_text, "why the outlet refused it"),
    ),
    check=all_of(version_of_spot, _refused_or_not),
)

PAYMENTS = Register(
    name="payments",
    title="Payments",
    model="Payment",
    key=("id",),
    columns=(
        ID,
        reference("order", "orders", "what it pays for"),
        Column("paid_on", "Paid on", cells.a_day, "day of payment"),
        Column("amount", "Amount, tenge", cells.money, "how much, in tenge", stored_as="price_tiyn"),
        reference_if_any(
            "fund", "contestants", "the contestant whose electoral fund paid", "Paid from the fund of"
        ),
    ),
)
