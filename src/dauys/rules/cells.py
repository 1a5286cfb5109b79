"""Cells: several rows as one thing that is tested, such as an outlet's week; their names and their rows."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.law import Rule

SHOWN = 50
"""So many rows of a cell are its exhibits, the first by id; its trace says how many there are."""


def only(column: str) -> pl.Expr:
    """In an aggregation: the one value of the column, or "" where rows differ."""
    return pl.when(pl.col(column).n_unique() == 1).then(pl.col(column).first()).otherwise(pl.lit(""))


def cell_id(columns: Sequence[str]) -> pl.Expr:
    """What names a cell: the values of these columns that are not empty, joined by `_`."""
    parts = [pl.col(name).cast(pl.String) for name in columns]
    return pl.concat_str([pl.when(part != "").then(part) for part in parts], separator="_", ignore_nulls=True)


def in_several(rule: Rule, contests: pl.DataFrame) -> bool:
    """Whether cells of several contests may have one name: the rule holds for more than one."""
    return sum(not rule.contests or kind in rule.contests for kind in contests["kind"]) > 1
