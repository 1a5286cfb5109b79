"""Whose a row is: its contest, contestant and outlet, by its own columns or the row it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from dauys.domain.tables import TABLES
from dauys.rules.times import LINKS, row_keys

Tables = Callable[[str], pl.DataFrame]
_OWN = {"contests": "_contest", "contestants": "_contestant", "outlets": "_outlet"}


def placed(table: str, tables: Tables) -> pl.DataFrame:
    """The table's rows with `_row_id`, `_contest`, `_contestant`, `_outlet`, `_medium`, `_level`, `_zone`."""
    frame = _linked(table, tables(table), tables)
    frame = frame.with_columns(
        _row_id=pl.concat_str(
            [pl.col(key).cast(pl.String).fill_null("") for key in row_keys(table)], separator="_"
        )
    )
    if own := _OWN.get(table):
        frame = frame.with_columns(pl.col("id").alias(own))
    return _with_outlet(table, _with_contest(frame, tables), tables)


def _linked(table: str, frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """`_contest`, `_contestant`, `_outlet` by the row's own ids, else by the row that it belongs to."""
    names = {"_contest": "contest_id", "_contestant": "contestant_id", "_outlet": "outlet_id"}
    own = {to: _text(name if name in TABLES[table] else None) for to, name in names.items()}
    frame = frame.with_columns(**own)
    if "channel_id" in TABLES[table] and "outlet_id" not in TABLES[table]:
        frame = _mapped(frame, "channel_id", tables("channels"), "outlet_id", "_outlet")
    if table not in LINKS:
        return frame
    key, other = LINKS[table]
    beyond = placed(other, tables)
    for to in names:
        frame = _mapped(frame, key, beyond, to, to)
    return frame


def _with_contest(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    return _mapped(frame, "_contestant", tables("contestants"), "contest_id", "_contest")


def _with_outlet(table: str, frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    for name in ("medium", "level", "zone"):
        own = name if name in TABLES[table] else None
        frame = frame.with_columns(_text(own).alias(f"_{name}"))
        frame = _mapped(frame, "_outlet", tables("outlets"), name, f"_{name}")
    return frame


def _text(column: str | None) -> pl.Expr:
    return pl.col(column) if column else pl.lit("")


def _mapped(frame: pl.DataFrame, key: str, other: pl.DataFrame, value: str, to: str) -> pl.DataFrame:
    """Fills empty cells of `to` with `value` of the row of `other` whose id is in `key`."""
    ids: Mapping[str, str] = dict(other.select("id", value).iter_rows())
    if not ids or not frame.height:
        return frame
    found = pl.col(key).replace_strict(list(ids), list(ids.values()), default="", return_dtype=pl.String)
    return frame.with_columns(pl.when(pl.col(to) == "").then(found).otherwise(pl.col(to)).alias(to))
