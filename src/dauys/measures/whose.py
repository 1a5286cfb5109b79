"""Whose a row is that says it only through what it refers to: an order, a notice, a spot, a contestant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import polars as pl

from dauys.domain.tables import TABLES
from dauys.measures.frames import register, shaped
from dauys.measures.places import of_contestants, of_outlets

_Registers: TypeAlias = Mapping[str, pl.DataFrame]


def whose(registers: _Registers) -> dict[str, pl.DataFrame]:
    """The tables of such registers, by name, each in the register's order; rows without a reference stay."""
    return {name: shaped(added(name, registers), TABLES[name]) for name, added in _ADDED.items()}


def _of_order(name: str, registers: _Registers) -> pl.DataFrame:
    orders = register(registers, "orders").select("contestant_id", "outlet_id", order_id="id")
    return register(registers, name).join(orders, on="order_id", how="left", maintain_order="left")


def _of_notice(name: str, registers: _Registers) -> pl.DataFrame:
    notices = register(registers, "tariff-notices").select("outlet_id", notice_id="id")
    return register(registers, name).join(notices, on="notice_id", how="left", maintain_order="left")


def _of_spot(name: str, registers: _Registers) -> pl.DataFrame:
    spots = register(registers, "spots").select("contestant_id", spot_id="id")
    return register(registers, name).join(spots, on="spot_id", how="left", maintain_order="left")


def _of_outlet(name: str, registers: _Registers) -> pl.DataFrame:
    """Each row with its outlet's medium: the limit for a reply is not the same on air and in print."""
    return of_outlets(register(registers, name), registers)


def _of_contestant(name: str, registers: _Registers) -> pl.DataFrame:
    """Each row with its contestant's contest."""
    return of_contestants(register(registers, name), registers).sort("id")


def _stated_or_of_contestant(name: str, registers: _Registers) -> pl.DataFrame:
    """Each row with the contest that it states, else with its contestant's."""
    rows = register(registers, name).rename({"contest_id": "stated"})
    found = of_contestants(rows, registers)
    return found.with_columns(
        contest_id=pl.when(pl.col("stated") != "").then("stated").otherwise("contest_id")
    )


_ADDED: dict[str, Callable[[str, _Registers], pl.DataFrame]] = {
    "tariffs": _of_notice,
    "slots": _of_order,
    "schedule-changes": _of_order,
    "payments": _of_order,
    "as-run": _of_spot,
    "replies": _of_outlet,
    "insertions": _of_contestant,
    "placements": _of_contestant,
    "materials": _stated_or_of_contestant,
    "campaigners": _stated_or_of_contestant,
}
