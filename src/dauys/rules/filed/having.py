"""Of whom there are rows that make them file: an outlet that sold time, a pollster that published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.rules.matter import Matter
from dauys.rules.others import apart, keyed, keys, others
from dauys.rules.row_sets import time_column, with_time

_NEEDED = ["_other", "_from", "_far", "_unsure"]


def pairs(frame: pl.DataFrame, having: Mapping[str, Any], matter: Matter) -> pl.DataFrame:
    """Each row of `frame` (`_i`) with each such row of its own contest or of none.

    `_other`, `_from`, `_far` are the other's id, start and zone; `_unsure` names what is not known of it.
    """
    there = others(matter, having).with_columns(_other="_row_id", _from="_start", _far="_zone")
    parts = []
    for part, left in apart(there, having["table"], having["same"]):
        by = keys(len(left))
        theirs = keyed(part, list(left.values())).select(*by, *_NEEDED, _of="_contest")
        parts.append(keyed(frame, list(left)).select("_i", "_contest", *by).join(theirs, on=by))
    if not parts:
        schema = {
            "_i": pl.UInt32,
            "_other": pl.String,
            "_from": pl.Int64,
            "_far": pl.String,
            "_unsure": pl.String,
        }
        return pl.DataFrame(schema=schema)
    is_theirs = (pl.col("_of") == "") | (pl.col("_of") == pl.col("_contest"))
    return pl.concat(part.filter(is_theirs).select("_i", *_NEEDED) for part in parts)


def with_having(frame: pl.DataFrame, having: Mapping[str, Any], matter: Matter) -> pl.DataFrame:
    """With `_has`, whether there is such a row or may be, and `_has_why`: what hides whether there is."""
    numbered = frame.with_row_index("_i")
    met = pairs(numbered, having, matter).sort("_unsure", "_other", nulls_last=False)
    first = met.unique("_i", keep="first", maintain_order=True).select(
        "_i", _has=pl.lit(value=True), _has_why="_unsure"
    )
    joined = numbered.join(first, on="_i", how="left", maintain_order="left").drop("_i")
    return joined.with_columns(pl.col("_has").fill_null(value=False))


def timed(having: Mapping[str, Any]) -> str:
    """The column that says when such a row was."""
    return time_column(with_time(having))
