"""Whether who applied first was served first."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.tables import TABLES
from dauys.rules.frames import json_of, json_text


def found(frame: pl.DataFrame, table: str, applied: str, served: str, per: Sequence[str]) -> pl.DataFrame:
    """The rows before which another contestant, who applied later, was served; rows of one moment or day of
    service, and applications of one moment, are not out of order.

    The row that is cited is the one served first of all those, then the first by id.
    """
    group = ["_contest", *dict.fromkeys(per)]
    ranked = frame.sort(served, "_row_id").with_row_index("_rank")
    overtaken = [
        _overtaken(of_contest, group, applied) for of_contest in ranked.partition_by("_contest")
    ] or [ranked.with_columns(_by=pl.lit(None, pl.UInt32))]
    cited = ranked.select(
        _by="_rank", _by_id="_row_id", _by_contestant="_contestant", _by_applied=applied, _by_served=served
    )
    waited = pl.concat(overtaken).join(cited, on="_by", maintain_order="left")
    waited = waited.filter(pl.col("_by_served") < pl.col(served))
    return _traced(waited, table, applied, served, list(dict.fromkeys(per)))


def _overtaken(ranked: pl.DataFrame, group: Sequence[str], applied: str) -> pl.DataFrame:
    """With `_by`: the rank of the row served first among later applications of other contestants."""
    parts = []
    for contestant in ranked["_contestant"].unique().sort():
        of_others = ranked.filter(pl.col("_contestant") != contestant)
        first = of_others.group_by([*group, applied]).agg(_by=pl.col("_rank").min())
        later = first.sort(applied, descending=True).with_columns(pl.col("_by").cum_min().over(group))
        own = ranked.filter(pl.col("_contestant") == contestant).sort(applied)
        # Both sides are sorted; Polars cannot check that within groups and would warn.
        parts.append(
            own.join_asof(
                later.sort(applied),
                on=applied,
                by=list(group),
                strategy="forward",
                allow_exact_matches=False,
                check_sortedness=False,
            )
        )
    return pl.concat(parts)


def _traced(waited: pl.DataFrame, table: str, applied: str, served: str, per: Sequence[str]) -> pl.DataFrame:
    sides = {"applied": (applied, "_by_applied"), "served": (served, "_by_served")}
    values: dict[str, pl.Expr] = {}
    for name, (own, other) in sides.items():
        unit = "at_ms" if TABLES[table][own] == "int" else "on"
        values |= {f"{name}_{unit}": pl.col(own), f"before_it_{name}_{unit}": pl.col(other)}
    trace = json_of(
        message=pl.lit("same_terms.order_of_application"),
        before_it_id=pl.col("_by_id"),
        before_it_contestant=pl.col("_by_contestant"),
        same=pl.struct(sorted(per)),
        **values,
    )
    both = [json_text(pl.col(name)) for name in ("_row_id", "_by_id")]
    exhibits = pl.format(f'[["{table}",{{}}],["{table}",{{}}]]', *both)
    return waited.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=exhibits)
