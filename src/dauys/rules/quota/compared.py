"""Cells in which contestants are compared: equal, each its share, or a statistic without a threshold."""

from __future__ import annotations

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.frames import json_of
from dauys.rules.matter import Matter
from dauys.rules.quota.cells import Cells, among_all
from dauys.rules.quota.shares import with_shares

ALONE = "nothing to compare"


def tested(made: Cells, rule: Rule, matter: Matter) -> pl.DataFrame:
    """A line for each cell in the shape of a finding, with `_found`, `_sure` and `_why`."""
    parts = among_all(made, matter) if "among" in rule.terms else made.frame
    shares, tolerance = rule.terms.get("shares"), rule.terms["tolerance_pm"]
    nothing = pl.lit(None, pl.Int64)
    parts = parts.with_columns(_expected=nothing, _beyond=pl.lit(value=False), _no_share=pl.lit(value=False))
    if shares:
        parts = with_shares(parts, made.key, shares, tolerance or 0, matter)
    cells = _summed(parts, made).join(made.about, on=made.key, nulls_equal=True, maintain_order="left")
    unequal = pl.col("highest") * 1000 > pl.col("lowest") * (1000 + (tolerance or 0))
    found = pl.col("_beyond") if shares else unequal
    alone = pl.when(pl.col("values").list.len() < 2).then(pl.lit(ALONE))
    shareless = pl.when("_no_share").then(pl.lit("unknown: allocations.value"))
    return _traced(cells, made, rule).with_columns(
        _found=pl.lit(value=True) if tolerance is None else found,
        _sure=pl.lit(value=False),
        _why=pl.coalesce(alone, shareless),
    )


def _summed(parts: pl.DataFrame, made: Cells) -> pl.DataFrame:
    """A line for each cell: what each contestant got, the highest and the lowest, all of it."""
    told = [pl.col(f"_{name}").alias(name) for name in ("contestant", "expected", "unknown", "value")]
    ends = {"highest": True, "lowest": False}
    by_value = {
        f"{name}_contestant": pl.col("_contestant")
        .sort_by("_value", descending=is_high, maintain_order=True)
        .first()
        for name, is_high in ends.items()
    }
    return (
        parts.sort("_contestant")
        .group_by(made.key, maintain_order=True)
        .agg(
            values=pl.struct(told),
            highest=pl.col("_value").max(),
            lowest=pl.col("_value").min(),
            total=pl.col("_value").sum(),
            _unknown=pl.col("_unknown").sum(),
            _unclear=pl.col("_unclear").min(),
            _beyond=pl.col("_beyond").any(),
            _no_share=pl.col("_no_share").any(),
            **by_value,
        )
    )


def _traced(cells: pl.DataFrame, made: Cells, rule: Rule) -> pl.DataFrame:
    tolerance, shares = rule.terms["tolerance_pm"], rule.terms.get("shares") or {}
    message = "quota.shares" if shares else "quota.unequal"
    ends = ("highest", "highest_contestant", "lowest", "lowest_contestant", "total", "values")
    trace = json_of(
        message=pl.lit("quota.statistic" if tolerance is None else message),
        tolerance_pm=pl.lit(tolerance, pl.Int64),
        basis=pl.lit(shares.get("basis", "")),
        equal_pm=pl.lit(shares.get("equal_pm"), pl.Int64),
        proportional_pm=pl.lit(shares.get("proportional_pm"), pl.Int64),
        **made.told(rule),
        **{name: pl.col(name) for name in ends},
    )
    return cells.with_columns(_trace=trace, _row_id=made.name(), _contestant=pl.lit(""))
