"""Shares stay ratios of two integers; whoever shows one divides once, at the end."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def with_wholes(measured: pl.DataFrame, within: Sequence[str]) -> pl.DataFrame:
    """Adds `airings_whole` and `ms_whole`: the sums over all rows that agree in the `within` columns.

    A contestant's share of an outlet's airtime is `ms` / `ms_whole` with `within=["outlet_id"]`; with
    nothing in `within` the whole is the table.
    """
    wholes = [pl.col(name).sum() for name in ("airings", "ms")]
    over = [whole.over(within) for whole in wholes] if within else wholes
    return measured.with_columns(
        **{f"{name}_whole": whole for name, whole in zip(("airings", "ms"), over, strict=True)}
    )
