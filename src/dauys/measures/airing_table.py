"""The published airings: those that recordings show, and those that a register brought."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dauys.domain.tables import AIRINGS, TABLES
from dauys.measures.frames import register, shaped
from dauys.measures.places import of_channels, of_contestants, of_outlets

HEARD, ENTERED = "heard", "entered"


def airing_table(airings: pl.DataFrame, registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The table `airings` by start, channel and id; a sighting that nobody decided is none.

    airings: columns of `domain.tables.AIRINGS`. An airing from a register says nothing of its integrity,
    its recording or the ear: those cells are empty.
    """
    heard = airings.filter(pl.col("decided_by") != "").with_columns(
        origin=pl.lit(HEARD), price_tiyn=pl.lit(None, pl.Int64), is_illustrative=pl.lit(value=False)
    )
    both = [shaped(frame, TABLES["airings"]) for frame in (heard, _entered(registers))]
    return pl.concat(both).sort("start_ms", "channel_id", "sighting_id")


def _entered(registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    brought = of_contestants(of_channels(register(registers, "airings"), registers), registers)
    named = of_outlets(brought, registers).with_columns(
        sighting_id="id",
        version_id="version",
        end_ms=pl.col("start_ms") + pl.col("length_ms"),
        decided_by=pl.lit("register"),
        origin=pl.lit(ENTERED),
    )
    silent = [name for name in AIRINGS if name not in named.columns]
    return named.with_columns(pl.lit(None).alias(name) for name in silent)
