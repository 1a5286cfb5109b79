"""Appearances: airings cut into pieces, printed items and online items, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dauys.domain.outlets import Outlet
from dauys.domain.tables import TABLES
from dauys.measures.airing_table import ENTERED
from dauys.measures.frames import shaped
from dauys.measures.pieces import airing_pieces
from dauys.measures.places import of_moments, of_outlets

AIRING, INSERTION, PLACEMENT = "airing", "insertion", "placement"


def appearances(
    airings: pl.DataFrame,
    insertions: pl.DataFrame,
    placements: pl.DataFrame,
    registers: Mapping[str, pl.DataFrame],
    outlets: Sequence[Outlet],
) -> pl.DataFrame:
    """The table `appearances` by day, outlet, kind, id and start; the first three are published tables.

    `start_ms` and `ms` are the piece's own. A price stands in the piece where its airing starts. A weighted
    number is the number times the outlet's audience in thousandths. Where nothing is known of integrity
    (an airing from a register, print, online) the item counts as whole.
    """
    rows = [_pieces(airings, outlets), _printed(insertions), _online(placements, outlets, registers)]
    columns = {name: kind for name, kind in TABLES["appearances"].items() if name not in _ADDED}
    joined = of_outlets(pl.concat(shaped(frame, columns) for frame in rows), registers)
    weighted = joined.with_columns(
        (pl.col(name) * pl.col("audience_pm")).alias(f"weighted_{name}") for name in ("items", "ms")
    )
    return shaped(weighted, TABLES["appearances"]).sort("day", "outlet_id", "kind", "id", "start_ms")


_ADDED = ("medium", "level", "ownership", "weighted_items", "weighted_ms")


def _pieces(airings: pl.DataFrame, outlets: Sequence[Outlet]) -> pl.DataFrame:
    """Each piece of an airing; its price stands where it starts, and is 0 in the pieces after."""
    pieces = airing_pieces(airings, outlets)
    is_known = pl.col("price_tiyn").is_not_null()
    return pieces.with_columns(
        id="sighting_id",
        kind=pl.lit(AIRING),
        start_ms="piece_start_ms",
        items="airings",
        is_whole=pl.col("is_whole") | (pl.col("integrity") == ""),
        area_mm2=pl.lit(None),
        price_tiyn=pl.when(is_known).then(pl.col("price_tiyn") * pl.col("airings")),
    )


def _printed(insertions: pl.DataFrame) -> pl.DataFrame:
    return _single(insertions, INSERTION).with_columns(
        start_ms=pl.lit(None), is_prime=pl.lit(value=False), daypart=pl.lit("")
    )


def _online(
    placements: pl.DataFrame, outlets: Sequence[Outlet], registers: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """On the day it was first seen."""
    single = _single(placements, PLACEMENT).with_columns(start_ms="first_seen_ms", area_mm2=pl.lit(None))
    return of_moments(of_outlets(single, registers), outlets)


def _single(items: pl.DataFrame, kind: str) -> pl.DataFrame:
    """What printed and online items have in common: one row each, without a channel, a spot or a length."""
    return items.with_columns(
        kind=pl.lit(kind),
        origin=pl.lit(ENTERED),
        spot_id=pl.lit(""),
        channel_id=pl.lit(""),
        is_whole=pl.lit(value=True),
        items=pl.lit(1),
        ms=pl.lit(None),
    )
