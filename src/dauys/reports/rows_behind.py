"""What stands behind a figure: the table, the filters that always hold, and the rows themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.figures import Definition
from dauys.reports.selection import Selection

_HOLE = re.compile(r"\{\w+\}\.?")


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows of a table under filters (canonical JSON); `name` is that of the first definition over them."""

    table: str
    filters: str
    name: str

    @property
    def conditions(self) -> dict[str, Any]:
        """The filters by column."""
        return dict(json.loads(self.filters))


def behind(definition: Definition, definitions: Mapping[str, Definition]) -> Behind:
    """The rows that a definition counts; those of a share, gap or ratio are the rows of its first part."""
    table, filters = _source(definition, definitions)
    first = next(other for other in definitions.values() if _source(other, definitions) == (table, filters))
    return Behind(table, filters, _HOLE.sub("", first.id).strip(".").removesuffix(".total"))


def _source(definition: Definition, definitions: Mapping[str, Definition]) -> tuple[str, str]:
    held = dict(definition.where or {})
    while not definition.table:
        definition = definitions[definition.of or definition.over]
        held |= definition.where or {}
    return definition.table, json.dumps(held, sort_keys=True, default=str)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one selection: how many, and where in the table the first of them stand."""

    count: int
    places: pl.Series


class RowsBehind:
    """The rows of many selections of one table, which is put in order and divided once for all of them.

    Appearances stand in order of time, and the pieces of one are one row; other tables in their own order.
    columns: all those by which rows will be asked for.
    """

    def __init__(self, name: str, frame: pl.DataFrame, columns: Iterable[str]) -> None:
        self._frame, self._is_cut = frame, name == "appearances"
        coded = {column: _coded(frame[column]) for column in sorted(set(columns))}
        self._codes = {column: codes for column, (_, codes) in coded.items()}
        cells = {"piece_of": _pieces(frame), **{column: cells for column, (cells, _) in coded.items()}}
        rows = pl.DataFrame(cells).with_row_index("place")
        self._rows = rows[_in_time(frame)] if self._is_cut else rows
        self._parts = {
            column: self._rows.partition_by(column, as_dict=True, maintain_order=True)
            for column in _DIVIDED
            if column in coded
        }

    def find(self, source: Behind, where: Selection, most: int) -> Found:
        """The rows under the source's filters and the selection, and where the first `most` stand."""
        conditions = source.conditions | where.columns
        codes = {
            column: [code for value, code in self._codes[column].items() if _holds(value, condition)]
            for column, condition in conditions.items()
        }
        rows = self._part(codes).filter(*(_is_one_of(column, wanted) for column, wanted in codes.items()))
        pieces = rows.filter(pl.col("piece_of").is_not_null())
        n_more = pieces.height - pieces["piece_of"].n_unique()
        is_first = pl.col("piece_of").is_null() | pl.col("piece_of").is_first_distinct()
        shown = rows.head(most + n_more).filter(is_first).head(most)
        other = pieces.join(shown.select("piece_of"), on="piece_of", how="semi")
        places = pl.concat([shown.filter(pl.col("piece_of").is_null()), other])["place"]
        return Found(rows.height - n_more, places.sort())

    def rows(self, found: Found, most: int) -> list[dict[str, Any]]:
        """The first `most` of what was found.

        Of an appearance, `here_ms` is its time in the selection, and `items` is 0 where it began outside.
        """
        rows = self._frame[found.places]
        if self._is_cut:
            rows = (
                rows.sort("start_ms", "id", maintain_order=True)
                .group_by("kind", "id", maintain_order=True)
                .agg(
                    pl.exclude("ms", "items").first(),
                    here_ms=pl.col("ms").sum(),
                    items=pl.col("items").sum(),
                )
            )
        return rows.head(most).rows(named=True)

    def _part(self, codes: Mapping[str, list[int]]) -> pl.DataFrame:
        """The rows to look through: those of one outlet or contestant where one is asked for."""
        for column, parts in self._parts.items():
            if len(wanted := codes.get(column, [])) == 1:
                return parts[wanted[0],]
        return self._rows


_DIVIDED = ("outlet_id", "contestant_id")


def _in_time(frame: pl.DataFrame) -> pl.Series:
    return frame.select(pl.arg_sort_by("start_ms", "id", maintain_order=True)).to_series()


def _pieces(frame: pl.DataFrame) -> pl.Series:
    """A number for the pieces of each appearance that is cut; null for the many rows that are not."""
    if not {"kind", "items"} <= set(frame.columns):
        return pl.repeat(None, frame.height, dtype=pl.UInt32, eager=True)
    key = ["kind", "id"]
    cut = (
        frame.filter(pl.col("items") == 0).select(key).unique(maintain_order=True).with_row_index("piece_of")
    )
    return frame.select(key).join(cut, on=key, how="left", maintain_order="left")["piece_of"]


def _coded(cells: pl.Series) -> tuple[pl.Series, dict[Any, int]]:
    """The cells as small integers, and the integer of each value that occurs."""
    values = cells.unique().drop_nulls().sort().to_list()
    if cells.dtype == pl.String:
        return cells.cast(pl.Enum(values)).to_physical(), {value: code for code, value in enumerate(values)}
    return cells.cast(pl.Int64), {value: int(value) for value in values}


def _is_one_of(column: str, codes: list[int]) -> pl.Expr:
    return pl.any_horizontal(pl.col(column) == code for code in codes) if codes else pl.lit(value=False)


def _holds(value: Any, condition: Any) -> bool:  # noqa: ANN401 - a cell, and any filter of domain.figures
    """Whether a value fulfils a filter of `domain.figures`."""
    if isinstance(condition, Mapping):
        return condition.get("from", value) <= value and ("to" not in condition or value < condition["to"])
    return value in condition if isinstance(condition, list) else value == condition
