"""Rows of one phase of a campaign: those whose act begins while a window of the book is open."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dauys.rules.overlaps import FOR_ALL_AGES, fits_outlet
from dauys.rules.windows import Windows


def in_phase(
    frame: pl.DataFrame, window: str, made: Windows, seat: str, time: str
) -> tuple[pl.DataFrame, Counter[str]]:
    """The prepared rows that begin while the window is open, and why others could not be placed.

    A row has one clock here, its own zone's (the seat's, of a row without one), also where its outlet airs
    nationwide: an act belongs to one phase. time: the column that says when a row's act was.
    """
    missing = {of: why for (of, name), why in made.unknown.items() if name == window}
    reasons = {of: "law" if why == "law" else f"unknown: {why}" for of, why in missing.items()}
    hidden = pl.col("_contest").replace_strict(
        list(reasons), list(reasons.values()), default=None, return_dtype=pl.String
    )
    timeless = pl.when(pl.col("_start").is_null()).then(pl.lit(f"unknown: {time}"))
    marked = frame.with_columns(_why=pl.coalesce(hidden, timeless)).with_row_index("_i")
    lost = Counter(dict(marked["_why"].drop_nulls().value_counts().iter_rows()))
    entries = made.frame.filter(pl.col("window") == window)
    pairs = (
        marked.filter(pl.col("_why").is_null())
        .with_columns(_clock=pl.col("_zone").replace("", seat))
        .join(
            entries.select("contest_id", "zone", "media", "levels", _from="start_ms", _until="end_ms"),
            left_on=["_contest", "_clock"],
            right_on=["contest_id", "zone"],
        )
    )
    first, last = FOR_ALL_AGES
    is_open = (pl.col("_start") >= pl.col("_from").fill_null(first)) & (
        pl.col("_start") < pl.col("_until").fill_null(last)
    )
    inside = pairs.filter(is_open, *fits_outlet())["_i"].unique()
    return marked.filter(pl.col("_i").is_in(inside.implode())).drop("_i", "_why"), lost
