"""What a row did, and when: aired, printed, put up, published, held."""

from __future__ import annotations

from dauys.reports.document import Inline
from dauys.reports.messages import Day, Length, Message, Span, say
from dauys.reports.traces.trace import Trace

_LONG_MS = 600_000
"""From here on a length is told in hours and minutes rather than in seconds."""


def act(trace: Trace) -> Message:
    """The row's act at its own time; `start_ms`, `end_ms` and `day` stand in the trace."""
    if trace.said["day"]:
        return _on_day(trace.table, Day(trace.said["day"]))
    start_ms, end_ms = trace.said["start_ms"], trace.said["end_ms"]
    start = trace.moment(start_ms)
    if end_ms == start_ms:
        return _at_moment(trace.table, start)
    whole = end_ms - start_ms
    length = Span(whole) if whole >= _LONG_MS else Length(whole)
    if trace.table == "airings":
        return say("Aired on {start} local time, {length} long", start=start, length=length)
    return say("Began on {start} local time, {length} long", start=start, length=length)


def _on_day(table: str, day: Inline) -> Message:
    match table:
        case "insertions":
            return say("Printed on {day}", day=day)
        case "materials":
            return say("Put up on {day}", day=day)
        case "poll-publications" | "coverage":
            return say("Published on {day}", day=day)
        case "meetings" | "debates":
            return say("Held on {day}", day=day)
    return say("Dated {day}", day=day)


def _at_moment(table: str, start: Inline) -> Message:
    match table:
        case "placements":
            return say("Stood online on {start} local time", start=start)
        case "poll-publications" | "coverage":
            return say("Published on {start} local time", start=start)
    return say("Dated {start} local time", start=start)
