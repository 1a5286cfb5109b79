"""deadline: each act beside its limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.reports.document import Inline
from dauys.reports.messages import say
from dauys.reports.traces.trace import Trace


def lines(trace: Trace) -> list[Inline]:
    """A sentence for each act that came too late or too early, or is not registered."""
    is_early = trace.said["message"] == "deadline.early"
    return [_line(trace, act, is_early=is_early) for act in trace.said["acts"]]


def _line(trace: Trace, act: Mapping[str, Any], *, is_early: bool) -> Inline:
    what = trace.column(act["column"])
    limit = trace.time(act["limit_ms"], act["limit_day"])
    if act["at_ms"] is None and not act["at_day"]:
        return say("{what}: nothing is registered; the limit was {limit}.", what=what, limit=limit)
    at = trace.time(act["at_ms"], act["at_day"])
    if is_early:
        return say("{what}: {at}; it might not be before {limit}.", what=what, at=at, limit=limit)
    return say("{what}: {at}; the limit was {limit}.", what=what, at=at, limit=limit)
