"""Where a fact belongs: its outlet's medium, level and ownership, its contestant's contest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dauys.domain.outlets import Medium, Outlet
from dauys.measures.frames import register
from dauys.measures.pieces import hours

_BROADCAST = (Medium.TV, Medium.RADIO)


def of_outlets(facts: pl.DataFrame, registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Adds `medium`, `level`, `ownership`, `zone` and `audience_pm` by `outlet_id`."""
    outlets = register(registers, "outlets").select(
        "medium", "level", "ownership", "zone", "audience_pm", outlet_id="id"
    )
    added = [name for name in outlets.columns if name != "outlet_id"]
    known = facts.drop(name for name in added if name in facts.columns)
    return known.join(outlets, on="outlet_id", how="left", maintain_order="left")


def of_channels(facts: pl.DataFrame, registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Adds `outlet_id` by `channel_id`."""
    channels = register(registers, "channels").select("outlet_id", channel_id="id")
    return facts.join(channels, on="channel_id", how="left", maintain_order="left")


def of_contestants(facts: pl.DataFrame, registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Adds `contest_id` by `contestant_id`; empty where there is no contestant."""
    contestants = register(registers, "contestants").select("contest_id", contestant_id="id")
    joined = facts.join(contestants, on="contestant_id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("contest_id").fill_null(""))


def of_moments(facts: pl.DataFrame, outlets: Sequence[Outlet]) -> pl.DataFrame:
    """Adds `day`, `is_prime` and `daypart` of `start_ms` in the outlet's legal time.

    Prime time and dayparts are hours of broadcast; online and print have neither.
    """
    broadcast = pl.col("medium").is_in([str(medium) for medium in _BROADCAST])
    return hours(facts, outlets).with_columns(
        is_prime=pl.col("is_prime") & broadcast,
        daypart=pl.when(broadcast).then("daypart").otherwise(pl.lit("")),
    )
