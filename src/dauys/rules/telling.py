"""A trace in plain lines, for whoever writes a book: raw names, moments under the clock that decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dauys.domain.law import Mark, Rule
from dauys.domain.zones import local, zone
from dauys.rules.brought import Brought

_FIRST = ("day", "window", "window_start_ms", "window_end_ms", "origin", "zone")
MARKS = {
    Mark.VERIFIED: "read in a source of this election",
    Mark.NEIGHBOURING: "read for a neighbouring election or version",
    Mark.BACKGROUND: "without a source",
    Mark.UNKNOWN: "not established",
}


def trace_lines(finding: Mapping[str, Any], rule: Rule, brought: Brought) -> list[str]:
    """A row of FINDINGS as lines `name: value`, its id and level first; a report puts traces into words.

    rule: the one that found it; brought: the tables it was found in, for the names of whom it concerns.
    """
    trace = json.loads(finding["trace"])
    clock = trace.get("zone") or "UTC"
    decide = ", left to people to decide" if finding["is_to_decide"] else ""
    head = f"{finding['id']}: {finding['level']}{decide}, {finding['provision']}, {trace.pop('message')}"
    about = [f"rule: {rule.title.en}", f"mark: {rule.status.value}, {MARKS[rule.status]}"]
    about += [
        f"{table[:-1]}: {_named(finding[f'{table[:-1]}_id'], brought, table)}"
        for table in ("outlets", "contestants")
        if finding[f"{table[:-1]}_id"]
    ]
    times = _times(finding, trace, clock)
    ordered = {name: trace[name] for name in (*_FIRST, *trace) if name in trace}
    return [head, *about, *times, *(f"{name}: {text}" for name, text in _lines(ordered, clock))]


def _named(row_id: str, brought: Brought, table: str) -> str:
    """The id, with the name where the table has one."""
    names = {row["id"]: row["name_en"] for row in brought.table(table).iter_rows(named=True)}
    name = names.get(row_id)
    return f"{row_id} ({name})" if name else row_id


def _times(finding: Mapping[str, Any], trace: dict[str, Any], clock: str) -> list[str]:
    """When the act was, and which part of it was found; one line where these are the same time.

    Takes the act's times out of the trace: `start_ms` and `end_ms`, where it has them.
    """
    part = _span(finding, clock)
    act = _span({name: trace.pop(name, None) for name in ("start_ms", "end_ms")}, clock)
    did = "aired" if finding["table"] == "airings" else "act"
    found = "inside the window" if "window" in trace else "found"
    if act and act == part:
        return [f"{did}, all of it {found}: {act}"]
    return [line for line in (act and f"{did}: {act}", part and f"{found}: {part}") if line]


def _span(times: Mapping[str, Any], clock: str) -> str:
    bounds = [times[name] for name in ("start_ms", "end_ms") if times[name] is not None]
    return " to ".join(wall(one, clock) for one in dict.fromkeys(bounds))


def wall(ms: int, clock: str) -> str:
    """A moment by that zone's clock, to the millisecond."""
    return f"{local(ms, zone(clock)).isoformat(sep=' ', timespec='milliseconds')[:23]} {clock}"


def _lines(values: Mapping[str, Any], clock: str) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            for one in value:
                parts = (f"{inner}: {text}" for inner, text in _lines(one, clock))
                yield name.replace("_", " "), ", ".join(parts)
        elif value not in (None, "", []):
            yield name.removesuffix("_ms").replace("_", " "), _text(name, value, clock)


def _text(name: str, value: object, clock: str) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, int) and name.endswith(("at_ms", "start_ms", "end_ms", "limit_ms", "from_ms")):
        return wall(value, clock)
    return str(value)
