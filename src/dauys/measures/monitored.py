"""Due time divided into monitored time and gaps: for any division, monitored + gaps = due."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def monitored_time(due_pieces: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """`by`, `due_ms`, `monitored_ms`, `gap_ms` and the same within prime time (`prime_…`)."""
    heard = pl.col("cause") == ""
    sums = [
        pl.col("ms").filter(chosen).sum().alias(f"{prefix}{name}")
        for prefix, hours in (("", pl.lit(value=True)), ("prime_", pl.col("is_prime")))
        for name, chosen in (
            ("due_ms", hours),
            ("monitored_ms", hours & heard),
            ("gap_ms", hours & ~heard),
        )
    ]
    return due_pieces.group_by(by).agg(*sums).sort(by) if by else due_pieces.select(*sums)


def gaps(due_pieces: pl.DataFrame) -> pl.DataFrame:
    """Every gap with its day and cause: outlet_id, channel_id, day, start_ms, end_ms, cause; in order.

    Pieces of one gap that touch within a day (they were cut where prime time begins) are one row again.
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
