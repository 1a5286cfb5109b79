"""Whether somebody was refused what another contestant got."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.tables import TABLES
from dauys.rules.frames import json_of, json_text
from dauys.rules.others import blank


def found(frame: pl.DataFrame, table: str, value: str, per: Sequence[str]) -> tuple[pl.DataFrame, pl.Series]:
    """Refused rows beside which another contestant was accepted, and what hides that of others.

    frame: rows with `_blank`. The acceptance that is cited is the first by time, then by id. A row of which
    it is not known whether it was refused, whose it is, or whether an exception spares it, may be one.
    """
    group = ["_contest", *dict.fromkeys(per)]
    has_group = ~pl.any_horizontal(blank(table, name) for name in per)
    is_sure = pl.col("_blank").is_null() & pl.col("_doubt").is_null()
    not_refused = frame.filter(has_group & ~pl.col(value).fill_null(value=False))
    refused = frame.filter(pl.col("_blank").is_null() & pl.col(value))
    refused = _with_another(refused, not_refused.filter(is_sure), group, "_granted")
    refused = _with_another(refused, not_refused.filter(~is_sure), group, "_open")
    unequal = refused.filter(pl.col("_granted_id").is_not_null())
    hidden = refused.filter(pl.col("_granted_id").is_null() & pl.col("_open_id").is_not_null())
    blanks = pl.Series("_blank", [value] * hidden.height, pl.String)
    return _traced(unequal, table, value, list(dict.fromkeys(per))), blanks


def _with_another(refused: pl.DataFrame, rows: pl.DataFrame, group: Sequence[str], name: str) -> pl.DataFrame:
    """With the first of `rows` of another contestant in the same group: its id, contestant and time."""
    firsts = rows.sort("_start", "_row_id", nulls_last=True).unique(
        [*group, "_contestant"], keep="first", maintain_order=True
    )
    numbered = firsts.with_columns(_number=pl.int_range(pl.len()).over(list(group)))
    for number in (0, 1):
        part = numbered.filter(pl.col("_number") == number).select(
            *group, **{f"_{number}_{of}": f"_{of}" for of in ("row_id", "contestant", "start")}
        )
        refused = refused.join(part, on=list(group), how="left", maintain_order="left")
    # The second stands for the first where that is the row's own contestant's.
    other = pl.col("_0_contestant") != pl.col("_contestant")
    named = {"id": "row_id", "contestant": "contestant", "ms": "start"}
    return refused.with_columns(
        pl.when(other).then(f"_0_{of}").otherwise(f"_1_{of}").alias(f"{name}_{to}")
        for to, of in named.items()
    ).drop(f"_{number}_{of}" for number in (0, 1) for of in named.values())


def _traced(unequal: pl.DataFrame, table: str, value: str, per: Sequence[str]) -> pl.DataFrame:
    reason = pl.col("refusal") if "refusal" in TABLES[table] else pl.lit("")
    trace = json_of(
        message=pl.lit("same_terms.no_refusal"),
        column=pl.lit(value),
        refused_at_ms=pl.col("_start"),
        refusal=reason,
        granted_id=pl.col("_granted_id"),
        granted_contestant=pl.col("_granted_contestant"),
        granted_at_ms=pl.col("_granted_ms"),
        same=pl.struct(sorted(per)),
    )
    both = [json_text(pl.col(name)) for name in ("_row_id", "_granted_id")]
    exhibits = pl.format(f'[["{table}",{{}}],["{table}",{{}}]]', *both)
    return unequal.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=exhibits)
