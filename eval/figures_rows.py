"""Synthetic appearances for `eval.figures_scale`: a session's campaign with as many rows as are asked for."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dauys.domain.tables import TABLES

SEED = 20210108
CHUNK = 1_000_000


def make(folder: Path, rows: int) -> None:
    """Synthetic appearances as `domain.tables` declares them, a file for every million."""
    for number, start in enumerate(range(0, rows, CHUNK)):
        _chunk(start, min(CHUNK, rows - start)).write_parquet(folder / f"appearances-{number:03}.parquet")


def _chunk(start: int, count: int) -> pl.DataFrame:
    """Rows whose every word follows from a hash of their number, so that any chunk can be made alone."""
    row = pl.int_range(start, start + count, dtype=pl.UInt64, eager=True).alias("row").to_frame()

    def dice(face: int, sides: int) -> pl.Expr:
        return (pl.col("row").hash(SEED + face) % sides).cast(pl.Int64)

    outlet = dice(1, 59)
    medium = pl.when(outlet < 10).then(pl.lit("tv")).when(outlet < 18).then(pl.lit("radio"))
    kinds = {"tv": "airing", "radio": "airing", "online": "placement", "print": "insertion"}
    contestant = dice(2, 14)
    hour = dice(4, 24)
    told = row.with_columns(
        outlet=outlet,
        medium=medium.when(outlet < 40).then(pl.lit("online")).otherwise(pl.lit("print")),
        contestant=contestant,
        length=dice(5, 60_000) + 1,
    )
    is_airing = pl.col("medium").is_in(["tv", "radio"])
    audience = pl.col("outlet") * 37 % 900 + 100
    early = pl.when(hour < 6).then(pl.lit("night")).when(hour < 10).then(pl.lit("morning"))
    daypart = early.when(hour < 18).then(pl.lit("daytime")).otherwise(pl.lit("evening"))
    made = told.with_columns(
        id=pl.lit("a") + pl.col("row").cast(pl.String),
        kind=pl.col("medium").replace_strict(kinds, return_dtype=pl.String),
        origin=pl.when(dice(6, 3) == 0).then(pl.lit("entered")).otherwise(pl.lit("heard")),
        contest_id=pl.when(pl.col("contestant") < 5).then(pl.lit("lists")).otherwise(pl.lit("assembly")),
        contestant_id=pl.lit("c") + pl.col("contestant").cast(pl.String),
        spot_id=pl.lit("s") + pl.col("contestant").cast(pl.String) + pl.lit("-") + dice(7, 8).cast(pl.String),
        language=pl.when(dice(8, 2) == 0).then(pl.lit("kk")).otherwise(pl.lit("ru")),
        outlet_id=pl.lit("o") + pl.col("outlet").cast(pl.String),
        channel_id=pl.lit("o") + pl.col("outlet").cast(pl.String),
        level=pl.when(pl.col("outlet") % 3 == 0).then(pl.lit("national")).otherwise(pl.lit("regional")),
        ownership=pl.when(pl.col("outlet") % 2 == 0).then(pl.lit("state")).otherwise(pl.lit("private")),
        day=pl.lit("2020-12-") + (dice(3, 30) + 1).cast(pl.String).str.zfill(2),
        is_prime=is_airing & hour.is_between(19, 22),
        daypart=pl.when(is_airing).then(daypart).otherwise(pl.lit("")),
        is_whole=~is_airing | (dice(9, 20) > 0),
        start_ms=pl.col("row").cast(pl.Int64),
        items=pl.when(is_airing & (dice(10, 50) == 0)).then(0).otherwise(1).cast(pl.Int64),
        ms=pl.when(is_airing).then("length"),
        area_mm2=pl.when(pl.col("medium") == "print").then("length"),
        price_tiyn=pl.when(dice(11, 4) > 0).then(dice(12, 5_000_000)),
        is_illustrative=pl.lit(value=True),
    )
    weighted = made.with_columns(
        (pl.col(name) * audience).alias(f"weighted_{name}") for name in ("items", "ms")
    )
    return weighted.select(list(TABLES["appearances"]))
