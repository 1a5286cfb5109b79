"""Due time that was not monitored, gap by gap."""

from __future__ import annotations

import polars as pl


def gaps(due_pieces: pl.DataFrame) -> pl.DataFrame:
    """Every gap with its day and cause: outlet_id, channel_id, day, start_ms, end_ms, cause; in order.

    Pieces of one gap that touch within a day (cut where prime time or a daypart begins) are one row again.
    """
    keys = ["outlet_id", "channel_id", "day"]
    ordered = due_pieces.filter(pl.col("cause") != "").sort("outlet_id", "channel_id", "piece_start_ms")
    goes_on = (pl.col("piece_start_ms") == pl.col("piece_end_ms").shift()) & (
        pl.struct(*keys, "cause") == pl.struct(*keys, "cause").shift()
    )
    runs = ordered.with_columns(run=(~goes_on.fill_null(value=False)).cum_sum())
    joined = runs.group_by(*keys, "cause", "run").agg(
        start_ms=pl.col("piece_start_ms").min(), end_ms=pl.col("piece_end_ms").max()
    )
    return joined.sort("outlet_id", "channel_id", "start_ms").select(*keys, "start_ms", "end_ms", "cause")
