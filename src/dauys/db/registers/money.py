"""The registers of what outlets charge, what contestants order and pay."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import version_of_spot
from dauys.db.registers.columns import VERSION, optional, reference, reference_if_any
from dauys.db.registers.register import Column, Register
from dauys.domain.money import Per

TARIFF_NOTICES = Register(
    name="tariff-notices",
    model="TariffNotice",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the notice"),
        reference("outlet", "outlets", "whose prices they are"),
        optional("published_on", cells.a_day, "day on which it was published"),
        optional("published_in", cells.a_text, "where it was published"),
        optional("filed_on", cells.a_day, "day on which it was filed with the commission"),
    ),
)

TARIFFS = Register(
    name="tariffs",
    model="Tariff",
    key=("notice", "slot_class", "per"),
    columns=(
        reference("notice", "tariff-notices", "the notice it stands in"),
        Column("slot_class", cells.a_text, "the class of slot, as the notice calls it: prime time"),
        Column("per", cells.one_of(Per), "second, spot, mm2, item or day: what the price buys"),
        Column("price", cells.money, "the price, in tenge"),
    ),
)

ORDERS = Register(
    name="orders",
    model="Order",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the order"),
        reference("contestant", "contestants", "who orders"),
        reference("outlet", "outlets", "from whom"),
        reference_if_any("spot", "spots", "the spot, for broadcast"),
        VERSION,
        Column("applied_at", cells.a_moment, "moment of the written application, with its offset"),
        optional("contracted_on", cells.a_day, "day of the contract"),
        Column("price", cells.money, "the price of all of it, in tenge"),
        reference_if_any("fund", "contestants", "the contestant whose electoral fund pays"),
    ),
    check=version_of_spot,
)

PAYMENTS = Register(
    name="payments",
    model="Payment",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the payment"),
        reference("order", "orders", "what it pays for"),
        Column("paid_on", cells.a_day, "day of payment"),
        Column("amount", cells.money, "how much, in tenge", stored_as="price_tiyn"),
        reference_if_any("fund", "contestants", "the contestant whose electoral fund paid"),
    ),
)
