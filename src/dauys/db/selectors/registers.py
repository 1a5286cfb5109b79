"""What was registered, in the order of the registers' ids."""

from __future__ import annotations

from django.db.models import Model

from dauys.db import models
from dauys.domain import campaign
from dauys.domain import outlets as outlet_nouns


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


def loaded_ids() -> dict[str, set[str]]:
    """Register → ids that are loaded, for the registers that others refer to."""
    tables: dict[str, type[Model]] = {
        "contests": models.Contest,
        "contestants": models.Contestant,
        "outlets": models.Outlet,
        "channels": models.Channel,
        "spots": models.Spot,
    }
    return {name: set(table._default_manager.values_list("pk", flat=True)) for name, table in tables.items()}


def channels_by_outlet() -> dict[str, tuple[str, ...]]:
    """Every outlet with its channels, also where it has none."""
    by_outlet: dict[str, tuple[str, ...]] = {outlet.id: () for outlet in outlets()}
    for channel in channels():
        by_outlet[channel.outlet_id] += (channel.id,)
    return by_outlet
