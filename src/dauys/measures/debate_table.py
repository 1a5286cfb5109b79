"""The debate clock: what each participant of a debate had of it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dauys.domain.tables import TABLES
from dauys.measures.frames import register, shaped


def debate_clock(registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The table `debate-clock` by debate, order and contestant.

    A participant's speech is the sum of its intervals. In a debate that nobody timed, speech is not known.
    `behind_ms` is the longest speech of those who took part, less this one; for one who refused it is null.
    """
    keys = ["debate_id", "contestant_id"]
    speeches = register(registers, "debate-speeches")
    spoken = speeches.group_by(keys).agg(
        speech_ms=(pl.col("end_ms") - pl.col("start_ms")).sum(), speeches=pl.len().cast(pl.Int64)
    )
    aired = register(registers, "debates").select("channel_id", debate_id="id")
    rows = register(registers, "debate-participants").join(aired, on="debate_id", how="left")
    rows = rows.join(spoken, on=keys, how="left")
    is_timed = pl.col("debate_id").is_in(speeches["debate_id"].unique().to_list())
    timed = rows.with_columns(
        pl.when(is_timed).then(pl.col(name).fill_null(0)).alias(name) for name in ("speech_ms", "speeches")
    )
    took_part = pl.col("speech_ms").filter(~pl.col("is_refused"))
    behind = took_part.max().over("debate_id") - pl.col("speech_ms")
    clocked = timed.with_columns(behind_ms=pl.when(~pl.col("is_refused")).then(behind))
    return shaped(clocked, TABLES["debate-clock"]).sort("debate_id", "order", "contestant_id")
