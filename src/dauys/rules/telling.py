"""A trace in plain lines, for whoever writes a book: raw names, moments under the clock that decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dauys.domain.zones import local, zone

_FIRST = ("day", "start_ms", "end_ms", "window", "window_start_ms", "window_end_ms", "origin", "zone")


def trace_lines(finding: Mapping[str, Any]) -> list[str]:
    """A row of FINDINGS as lines `name: value`, its id and level first; a report puts traces into words."""
    trace = json.loads(finding["trace"])
    clock = trace.get("zone") or "UTC"
    decide = ", left to people to decide" if finding["is_to_decide"] else ""
    head = f"{finding['id']}: {finding['level']}{decide}, {finding['provision']}, {trace.pop('message')}"
    bounds = [wall(finding[name], clock) for name in ("start_ms", "end_ms") if finding[name] is not None]
    found = [f"found: {' to '.join(bounds)}"] if bounds else []
    ordered = {name: trace[name] for name in (*_FIRST, *trace) if name in trace}
    return [head, *found, *(f"{name}: {text}" for name, text in _lines(ordered, clock))]


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
