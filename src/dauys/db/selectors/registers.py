"""What was registered, in the order of the registers' ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count

from dauys.db import models
from dauys.db.connect import APP
from dauys.db.registers import BY_NAME, REGISTERS, Register
from dauys.db.selectors import frames
from dauys.domain import campaign
from dauys.domain import outlets as outlet_nouns
from dauys.domain.tables import REGISTER_FRAMES, TABLES

if TYPE_CHECKING:
    import polars as pl


def contests() -> list[campaign.Contest]:
    return [row.domain() for row in models.Contest.objects.order_by("id")]


def contestants() -> list[campaign.Contestant]:
    """In the order of the ballot paper, contest by contest."""
    return [row.domain() for row in models.Contestant.objects.order_by("contest_id", "order", "id")]


def aliases() -> list[campaign.Alias]:
    rows = models.Alias.objects.order_by("contestant_id", "language", "text", "since")
    return [row.domain() for row in rows]


def outlets() -> list[outlet_nouns.Outlet]:
    return [row.domain() for row in models.Outlet.objects.order_by("id")]


def channels() -> list[outlet_nouns.Channel]:
    return [row.domain() for row in models.Channel.objects.order_by("id")]


def spots() -> list[campaign.Spot]:
    return [row.domain() for row in models.Spot.objects.order_by("id")]


def versions() -> list[campaign.Version]:
    return [row.domain() for row in models.Version.objects.order_by("spot_id", "name")]


def stored_rows(register: Register) -> list[dict[str, Any]]:
    """Every row of a register as the database keeps it, by its key; empty keys come first."""
    key = register.key_attributes
    rows = apps.get_model(APP, register.model)._default_manager.values(
        *(column.attribute for column in register.columns)
    )
    return sorted(rows, key=lambda row: [(row[name] is not None, row[name]) for name in key])


def stored_cells(register: Register, names: Sequence[str]) -> list[dict[str, Any]]:
    """These columns of every row of a register, by the columns' names, as the database keeps them."""
    attributes = {column.name: column.attribute for column in register.columns}
    rows = apps.get_model(APP, register.model)._default_manager.values_list(*(attributes[n] for n in names))
    return [dict(zip(names, row, strict=True)) for row in rows]


def frame(name: str) -> pl.DataFrame:
    """Every row of the register of that name, by its key, in the order of code points.

    First the columns that `domain.tables` declares for it, in that order, then the other public ones.
    """
    register = BY_NAME[name]
    counted = _COUNTED.get(name, {})
    declared = REGISTER_FRAMES.get(name) or TABLES.get(name) or {}
    assert register.public.keys() | counted.keys() >= declared.keys(), f"{name} would show what is private"
    table = {**declared, **register.public}
    model = apps.get_model(APP, register.model)
    rows = model._default_manager.annotate(**counted).values_list(*table)
    return frames.from_tuples(list(rows), table).sort(register.key_attributes)


_COUNTED = {"incidents": {"persons": Count("liable")}}
"""Columns that are no cell of the register: of persons held liable only the number is public."""


def loaded_ids() -> dict[str, set[str]]:
    """Register → ids that are loaded, for the registers that others refer to."""
    names = {column.refers_to for register in REGISTERS for column in register.columns if column.refers_to}
    return {name: _ids(BY_NAME[name]) for name in sorted(names)}


def _ids(register: Register) -> set[str]:
    table = apps.get_model(APP, register.model)._default_manager
    return set(table.values_list(register.key_attributes[0], flat=True))


def channels_by_outlet() -> dict[str, tuple[str, ...]]:
    """Every outlet with its channels, also where it has none."""
    by_outlet: dict[str, tuple[str, ...]] = {outlet.id: () for outlet in outlets()}
    for channel in channels():
        by_outlet[channel.outlet_id] += (channel.id,)
    return by_outlet
