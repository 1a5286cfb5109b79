"""Definitions evaluated over tables: integers, and None where a number is not known (domain/figures.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import polars as pl

from dauys.domain.figures import Definition, Filters, Kind, permille
from dauys.measures.cells import ROWS, Cells, total

Table: TypeAlias = pl.DataFrame | pl.LazyFrame
Values: TypeAlias = dict[tuple[Any, ...], int | None]


def evaluate(
    definition: Definition,
    definitions: Mapping[str, Definition],
    tables: Mapping[str, Table],
    by: Sequence[str],
    where: Filters | None = None,
) -> Values:
    """One value per combination of the `by` columns that occurs; for `by` = () one, under the key ().

    where: further filters, of any kind, that hold for every value. Tables may be lazy.
    """
    return Answers(definitions, tables).by(definition.id, by, where)


class Answers:
    """The values of all definitions over one set of tables; a table is passed over once for most of them."""

    def __init__(self, definitions: Mapping[str, Definition], tables: Mapping[str, Table]) -> None:
        self._definitions = definitions
        self._tables = {name: table.lazy() for name, table in tables.items()}
        self._cells: dict[str, Cells] = {}
        self._known: dict[tuple[str, tuple[str, ...], str], Values] = {}

    def by(self, definition_id: str, by: Sequence[str], where: Filters | None = None) -> Values:
        """As `evaluate`; `by` holds columns, `where` filters of any kind."""
        return self._by(self._definitions[definition_id], tuple(by), _joined((), where))

    def at(self, definition_id: str, where: Filters) -> int | None:
        """The value where these columns are fixed; 0 for a count or sum of what does not occur."""
        fixed = {
            name: value for name, value in where.items() if not isinstance(value, Mapping | list | tuple)
        }
        rest = {name: value for name, value in where.items() if name not in fixed}
        return self._at(self._definitions[definition_id], fixed, _joined((), rest))

    def _by(self, definition: Definition, by: tuple[str, ...], filters: tuple[Filters, ...]) -> Values:
        question = (definition.id, by, repr(filters))
        if question not in self._known:
            handed_on = _joined(filters, definition.where)
            self._known[question] = (
                self._compound(definition, by, handed_on)
                if definition.kind in (Kind.RATIO, Kind.SHARE, Kind.GAP)
                else self._counted(definition, by, handed_on)
            )
        return self._known[question]

    def _counted(self, definition: Definition, by: tuple[str, ...], filters: tuple[Filters, ...]) -> Values:
        """Count, sum or distinct: from the table's cells where they can tell, else from its rows."""
        name, columns = definition.table, {*by, *(column for some in filters for column in some)}
        if name not in self._cells:
            of_table = (one for one in self._definitions.values() if one.table == name)
            self._cells[name] = Cells(self._tables[name], of_table)
        if self._cells[name].answer(definition, columns):
            return _grouped(self._cells[name].frame.lazy(), by, filters, _of_cells(definition))
        return _grouped(self._tables[name], by, filters, _of_rows(definition))

    def _compound(self, definition: Definition, by: tuple[str, ...], filters: tuple[Filters, ...]) -> Values:
        parts = (definition.over, definition.under) if definition.kind is Kind.RATIO else (definition.of,)
        if definition.kind is Kind.GAP and definition.among not in by:
            raise ValueError(f"figure {definition.id}: a gap fixes {definition.among}; name it in `by`")
        keys: dict[tuple[Any, ...], None] = {}
        for part in parts:
            keys |= dict.fromkeys(self._by(self._definitions[part], by, filters))
        return {key: self._value(definition, dict(zip(by, key, strict=True)), filters) for key in keys}

    def _at(self, definition: Definition, fixed: Filters, filters: tuple[Filters, ...]) -> int | None:
        if definition.kind in (Kind.RATIO, Kind.SHARE, Kind.GAP):
            return self._value(definition, fixed, _joined(filters, definition.where))
        return self._by(definition, tuple(fixed), filters).get(tuple(fixed.values()), 0)

    def _value(self, definition: Definition, fixed: Filters, filters: tuple[Filters, ...]) -> int | None:
        """A ratio, share or gap at one combination of columns."""
        if definition.kind is Kind.RATIO:
            part = self._at(self._definitions[definition.over], fixed, filters)
            return _permille(part, self._at(self._definitions[definition.under], fixed, filters))
        of = self._definitions[definition.of]
        part = self._at(of, fixed, filters)
        if definition.kind is Kind.SHARE:
            wide = {name: value for name, value in fixed.items() if name != definition.among}
            return _permille(part, self._at(of, wide, filters))
        highest = self._highest(of, definition.among, fixed, filters)
        return None if part is None or highest is None else highest - part

    def _highest(
        self, of: Definition, among: str, fixed: Filters, filters: tuple[Filters, ...]
    ) -> int | None:
        by = tuple(fixed)
        if among not in by:
            raise ValueError(f"figure {of.id}: a gap fixes {among}; name it")
        question = (f"highest {of.id} {among}", by, repr(filters))
        place = by.index(among)
        if question not in self._known:
            highest: dict[tuple[Any, ...], int] = {}
            for key, value in self._by(of, by, filters).items():
                rest = key[:place] + key[place + 1 :]
                if key[place] not in ("", None) and value is not None:
                    highest[rest] = max(value, highest.get(rest, value))
            self._known[question] = {**highest}
        key = tuple(fixed.values())
        return self._known[question].get(key[:place] + key[place + 1 :])


def _grouped(table: pl.LazyFrame, by: tuple[str, ...], filters: Sequence[Filters], number: pl.Expr) -> Values:
    chosen = table.filter(*(_holds(name, value) for some in filters for name, value in some.items()))
    if not by:
        return {(): chosen.select(number.alias("value")).collect(engine="streaming").item()}
    grouped = chosen.group_by(by).agg(number.alias("value")).collect(engine="streaming")
    return {row[:-1]: row[-1] for row in grouped.select(*by, "value").sort(by).iter_rows()}


def _of_rows(definition: Definition) -> pl.Expr:
    return pl.len().cast(pl.Int64) if definition.kind is Kind.COUNT else _number(definition)


def _of_cells(definition: Definition) -> pl.Expr:
    return pl.col(ROWS).sum() if definition.kind is Kind.COUNT else _number(definition)


def _number(definition: Definition) -> pl.Expr:
    """A sum or what is distinct, which rows and cells tell alike."""
    column = pl.col(definition.column)
    if definition.kind is Kind.SUM:
        return total(column)
    told = column.filter((column.cast(pl.String) != "") & column.is_not_null())
    return told.n_unique().cast(pl.Int64)


def _holds(column: str, condition: object) -> pl.Expr:
    """A filter as an expression; a null holds for nothing."""
    cell = pl.col(column)
    if isinstance(condition, Mapping):
        if any(isinstance(bound, str) for bound in condition.values()):
            cell = cell.cast(pl.String)  # a category would be compared by its place
        sides = [cell >= condition["from"]] if "from" in condition else []
        sides += [cell < condition["to"]] if "to" in condition else []
        return pl.all_horizontal(sides)
    return cell.is_in(list(condition)) if isinstance(condition, list | tuple) else cell.eq(condition)


def _joined(filters: tuple[Filters, ...], more: Filters | None) -> tuple[Filters, ...]:
    """Both sets of filters, in an order of their own so that one question has one name."""
    return (*filters, dict(sorted(more.items()))) if more else filters


def _permille(part: int | None, whole: int | None) -> int | None:
    return None if part is None or whole is None else permille(part, whole)
