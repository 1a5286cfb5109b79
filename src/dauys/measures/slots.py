"""Slots with what is known of each from its order, its outlet's notice and its payments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.intervals import Interval
from dauys.domain.outlets import Outlet
from dauys.domain.reconciliation import START_MS_MAX
from dauys.domain.zones import local, zone
from dauys.measures.frames import register
from dauys.measures.tariffs import Tariffs


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot with its order's contestant and spot, its outlet's local day, tariff and payment."""

    id: str
    order_id: str
    contestant_id: str
    spot_id: str
    outlet_id: str
    channel_id: str
    day: str
    start_ms: int
    length_ms: int
    price_tiyn: int | None
    tariff_tiyn: int | None
    is_paid: bool | None

    @property
    def window(self) -> Interval:
        """The time in which the slot would be on air if it began on time."""
        return Interval(self.start_ms - START_MS_MAX, self.start_ms + self.length_ms + START_MS_MAX)


def slots(registers: Mapping[str, pl.DataFrame], outlets: Sequence[Outlet]) -> list[Slot]:
    """Every slot by time and id."""
    orders = {row["id"]: row for row in register(registers, "orders").iter_rows(named=True)}
    paid = _paid(registers)
    tariffs = Tariffs(registers)
    zones = {outlet.id: zone(outlet.zone) for outlet in outlets}
    found = []
    for row in register(registers, "slots").sort("start_ms", "id").iter_rows(named=True):
        order = orders[row["order_id"]]
        day = local(row["start_ms"], zones[order["outlet_id"]]).date().isoformat()
        tariff = tariffs.price_tiyn(order["outlet_id"], row["slot_class"], day, row["length_ms"])
        found.append(
            Slot(
                row["id"],
                order["id"],
                order["contestant_id"],
                order["spot_id"],
                order["outlet_id"],
                row["channel_id"],
                day,
                row["start_ms"],
                row["length_ms"],
                row["price_tiyn"],
                tariff,
                _is_paid(order, paid),
            )
        )
    return found


def _paid(registers: Mapping[str, pl.DataFrame]) -> dict[tuple[str, str], int]:
    """(order, whose electoral fund) → tiyn paid."""
    payments = register(registers, "payments").group_by("order_id", "fund_id").agg(pl.col("price_tiyn").sum())
    return {(order, fund): tiyn for order, fund, tiyn in payments.iter_rows()}


def _is_paid(order: Mapping[str, Any], paid: Mapping[tuple[str, str], int]) -> bool | None:
    """Whether the contestant's own fund has paid the order in full; something of it, if it has no price.

    None, not known, where no payment at all is registered: an empty register says nothing of anybody.
    """
    if not paid:
        return None
    own = paid.get((order["id"], order["contestant_id"]), 0)
    return own > 0 if order["price_tiyn"] is None else own >= order["price_tiyn"]
