"""The published monitored time: broadcast time piece by piece, issues of print, visits online."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dauys.domain.outlets import Outlet
from dauys.domain.tables import TABLES
from dauys.measures.frames import register, shaped
from dauys.measures.pieces import due_pieces
from dauys.measures.places import of_outlets

MS = "ms"


def monitored_table(
    due: pl.DataFrame, registers: Mapping[str, pl.DataFrame], outlets: Sequence[Outlet]
) -> pl.DataFrame:
    """The table `monitored-time` by outlet, channel, day, unit and start.

    due: columns of `domain.frames.DUE`. Where recordings say what was monitored of an outlet's day, a row of
    the register about that day's time is left out.
    """
    pieces = _recorded(due_pieces(due, outlets))
    stated = register(registers, "monitored-time").with_columns(
        channel_id=pl.lit(""),
        is_prime=pl.lit(value=False),
        daypart=pl.lit(""),
        start_ms=pl.lit(None, pl.Int64),
        end_ms=pl.lit(None, pl.Int64),
    )
    recorded = pieces.select("outlet_id", "day", "unit").unique()
    stated = stated.join(recorded, on=["outlet_id", "day", "unit"], how="anti")
    both = pl.concat([pieces, stated.select(pieces.columns)])
    placed = of_outlets(both, registers).with_columns(gap=pl.col("due") - pl.col("monitored"))
    return shaped(placed, TABLES["monitored-time"]).sort("outlet_id", "channel_id", "day", "unit", "start_ms")


def _recorded(pieces: pl.DataFrame) -> pl.DataFrame:
    return pieces.select(
        "outlet_id",
        "channel_id",
        "day",
        "is_prime",
        "daypart",
        "cause",
        unit=pl.lit(MS),
        start_ms="piece_start_ms",
        end_ms="piece_end_ms",
        due="ms",
        monitored=pl.when(pl.col("cause") == "").then("ms").otherwise(0),
    )
