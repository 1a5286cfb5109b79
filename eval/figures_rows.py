"""Synthetic appearances for `eval.figures_scale`: a session's campaign with as many rows as are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from dauys.domain.tables import TABLES

SEED = 20210108
CHUNK = 1_000_000
OUTLETS, DAYS = 59, 30
FIRST_DAY = date(2020, 12, 1)
ZONE = "Asia/Almaty"
FIRST_MS = int((datetime(2020, 12, 1, tzinfo=UTC) - timedelta(hours=6)).timestamp()) * 1000
"""The zone was six hours ahead of UTC in that month."""
_HOUR_MS = 3_600_000


def make(folder: Path, rows: int) -> None:
    """Synthetic appearances as `domain.tables` declares them, a file for every million."""
    for number, start in enumerate(range(0, rows, CHUNK)):
        _chunk(start, min(CHUNK, rows - start)).write_parquet(folder / f"appearances-{number:03}.parquet")


def _chunk(start: int, count: int) -> pl.DataFrame:
    """Rows whose every word follows from a hash of their number, so that any chunk can be made alone.

    Every twenty-fifth airing of an odd number is the second piece of the appearance before it.
    """
    number = pl.int_range(start, start + count, dtype=pl.UInt64, eager=True).alias("number").to_frame()
    goes_on = (pl.col("number") % 2 == 1) & (pl.col("number").hash(SEED + 10) % 25 == 0)
    before = number.with_columns(row=pl.col("number") - goes_on.cast(pl.UInt64))
    row = before.with_columns(goes_on=goes_on & (pl.col("row").hash(SEED + 1) % OUTLETS < 18))
    row = row.with_columns(row=pl.when("goes_on").then("row").otherwise("number"))

    def dice(face: int, sides: int) -> pl.Expr:
        return (pl.col("row").hash(SEED + face) % sides).cast(pl.Int64)

    outlet = dice(1, OUTLETS)
    media = [medium_of(number) for number in range(OUTLETS)]
    kinds = {"tv": "airing", "radio": "airing", "online": "placement", "print": "insertion"}
    contestant = dice(2, 14)
    hour = (dice(4, 24) + pl.col("goes_on").cast(pl.Int64)).clip(0, 23)
    told = row.with_columns(
        outlet=outlet,
        medium=outlet.replace_strict(list(range(OUTLETS)), media, return_dtype=pl.String),
        contestant=contestant,
        length=dice(5, 60_000) + 1,
    )
    is_airing = pl.col("medium").is_in(["tv", "radio"])
    weights = [audience_pm(number) for number in range(OUTLETS)]
    audience = pl.col("outlet").replace_strict(list(range(OUTLETS)), weights, return_dtype=pl.Int64)
    early = pl.when(hour < 6).then(pl.lit("night")).when(hour < 10).then(pl.lit("morning"))
    daypart = early.when(hour < 18).then(pl.lit("daytime")).otherwise(pl.lit("evening"))
    piece_ms = pl.col("goes_on").cast(pl.Int64) * _HOUR_MS // 2
    made = told.with_columns(
        id=pl.lit("a") + pl.col("row").cast(pl.String),
        kind=pl.col("medium").replace_strict(kinds, return_dtype=pl.String),
        origin=pl.when(~is_airing | (dice(6, 3) == 0)).then(pl.lit("entered")).otherwise(pl.lit("heard")),
        contest_id=pl.when(pl.col("contestant") < 5).then(pl.lit("lists")).otherwise(pl.lit("assembly")),
        contestant_id=pl.lit("c") + pl.col("contestant").cast(pl.String),
        spot_id=pl.lit("s") + pl.col("contestant").cast(pl.String) + pl.lit("-") + dice(7, 8).cast(pl.String),
        language=pl.when(dice(8, 2) == 0).then(pl.lit("kk")).otherwise(pl.lit("ru")),
        outlet_id=pl.lit("o") + pl.col("outlet").cast(pl.String),
        channel_id=pl.lit("o") + pl.col("outlet").cast(pl.String),
        level=pl.when(pl.col("outlet") % 3 == 0).then(pl.lit("national")).otherwise(pl.lit("regional")),
        ownership=pl.when(pl.col("outlet") % 2 == 0).then(pl.lit("state")).otherwise(pl.lit("private")),
        day=pl.lit("2020-12-") + (dice(3, DAYS) + 1).cast(pl.String).str.zfill(2),
        is_prime=is_airing & hour.is_between(19, 22),
        daypart=pl.when(is_airing).then(daypart).otherwise(pl.lit("")),
        is_whole=~is_airing | (dice(9, 20) > 0),
        start_ms=FIRST_MS + (dice(3, DAYS) * 24 + hour) * _HOUR_MS + dice(13, _HOUR_MS // 2) + piece_ms,
        items=(~pl.col("goes_on")).cast(pl.Int64),
        ms=pl.when(is_airing).then("length"),
        area_mm2=pl.when(pl.col("medium") == "print").then("length"),
        price_tiyn=pl.when(dice(11, 4) > 0).then(dice(12, 5_000_000)),
        is_illustrative=pl.lit(value=True),
    )
    weighted = made.with_columns(
        (pl.col(name) * audience).alias(f"weighted_{name}") for name in ("items", "ms")
    )
    return weighted.select(list(TABLES["appearances"]))


def medium_of(outlet: int) -> str:
    """Ten TV channels, eight radio stations, 22 sites and 19 papers, as in a session."""
    return "tv" if outlet < 10 else "radio" if outlet < 18 else "online" if outlet < 40 else "print"


def audience_pm(outlet: int) -> int:
    """An outlet's weight in thousandths."""
    return outlet * 37 % 900 + 100
