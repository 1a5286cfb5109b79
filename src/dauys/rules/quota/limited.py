"""Cells, or each contestant's part of them, held against a limit: a number, a column, a part of a sum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.cells import only
from dauys.rules.frames import json_of
from dauys.rules.matter import Matter
from dauys.rules.others import first_blank, others
from dauys.rules.quota.cells import Cells, among_all
from dauys.rules.quota.watched import period_of


def tested(made: Cells, rule: Rule, matter: Matter) -> pl.DataFrame:
    """A line for each of them in the shape of a finding, with `_found`, `_sure` and `_why`.

    `_sure`: it holds whatever the gaps hide, for it is reached already.
    """
    terms = rule.terms
    parts = among_all(made, matter) if "among" in terms else _whole(made)
    parts = parts.join(made.about, on=made.key, nulls_equal=True, maintain_order="left")
    parts = _with_limit(parts, made, terms, matter)
    scaled = pl.col("_value") * pl.col("_scale")
    is_most = terms["test"] == "at_most"
    found = scaled > pl.col("_bound") if is_most else scaled < pl.col("_bound")
    reached = pl.lit(not is_most and "limit" in terms)
    return _traced(parts, made, rule).with_columns(_found=found.fill_null(value=False), _sure=reached)


def _whole(made: Cells) -> pl.DataFrame:
    """A line for each cell, its contestant where all of it is one's."""
    return made.frame.group_by(made.key, maintain_order=True).agg(
        pl.col("_value", "_limit", "_unknown").sum(),
        _unclear=pl.col("_unclear").min(),
        _contestant=only("_contestant"),
    )


def _with_limit(parts: pl.DataFrame, made: Cells, terms: Mapping[str, Any], matter: Matter) -> pl.DataFrame:
    """With `_bound`, which the value times `_scale` is held against, `_of` and `_why` there is none."""
    nothing, fine = pl.lit(None, pl.Int64), pl.lit(None, pl.String)
    limit = terms.get("limit")
    if isinstance(limit, int):
        return parts.with_columns(_bound=pl.lit(limit), _scale=pl.lit(1), _of=nothing, _why=fine)
    if isinstance(limit, Mapping):
        absent = pl.when(pl.col("_limit").is_null()).then(pl.lit(f"unknown: {limit['column']}"))
        return parts.with_columns(_bound="_limit", _scale=pl.lit(1), _of=nothing, _why=absent)
    summed = parts.join(
        _sums(made, terms, matter), on=made.key, how="left", nulls_equal=True, maintain_order="left"
    )
    of = terms["of"]
    # A whole of 0 says that nobody stated it: there is something of it in the cell.
    no_whole = pl.col("_of").fill_null(0) == 0
    lost = pl.when(no_whole).then(pl.lit(f"{of['table']}.{of['sum']}")).otherwise("_of_unclear")
    bound = pl.col("_of") * terms["limit_pm"]
    return summed.with_columns(_bound=bound, _scale=pl.lit(1000), _why=pl.format("unknown: {}", lost))


def _sums(made: Cells, terms: Mapping[str, Any], matter: Matter) -> pl.DataFrame:
    """The sum of `of` for each cell: over rows of the cell's contest and rows of none."""
    of = terms["of"]
    rows = period_of(others(matter, of), of["table"], terms.get("per"), matter)
    rows = rows.with_columns(_lost=pl.coalesce("_unsure", first_blank(of["table"], [of["sum"]])))
    contests = made.about.select("_contest").unique()
    nobodys = rows.filter(pl.col("_contest") == "").drop("_contest").join(contests, how="cross")
    both = pl.concat([rows.filter(pl.col("_contest") != ""), nobodys.select(rows.columns)])
    sure = pl.col(of["sum"]).filter(pl.col("_lost").is_null())
    return (
        both.with_columns(pl.col(name).cast(pl.String) for name in made.columns)
        .group_by(made.key)
        .agg(_of=sure.sum(), _of_unclear=pl.col("_lost").min())
    )


def _traced(parts: pl.DataFrame, made: Cells, rule: Rule) -> pl.DataFrame:
    is_most, limit_pm = rule.terms["test"] == "at_most", rule.terms.get("limit_pm")
    trace = json_of(
        message=pl.lit("quota.above" if is_most else "quota.below"),
        value=pl.col("_value"),
        limit=pl.col("_bound") // pl.col("_scale"),
        limit_pm=pl.lit(limit_pm, pl.Int64),
        of=pl.col("_of"),
        contestant=pl.col("_contestant"),
        unknown=pl.col("_unknown"),
        **made.told(rule),
    )
    ending = ["_contestant"] if "among" in rule.terms else []
    return parts.with_columns(_trace=trace, _row_id=made.name(*ending))
