"""The registers of what outlets charge, what contestants order and pay."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import version_of_spot
from dauys.db.registers.columns import ID, VERSION, optional, reference, reference_if_any
from dauys.db.registers.register import Column, Register
from dauys.domain.money import Per

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
        optional(
            "filed_on",
            "Filed with the commission on",
            cells.a_day,
            "day on which it was filed with the commission",
        ),
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
        Column("price", "Price, tenge", cells.money, "the price of all of it, in tenge"),
        reference_if_any(
            "fund", "contestants", "the contestant whose electoral fund pays", "Paid from the fund of"
        ),
    ),
    check=version_of_spot,
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
