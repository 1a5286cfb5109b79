"""What would restore to each contestant what was ordered and monitoring did not find."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dauys.domain.reconciliation import SHORT_MS_MAX, Outcome
from dauys.domain.tables import TABLES
from dauys.measures.frames import register, shaped


def make_goods(reconciliation: pl.DataFrame, registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The table `make-goods` by outlet, order and spot: one row for an order with something missing.

    `slots` are those missing or heard too short, displaced ones too; `missing_ms` is their whole length or
    what of it was not heard. A slot that is unknown is owed nothing until it is known. With these aired, each
    order has all the time that it ordered.
    """
    is_missing = pl.col("outcome") == str(Outcome.MISSING)
    has_less = pl.col("outcome").is_in([str(Outcome.SHORT), str(Outcome.DISPLACED)]) & (
        pl.col("heard_ms") < pl.col("length_ms") - SHORT_MS_MAX
    )
    owed = reconciliation.filter((is_missing | has_less) & (pl.col("slot_id") != ""))
    of_order = register(registers, "orders").select("spot_id", order_id="id")
    rows = (
        owed.drop("spot_id")
        .join(of_order, on="order_id")
        .group_by("outlet_id", "order_id", "contestant_id", "spot_id")
    )
    summed = rows.agg(
        slots=pl.len(), missing_ms=(pl.col("length_ms") - pl.col("heard_ms").fill_null(0)).sum()
    )
    return shaped(summed, TABLES["make-goods"]).sort("outlet_id", "order_id", "spot_id")
