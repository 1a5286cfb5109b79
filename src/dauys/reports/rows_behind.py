"""What stands behind a figure: the table, the filters that always hold, and the rows themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.figures import Definition
from dauys.reports.material import Material
from dauys.reports.selection import Selection

_HOLE = re.compile(r"\{\w+\}\.?")


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows of a table under filters (canonical JSON); `name` is that of the first definition over them."""

    table: str
    filters: str
    name: str


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


def rows_of(
    source: Behind, where: Selection, material: Material, most: int
) -> tuple[list[dict[str, Any]], int]:
    """The first `most` rows and the number of all; pieces of one appearance are one row.

    Of an appearance, `here_ms` is its time in the selection, and `items` is 0 where it began outside.
    """
    frame = material.tables[source.table]
    held = {**json.loads(source.filters), **where.columns}
    rows = frame.filter(*(_holds(name, value) for name, value in held.items()))
    if source.table == "appearances":
        rows = (
            rows.sort("start_ms", "id", maintain_order=True)
            .group_by("id", maintain_order=True)
            .agg(
                pl.exclude("id", "ms", "items").first(),
                here_ms=pl.col("ms").sum(),
                items=pl.col("items").sum(),
            )
        )
    return rows.head(most).rows(named=True), rows.height


def _holds(column: str, condition: Any) -> pl.Expr:  # noqa: ANN401 - any filter of domain.figures
    """A filter of `domain.figures` as an expression."""
    cell = pl.col(column)
    if isinstance(condition, Mapping):
        sides = [cell >= condition["from"]] if "from" in condition else []
        return pl.all_horizontal(sides + ([cell < condition["to"]] if "to" in condition else []))
    return cell.is_in(list(condition)) if isinstance(condition, list) else cell == condition
