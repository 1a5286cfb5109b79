"""Counts and milliseconds of airings, divided by any columns, each beside its monitored time and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import polars as pl

from dauys.measures.monitored import monitored_time

_PLACE = ("medium", "outlet_id", "day")
"""The columns that divide monitored time; who is heard in it does not."""


def measure(airing_pieces: pl.DataFrame, due_pieces: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """One row per combination of the `by` columns: `by`, then the columns of `domain.tables.MEASURES`.

    The monitored time beside a row is that of its medium, outlet and day, whatever its contestant,
    language or contest. A combination of place columns that was due but carried nothing has a row too
    where `by` holds place columns only: zero airings in so much monitored time is a fact of its own.
    """
    heard = _airtime(airing_pieces, by)
    place = [column for column in by if column in _PLACE]
    recorded = monitored_time(due_pieces, place)
    if not place:
        return heard.join(recorded, how="cross")
    how: Literal["full", "left"] = "full" if len(place) == len(by) else "left"
    beside = heard.join(recorded, on=place, how=how, coalesce=True)
    return beside.with_columns(pl.exclude(by).fill_null(0)).sort(by)


def _airtime(pieces: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """`by`, `airings`, `ms`, `prime_airings`, `prime_ms`: sums over the pieces."""
    sums = (
        pl.col("airings").sum(),
        pl.col("ms").sum(),
        pl.col("airings").filter("is_prime").sum().alias("prime_airings"),
        pl.col("ms").filter("is_prime").sum().alias("prime_ms"),
    )
    return pieces.group_by(by).agg(*sums).sort(by) if by else pieces.select(*sums)
