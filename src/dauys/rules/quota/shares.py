"""What each contestant is due of a cell: a part divided equally, a part by votes, seats, polls or lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dauys.rules.matter import Matter


def with_shares(
    parts: pl.DataFrame, key: Sequence[str], shares: Mapping[str, Any], tolerance_pm: int, matter: Matter
) -> pl.DataFrame:
    """With `_expected` (rounded half up), `_beyond` (further off than the tolerance), `_no_share`.

    parts: a line for each cell (`key`) and contestant with `_value`. A cell has no shares where the basis of
    one of its contestants is not known, or all are 0. The comparison is exact: sums of a long campaign times
    millions of votes do not fit 64 bits, so that it is done in Python's integers.
    """
    given = matter.table("allocations").filter(
        pl.col("basis") == shares.get("basis", ""), pl.col("value").is_not_null()
    )
    weights = given.group_by(_contestant="contestant_id").agg(_weight=pl.col("value").sum())
    weighed = parts.join(weights, on="_contestant", how="left", maintain_order="left").with_columns(
        _total=pl.col("_value").sum().over(key),
        _count=pl.len().over(key),
        _weights=pl.col("_weight").sum().over(key),
        _lacking=pl.col("_weight").is_null().any().over(key),
    )
    needs = shares["proportional_pm"] > 0
    columns = ("_value", "_total", "_count", "_weight", "_weights", "_lacking")
    due = [_due(row, shares, tolerance_pm) for row in weighed.select(columns).iter_rows()]
    return parts.with_columns(
        pl.Series("_expected", [expected for expected, _ in due], pl.Int64),
        pl.Series("_beyond", [is_beyond for _, is_beyond in due], pl.Boolean),
        pl.Series("_no_share", [expected is None and needs for expected, _ in due], pl.Boolean),
    )


def _due(
    row: tuple[int, int, int, int | None, int, bool], shares: Mapping[str, Any], tolerance_pm: int
) -> tuple[int | None, bool]:
    """What a contestant is due, and whether it is further off: both sides times `whole`, to stay integers."""
    value, total, count, weight, weights, is_lacking = row
    if shares["proportional_pm"] == 0:
        weight, weights, is_lacking = 0, 1, False
    if is_lacking or weight is None or weights == 0:
        return None, False
    part = total * (shares["equal_pm"] * weights + shares["proportional_pm"] * weight * count)
    whole = 1000 * count * weights
    is_beyond = abs(value * whole - part) * 1000 > tolerance_pm * part
    return (2 * part + whole) // (2 * whole), is_beyond
