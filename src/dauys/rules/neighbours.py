"""Rows of two tables that stand beside each other in time or in one day, for the kind `adjacency`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.rules.days import with_local_day
from dauys.rules.others import keyed, keys

AFTER, INSIDE, SAME_ISSUE, SAME_DAY = "after", "inside", "same_issue", "same_day"
_WIDTH_MS, _STRIPES = 60_000, 64
"""Time is cut into stripes to pair by: a minute wide, or wide enough that no row spans more than so many."""


def beside(
    rows: pl.DataFrame,
    there: pl.DataFrame,
    same: Mapping[str, str],
    terms: Mapping[str, Any],
    seat: str,
    *,
    is_one_table: bool,
) -> pl.DataFrame:
    """`_i` of a row, and the other's `_other`, `_from`, `_till` and `_unsure`, for each pair that fits.

    rows: prepared rows with `_i`. there: the others, all with the same columns known; `same`: own column →
    the other's. An other whose time is not known fits any time.
    """
    relation = terms["relation"]
    own = keyed(rows, list(same)).select("_i", "_row_id", "_start", "_end", "_zone", *keys(len(same)))
    other = keyed(there, list(same.values())).select(
        *keys(len(same)), "_zone", "_unsure", _other="_row_id", _from="_start", _till="_end"
    )
    timeless, timed = other.filter(pl.col("_from").is_null()), other.filter(pl.col("_from").is_not_null())
    by = keys(len(same))
    if relation in (AFTER, INSIDE):
        pairs = _in_time(own, timed, by, relation, terms.get("within_ms", 0))
    elif "issue" in same:
        pairs, timeless = own.join(_two(other, by), on=by), timeless.clear()
    else:
        days = [*by, "_local"]
        pairs = with_local_day(own, seat).join(_two(with_local_day(timed, seat, at="_from"), days), on=days)
    unclear = own.join(
        timeless.sort("_unsure", "_other").unique(by, keep="first", maintain_order=True), on=by
    )
    parts = [one.select("_i", "_row_id", "_other", "_from", "_till", "_unsure") for one in (pairs, unclear)]
    both = pl.concat(parts)
    return (both.filter(pl.col("_row_id") != pl.col("_other")) if is_one_table else both).drop("_row_id")


def _two(other: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Of each key, sure and unsure apart, the two rows that end last: one may be the own row itself."""
    last = other.sort("_till", "_other", descending=[True, False], nulls_last=True)
    return last.filter(pl.int_range(pl.len()).over([*by, pl.col("_unsure").is_null()]) < 2)


def _in_time(
    own: pl.DataFrame, other: pl.DataFrame, by: list[str], relation: str, within_ms: int
) -> pl.DataFrame:
    """Pairs of which the own row begins while the other lasts, or at most `within_ms` after it."""
    longest = other.select((pl.col("_till") - pl.col("_from")).max()).item() or 0
    width = max(_WIDTH_MS, (longest + within_ms) // _STRIPES + 1)
    first, last = pl.col("_from") // width, (pl.col("_till") + within_ms) // width
    spread = other.with_columns(_stripe=pl.int_ranges(first, last + 1)).explode("_stripe")
    pairs = own.with_columns(_stripe=pl.col("_start") // width).join(spread, on=[*by, "_stripe"])
    return pairs.filter(_after(within_ms) if relation == AFTER else _inside())


def _after(within_ms: int) -> pl.Expr:
    """It begins at the other's end or up to so much later, or begins in the other and outlasts it."""
    apart = pl.col("_start") - pl.col("_till")
    overlaps = (pl.col("_start") >= pl.col("_from")) & (apart < 0) & (pl.col("_end") > pl.col("_till"))
    return ((apart >= 0) & (apart <= within_ms)) | overlaps


def _inside() -> pl.Expr:
    """It lies within the other: a point from its start, before its end."""
    lies = (pl.col("_start") >= pl.col("_from")) & (pl.col("_end") <= pl.col("_till"))
    return lies & (pl.col("_start") < pl.col("_till"))
