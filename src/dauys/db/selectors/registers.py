"""What was registered, in the order of the registers' ids by code points.

Sorted here and not by the database: a server may sort text by a language, and a report must not depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count

from dauys.db import models
from dauys.db.connect import APP
from dauys.db.registers import BY_NAME, REGISTERS, Register
from dauys.db.selectors import frames
from dauys.domain import campaign
from dauys.domain import outlets as outlet_nouns
from dauys.domain.frames import REGISTER_FRAMES
from dauys.domain.tables import TABLES

if TYPE_CHECKING:
    import polars as pl


def contests() -> list[campaign.Contest]:
    return sorted((row.domain() for row in models.Contest.objects.all()), key=lambda one: one.id)


def contestants() -> list[campaign.Contestant]:
    """In the order of the ballot paper, contest by contest."""
    found = (row.domain() for row in models.Contestant.objects.all())
    return sorted(found, key=lambda one: (one.contest_id, one.order, one.id))


def aliases() -> list[campaign.Alias]:
    found = (row.domain() for row in models.Alias.objects.all())
    return sorted(found, key=lambda one: (one.contestant_id, one.language, one.text, one.since or date.min))


def outlets() -> list[outlet_nouns.Outlet]:
    return sorted((row.domain() for row in models.Outlet.objects.all()), key=lambda one: one.id)


def channels() -> list[outlet_nouns.Channel]:
    return sorted((row.domain() for row in models.Channel.objects.all()), key=lambda one: one.id)


def spots() -> list[campaign.Spot]:
    return sorted((row.domain() for row in models.Spot.objects.all()), key=lambda one: one.id)


def versions() -> list[campaign.Version]:
    found = (row.domain() for row in models.Version.objects.all())
    return sorted(found, key=lambda one: (one.spot_id, one.id))


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
