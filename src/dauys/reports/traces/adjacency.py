"""adjacency: the row, and what it stood beside."""

from __future__ import annotations

from dauys.reports.document import Inline
from dauys.reports.messages import Length, Message, say
from dauys.reports.traces.acts import act
from dauys.reports.traces.trace import Trace


def lines(trace: Trace) -> list[Inline]:
    """Both rows with their times, and how near they stood."""
    return [say("{act}; {beside}.", act=_own(trace), beside=_beside(trace))]


def _own(trace: Trace) -> Message:
    if trace.said["start_ms"] is None and not trace.said["day"]:
        return say("Its time is not known")
    return act(trace)


def _beside(trace: Trace) -> Message:
    said = trace.said
    other = trace.row(said["other_id"], said["other_table"])
    match said["message"]:
        case "adjacency.after":
            return say(
                "{apart} after the end of {other} at {end}; the rule looks at {within} after it",
                apart=Length(said["apart_ms"]),
                other=other,
                end=trace.time(said["other_end_ms"], ""),
                within=Length(said["within_ms"]),
            )
        case "adjacency.inside":
            return say(
                "within {other}, from {start} to {end}",
                other=other,
                start=trace.time(said["other_start_ms"], ""),
                end=trace.time(said["other_end_ms"], ""),
            )
        case "adjacency.same_issue":
            return say("in the same issue as {other}", other=other)
    return say("on the same day as {other}", other=other)
