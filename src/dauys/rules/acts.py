"""Acts that are to have come by a limit, for `prior_act` and `filing`: each row's first, and its trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.rules.days import iso, ordinals
from dauys.rules.frames import json_of, json_text
from dauys.rules.matter import Matter
from dauys.rules.others import TABLE, WHERE, Same, apart, first_blank, keyed, keys, others
from dauys.rules.row_sets import Column, When
from dauys.rules.schema import Field, Keys, Many

_EVER = -(1 << 62)


def act_keys(own: str, words: str) -> Keys:
    """The keys of an act, or of a filing; own: the sibling field that names the rows it belongs to."""
    return Keys(
        {
            "table": TABLE,
            "where": WHERE,
            "same": Field(Same(own), "what makes it theirs: own column → its column", is_needed=True),
            "known": Field(
                Many(Column("table")),
                "columns without which it is not complete; where one is not known, nothing is tested",
                usual=[],
            ),
            "at": Field(When("table"), "when it was done: a moment or a day", is_needed=True),
        },
        words=words,
    )


def acts(matter: Matter, act: Mapping[str, Any], *, by_days: bool) -> pl.DataFrame:
    """The acts with `_at` (ordinal or ms); of one that may not be complete `_unsure` names a column."""
    frame = others(matter, act)
    at = ordinals(pl.col(act["at"])) if by_days else pl.col(act["at"])
    unsure = pl.coalesce("_unsure", first_blank(act["table"], [*act["known"], act["at"]]))
    columns = dict.fromkeys(act["same"].values())
    return frame.with_columns(_at=at, _unsure=unsure).select("_row_id", "_at", "_unsure", *columns)


def with_first(frame: pl.DataFrame, done: pl.DataFrame, act: Mapping[str, Any]) -> pl.DataFrame:
    """With each row's first act, `_first` (when) and `_act` (its id), null where there is none.

    frame: rows with `_limit`. done: `acts`. `_may` names what hides an act that may be in time.
    """
    nothing = pl.lit(None, pl.String)
    firsts, same = done.clear(), dict(act["same"])
    frame = frame.with_columns(_may=nothing)
    for part, left in apart(done, act["table"], same):
        firsts = pl.concat([firsts, part.filter(pl.col("_unsure").is_null())])
        frame = _with_hidden(frame, part.filter(pl.col("_unsure").is_not_null()), left)
    earliest = _earliest(firsts, same).rename({"_at": "_first", "_row_id": "_act"}).drop("_unsure")
    by = keys(len(same))
    return keyed(frame, list(same)).join(earliest, on=by, how="left", maintain_order="left").drop(by)


def _with_hidden(frame: pl.DataFrame, unsure: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    if not unsure.height:
        return frame
    by = keys(len(same))
    earliest = _earliest(unsure.with_columns(pl.col("_at").fill_null(_EVER)), same)
    hidden = earliest.select(*by, _hidden="_at", _why="_unsure")
    joined = keyed(frame, list(same)).join(hidden, on=by, how="left", maintain_order="left")
    may = pl.coalesce("_may", pl.when(pl.col("_hidden") <= pl.col("_limit")).then("_why"))
    return joined.with_columns(_may=may).drop(*by, "_hidden", "_why")


def _earliest(done: pl.DataFrame, same: Mapping[str, str]) -> pl.DataFrame:
    """The first act of each key, then by id."""
    by = keys(len(same))
    ordered = keyed(done.sort("_at", "_row_id"), list(same.values()))
    return ordered.unique(by, keep="first", maintain_order=True).select(*by, "_at", "_row_id", "_unsure")


def is_missing() -> pl.Expr:
    """Whether no act came by the limit."""
    return pl.coalesce(pl.col("_first") > pl.col("_limit"), pl.lit(value=True))


def traced(
    found: pl.DataFrame, table: str, act: Mapping[str, Any], matter: Matter, kind: str, *, by_days: bool
) -> pl.DataFrame:
    """With the trace `KIND.late` (the first act came after the limit) or `KIND.none`, and its exhibits."""
    is_late, nothing = pl.col("_act").is_not_null(), pl.lit(None, pl.Int64)
    days = {"at_day": iso(pl.col("_first")).fill_null(""), "limit_day": iso(pl.col("_limit")).fill_null("")}
    moments = {"at_ms": pl.col("_first"), "limit_ms": pl.col("_limit")}
    empty = {**dict.fromkeys(days, pl.lit("")), **dict.fromkeys(moments, nothing)}
    trace = json_of(
        message=pl.when(is_late).then(pl.lit(f"{kind}.late")).otherwise(pl.lit(f"{kind}.none")),
        act_table=pl.lit(act["table"]),
        act_column=pl.lit(act["at"]),
        act_id=pl.col("_act").fill_null(""),
        zone=pl.col("_zone").replace("", matter.seat),
        **{**empty, **(days if by_days else moments)},
    )
    own = pl.format(f'["{table}",{{}}]', json_text(pl.col("_row_id")))
    late = pl.format(f'{{}},["{act["table"]}",{{}}]', own, json_text(pl.col("_act").fill_null("")))
    exhibits = pl.format("[{}]", pl.when(is_late).then(late).otherwise(own))
    return found.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=exhibits)
