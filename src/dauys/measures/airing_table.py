"""The published airings: those that recordings show, and those that a register brought."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dauys.domain.broadcasts import BEGIN_MS_MAX
from dauys.domain.tables import AIRINGS, TABLES
from dauys.measures.frames import register, shaped
from dauys.measures.pairing import Row, neighbours, twins
from dauys.measures.places import of_channels, of_contestants, of_outlets

HEARD, ENTERED = "heard", "entered"


def airing_table(airings: pl.DataFrame, registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The table `airings` by start, channel and id; a sighting that nobody decided is none.

    airings: columns of `domain.tables.AIRINGS`. An airing from a register says nothing of its integrity,
    its recording or the ear: those cells are empty. One that a recording shows too is one airing, heard, and
    gives it its price.
    """
    heard = airings.filter(pl.col("decided_by") != "").with_columns(
        origin=pl.lit(HEARD), is_illustrative=pl.lit(value=False)
    )
    entered = _entered(registers)
    near_heard = neighbours(heard, entered, BEGIN_MS_MAX)
    near_entered = neighbours(entered, heard, BEGIN_MS_MAX)
    both = list(twins(_by_id(near_heard), _by_id(near_entered), BEGIN_MS_MAX))
    known = pl.DataFrame(both, schema={"sighting_id": pl.String, "entered_id": pl.String}, orient="row")
    prices = entered.select("price_tiyn", entered_id="sighting_id")
    priced = heard.join(known.join(prices, on="entered_id"), on="sighting_id", how="left")
    alone = entered.filter(~pl.col("sighting_id").is_in(known["entered_id"].to_list()))
    rows = [shaped(frame, TABLES["airings"]) for frame in (priced, alone)]
    return pl.concat(rows).sort("start_ms", "channel_id", "sighting_id")


def _by_id(airings: pl.DataFrame) -> dict[str, Row]:
    """What tells whether two airings are one, by id."""
    told = airings.select("sighting_id", "channel_id", "spot_id", "start_ms")
    return {row["sighting_id"]: row for row in told.iter_rows(named=True)}


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
