"""Whether contestants have the same value within a group."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.rules.cells import cell_id, only
from dauys.rules.frames import json_of, json_text


def found(frame: pl.DataFrame, table: str, value: str, per: Sequence[str]) -> pl.DataFrame:
    """A line for each group (contest and `per`) in which two contestants have different values.

    Several values of one contestant alone are no difference between contestants.
    """
    group = ["_contest", *dict.fromkeys(per)]
    ordered = frame.sort(value, "_row_id")
    ends = {"lowest": pl.col(value).first(), "highest": pl.col(value).last()}
    each = ordered.group_by([*group, "_contestant"], maintain_order=True).agg(**ends).sort("_contestant")
    by_contestant = pl.struct(pl.col("_contestant").alias("contestant"), "highest", "lowest")
    values = each.group_by(group, maintain_order=True).agg(values=by_contestant)
    cells = ordered.group_by(group, maintain_order=True).agg(
        **ends,
        _outlet=only("_outlet"),
        _medium=only("_medium"),
        lowest_id=pl.col("_row_id").first(),
        highest_id=pl.col("_row_id").last(),
        rows=pl.len(),
    )
    differs = (pl.col("values").list.len() > 1) & (pl.col("lowest") != pl.col("highest"))
    unequal = cells.join(values, on=group, maintain_order="left").filter(differs)
    return _traced(unequal, table, value, list(dict.fromkeys(per)))


def _traced(unequal: pl.DataFrame, table: str, value: str, per: Sequence[str]) -> pl.DataFrame:
    names = ("highest", "highest_id", "lowest", "lowest_id", "rows", "values")
    trace = json_of(
        message=pl.lit("same_terms.same_value"),
        column=pl.lit(value),
        same=pl.struct(sorted(per)),
        **{name: pl.col(name) for name in names},
    )
    ends = (json_text(pl.col(name)) for name in ("lowest_id", "highest_id"))
    nothing = pl.lit(None, pl.Int64)
    return unequal.with_columns(
        _trace=trace,
        _exhibits=pl.format(f'[["{table}",{{}}],["{table}",{{}}]]', *ends),
        _row_id=cell_id(per),
        _contestant=pl.lit(""),
        _doubt=pl.lit(None, pl.String),
        _start=nothing,
        _end=nothing,
        _decide=pl.lit(value=False),
    )
