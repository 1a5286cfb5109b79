"""Which rows a rule speaks of: `{table, where, except, time, during}`, the schema; `rows` makes frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dauys.domain.tables import TABLES
from dauys.rules.schema import WINDOW, WRONG, Field, Keys, Many, Place, Shape, Truth, Value, Whole
from dauys.rules.times import TIMES, is_day, is_moment
from dauys.rules.written import Written


@dataclass(frozen=True, slots=True)
class TableName:
    """A published table."""

    words: str = "published table"

    def read(self, node: Written, at: Place) -> Value:
        if node.text not in TABLES:
            return at.wrong(node, f"there is no table {node.form}; there are: {', '.join(TABLES)}")
        return node.text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of every table of the row sets that stand in `of` beside it (`table`: of that table).

    kinds: the kinds of column that fit; empty: any.
    """

    of: str = "rows"
    kinds: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{' or '.join(self.kinds)} column of the rows" if self.kinds else "column of the rows"

    def read(self, node: Written, at: Place) -> Value:
        if node.text is None or node.is_nothing:
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        for table in tables_of(at.beside.get(self.of)):
            if complaint := wrong_column(table, node.text, self.kinds):
                return at.wrong(node, complaint)
        return node.text


@dataclass(frozen=True, slots=True)
class When:
    """A column of the rows that holds moments or days."""

    of: str = "rows"
    words: str = "column of the rows that holds a moment or a day"

    def read(self, node: Written, at: Place) -> Value:
        name = Column(self.of).read(node, at)
        for table in tables_of(at.beside.get(self.of)) if name is not WRONG else ():
            if not is_moment(table, name) and not is_day(table, name):
                fits = [one for one in TABLES[table] if is_moment(table, one) or is_day(table, one)]
                has = ", ".join(fits) or "none"
                return at.wrong(node, f"{table}.{name} holds neither moments nor days; these do: {has}")
        return name


def tables_of(beside: Value) -> list[str]:
    """The tables that a sibling field names: a table, a row set or several row sets."""
    if isinstance(beside, str):
        return [beside]
    sets: Iterable[Mapping[str, Any]] = [beside] if isinstance(beside, Mapping) else beside or ()
    return list(dict.fromkeys(one["table"] for one in sets if "table" in one))


def wrong_column(table: str, name: str, kinds: Sequence[str] = ()) -> str | None:
    """What is wrong with that column of that table, or None."""
    columns = TABLES[table]
    if name not in columns:
        return f"the table {table} has no column {name!r}; it has: {', '.join(columns)}"
    if kinds and columns[name] not in kinds:
        return f"{table}.{name} is {columns[name]}; here stands a column that is {' or '.join(kinds)}"
    return None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Column → value or list of values, all to hold; the values are of the column's kind."""

    of: str = "table"
    words: str = "mapping of columns to a value or a list of values"

    def read(self, node: Written, at: Place) -> Value:
        table = next(iter(tables_of(at.beside.get(self.of))), None)
        if table is None:
            return {}  # the table itself is wrong, and that was said
        if not isinstance(node.value, dict) or not node.value:
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        read = {key: self._values(table, key, value, at) for key, value in node.value.items()}
        return WRONG if any(value is WRONG for value in read.values()) else read

    def _values(self, table: str, column: str, node: Written, at: Place) -> Value:
        if complaint := wrong_column(table, column):
            return at.wrong(Written(node.key_line, column), complaint)
        cells: dict[str, Shape] = {"text": _Cell(), "int": Whole(), "bool": Truth()}
        of = cells[TABLES[table][column]]
        return Many(of).read(node, at.inside(column))


@dataclass(frozen=True, slots=True)
class _Cell:
    """The text of a cell; `""` is the empty cell."""

    words: str = "text"

    def read(self, node: Written, at: Place) -> Value:
        if node.text is None or node.is_nothing:
            return at.wrong(node, f'write a text ("" is the empty cell), not {node.form}')
        return node.text


TIME = Keys(
    {
        "start": Field(Column("table", ("int",)), "a moment: where the act begins"),
        "end": Field(Column("table", ("int",)), "a moment: where it ends; left out: the act is a point"),
        "length": Field(Column("table", ("int",)), "instead of `end`: how many ms it is long"),
        "moment": Field(Many(Column("table", ("int",))), "the first of these moments that is known; a point"),
        "day": Field(
            Many(Column("table", ("text",))),
            "the first of these days that is known: the whole local day; beside `start` or `moment`, where "
            "these are not known",
        ),
    },
    words="time",
    check=lambda read, _at: _wrong_time(read),
)


def _wrong_time(read: Mapping[str, Any]) -> str | None:
    if not read.keys() & {"start", "moment", "day"}:
        return "write start, moment or day"
    if {"start", "moment"} <= read.keys() or {"end", "length"} <= read.keys():
        return "write either start or moment, and either end or length"
    if read.keys() & {"end", "length"} and "start" not in read:
        return "end and length go with start"
    return None


ROW_SET = Keys(
    {
        "table": Field(TableName(), "the published table", is_needed=True),
        "where": Field(Conditions(), "only rows whose columns have these values"),
        "except": Field(
            Many(Conditions()), "rows that any of these fits are counted as exempt and not tested"
        ),
        "time": Field(TIME, "when the act was; each table has a usual one"),
        "during": Field(
            WINDOW,
            "only rows whose act begins while this window of the book is open, by their own zone's clock: a "
            "phase of the campaign",
        ),
    },
    words="row set",
)


@dataclass(frozen=True, slots=True)
class RowSets:
    """One row set or several; each carries the usual time of its table where it says none."""

    words: str = "row set `{table, where, except, time, during}`; one or a list"

    def read(self, node: Written, at: Place) -> Value:
        read = Many(ROW_SET).read(node, at)
        return read if read is WRONG else [with_time(one) for one in read]


def with_time(row_set: Mapping[str, Any]) -> dict[str, Any]:
    """The row set with its table's usual time, where there is one and it says none itself."""
    usual = TIMES.get(row_set["table"])
    return {**({"time": usual} if usual else {}), **row_set}


ROWS = Field(RowSets(), "the rows it speaks of", is_needed=True)


def time_column(row_set: Mapping[str, Any]) -> str:
    """The column that a row set's time begins with; "time" where it has none."""
    time = row_set.get("time") or {}
    first = time.get("start") or next(iter(time.get("moment") or time.get("day") or ()), "time")
    return str(first)
