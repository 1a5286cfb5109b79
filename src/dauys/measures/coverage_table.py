"""The published coverage: one row for an item and a subject in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dauys.domain.outlets import Outlet
from dauys.domain.tables import TABLES
from dauys.measures.frames import register, shaped
from dauys.measures.places import of_contestants, of_moments, of_outlets


def coverage_table(registers: Mapping[str, pl.DataFrame], outlets: Sequence[Outlet]) -> pl.DataFrame:
    """The table `coverage` by start, item and subject.

    A mention is a row; an item that names several subjects has several. The contest is the item's own where
    it is stated, else that of the contestant whom the subject is.
    """
    subjects = register(registers, "subjects").select("contestant_id", subject_kind="kind", subject_id="id")
    rows = register(registers, "coverage").rename({"contest_id": "stated_contest_id"})
    named = of_contestants(rows.join(subjects, on="subject_id", how="left"), registers)
    stated = pl.col("stated_contest_id")
    placed = of_moments(of_outlets(named, registers), outlets).with_columns(
        id=pl.concat_str("item_id", pl.lit("/"), "subject_id"),
        contest_id=pl.when(stated != "").then(stated).otherwise("contest_id"),
    )
    return shaped(placed, TABLES["coverage"]).sort("start_ms", "item_id", "subject_id")
