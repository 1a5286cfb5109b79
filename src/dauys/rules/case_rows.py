"""Rows of a case as a lawyer writes them: only what matters, local clock times with their zone.

    airings: [{id: a1, outlet: tv, start: "2021-01-08 23:59:59.999 Asia/Almaty", length: 30 s}]

A column may be written without its ending `_id` or `_ms`. What is not written is not known: "" for a text,
null for a number and for a yes or no; only `is_illustrative` is false. Of start, end and length two give the
third; medium, level, ownership and zone come from the row's outlet, the contest from its contestant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import polars as pl

from dauys.domain.tables import TABLES
from dauys.domain.zones import moment_ms, zone
from dauys.rules.frames import framed
from dauys.rules.schema import Place, Value, zone_complaint
from dauys.rules.times import row_keys
from dauys.rules.written import Written

Rows: TypeAlias = dict[str, list[dict[str, Any]]]
"""Table → rows with the columns that were written."""

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?) (\S+)")
_LENGTH = re.compile(r"(\d+) ?(ms|s|min|h|d)")
_UNITS_MS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
_WHOLE = re.compile(r"-?\d{1,18}")
_ENDINGS = ("", "_id", "_ms")
_FROM_OUTLET = ("medium", "level", "ownership", "zone")
HOW_TO_WRITE = 'a number, a time like "2021-01-09 00:00:00.000 Asia/Almaty" or a length like 30 s'


@dataclass(frozen=True, slots=True)
class GivenRows:
    """Tables with their rows in the short form."""

    words: str = "mapping of published tables to lists of rows"

    def read(self, node: Written, at: Place) -> Value:
        if not isinstance(node.value, dict):
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        read: Rows = {}
        for table, rows in node.value.items():
            if table not in TABLES:
                at.wrong(rows, f"there is no table {table!r}; there are: {', '.join(TABLES)}")
                continue
            below = at.inside(table)
            nodes = rows.value if isinstance(rows.value, tuple) else (rows,)
            read[table] = [_row(table, one, number, below) for number, one in enumerate(nodes, 1)]
        return read


def _row(table: str, node: Written, number: int, at: Place) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        at.wrong(node, f"a row is a mapping of columns to values, not {node.form}")
        return {}
    row: dict[str, Any] = {}
    for key, value in node.value.items():
        column = column_of(table, key)
        if column is None:
            columns = ", ".join(TABLES[table])
            at.wrong(value, f"the table {table} has no column {key!r}; it has: {columns}")
            continue
        row[column] = _cell(TABLES[table][column], value, at.inside(key))
    keys = row_keys(table)
    if len(keys) == 1:
        row.setdefault(keys[0], f"{table}-{number}")
    return row


def column_of(table: str, key: str) -> str | None:
    """The column that a short name means; None where the table, if there is one, has none such."""
    if table not in TABLES:
        return None
    if key == "id" and len(keys := row_keys(table)) == 1:
        return keys[0]
    return next((key + ending for ending in _ENDINGS if key + ending in TABLES[table]), None)


def _cell(kind: str, node: Written, at: Place) -> Value:
    if node.text is None:
        return at.wrong(node, f"write one value, not {node.form}")
    if kind == "text":
        return "" if node.is_nothing else node.text
    if node.is_nothing:
        return None
    if kind == "bool":
        truth = {"true": True, "false": False}.get(node.text)
        return at.wrong(node, f"write true, false or null, not {node.form}") if truth is None else truth
    number = number_of(node.text)
    return at.wrong(node, number_complaint(node, at)) if number is None else number


def number_complaint(node: Written, at: Place) -> str:
    """Why a value is no number, time or length: its zone, its hour or its day, where it looks like a time."""
    clock = _CLOCK.fullmatch(node.text or "")
    if clock and (complaint := zone_complaint(clock[3], at.zones)):
        return complaint
    if clock and int(clock[2][:2]) > 23:
        return f"there is no hour {clock[2][:2]} in {node.form}; hours are 00 to 23, midnight is 00:00"
    if clock:
        return f"no calendar and clock have {node.form}; write {HOW_TO_WRITE}"
    return f"write {HOW_TO_WRITE}, not {node.form}"


def number_of(text: str) -> int | None:
    """A whole number, a length in ms, or a wall clock with its zone as UTC ms; None for none of them."""
    if _WHOLE.fullmatch(text):
        return int(text)
    if length := _LENGTH.fullmatch(text):
        return int(length[1]) * _UNITS_MS[length[2]]
    if not (clock := _CLOCK.fullmatch(text)):
        return None
    try:
        return moment_ms(
            datetime.fromisoformat(f"{clock[1]} {_full(clock[2])}").replace(tzinfo=zone(clock[3]))
        )
    except ValueError:
        return None


def _full(clock: str) -> str:
    """Milliseconds with three digits: Python 3.11 reads others, but 23:59:59.9 is to be 900 ms everywhere."""
    whole, dot, part = clock.partition(".")
    return f"{whole}.{part.ljust(3, '0')}" if dot else whole


def compiled(situation: Rows, given: Rows) -> dict[str, pl.DataFrame]:
    """The tables of a case: the situation's rows, changed and added to by the case's own."""
    rows = {name: _merged(name, situation.get(name, []), given.get(name, [])) for name in TABLES}
    outlets = {row["id"]: row for row in rows["outlets"]}
    contests = {row["id"]: row.get("contest_id", "") for row in rows["contestants"]}
    return {
        table: framed([_whole(table, row, outlets, contests) for row in of], TABLES[table])
        for table, of in rows.items()
        if of
    }


def _merged(
    table: str, situation: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    keys = row_keys(table)
    merged: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in (*situation, *given):
        name = tuple(row.get(key) for key in keys) or (len(merged),)
        merged[name] = {**merged.get(name, {}), **row}
    return list(merged.values())


def _whole(
    table: str, row: dict[str, Any], outlets: Mapping[str, Mapping[str, Any]], contests: Mapping[str, str]
) -> dict[str, Any]:
    """Every column of the table."""
    columns = TABLES[table]
    nothing: dict[str, Any] = {"text": "", "int": None, "bool": None}
    full = {name: nothing[kind] for name, kind in columns.items()}
    if "is_illustrative" in columns:
        full["is_illustrative"] = False
    outlet = outlets.get(row.get("outlet_id", ""), {})
    full |= {name: outlet[name] for name in _FROM_OUTLET if name in columns and name in outlet}
    if "contest_id" in columns:
        full["contest_id"] = contests.get(row.get("contestant_id", ""), "")
    return full | _timed(table, row)


def _timed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """With the third of start, end and length where two are given."""
    start, end, length = (row.get(name) for name in ("start_ms", "end_ms", "length_ms"))
    if start is not None and end is not None and length is None and "length_ms" in TABLES[table]:
        return {**row, "length_ms": end - start}
    if start is not None and length is not None and end is None and "end_ms" in TABLES[table]:
        return {**row, "end_ms": start + length}
    return row
