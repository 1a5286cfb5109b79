"""What was registered, in the order of the registers' ids."""

from __future__ import annotations

from dauys.db import models
from dauys.domain import campaign, outlets as outlet_nouns


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
    tables = {
        "contests": models.Contest,
        "contestants": models.Contestant,
        "outlets": models.Outlet,
        "channels": models.Channel,
        "spots": models.Spot,
    }
    return {name: set(table.objects.values_list("id", flat=True)) for name, table in tables.items()}
