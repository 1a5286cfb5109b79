"""interval_ban: the row's act, the window it met, and under whose clocks."""

from __future__ import annotations

from dauys.reports.document import Inline
from dauys.reports.law_words import window
from dauys.reports.messages import Foreign, Joined, Message, say
from dauys.reports.traces.acts import act
from dauys.reports.traces.trace import Trace


def lines(trace: Trace) -> list[Inline]:
    """Act, window, and what leaves it open."""
    said: list[Inline] = [say("{act}; {window}.", act=act(trace), window=_window(trace))]
    if trace.said["zones_outside"]:
        said.append(
            say(
                "Within it by the clock of {inside}, outside it by the clock of {outside}: which one counts "
                "is left to the commission.",
                inside=_zones(trace.said["zones_inside"]),
                outside=_zones(trace.said["zones_outside"]),
            )
        )
    if trace.said["message"] == "interval_ban.day":
        said.append(say("Only the day is known, and not all of it lies within: left to the commission."))
    return said


def _window(trace: Trace) -> Message:
    name, start_ms, end_ms = (trace.said[key] for key in ("window", "window_start_ms", "window_end_ms"))
    said = _bounds(trace, window(name), start_ms, end_ms)
    if trace.said["origin"] != "register":
        return said
    return say("{window}, as the contest's register sets it", window=said)


def _bounds(trace: Trace, name: Inline, start_ms: int | None, end_ms: int | None) -> Message:
    if end_ms is None and start_ms is not None:
        return say("{window} began on {start}", window=name, start=trace.moment(start_ms))
    if start_ms is None and end_ms is not None:
        return say("{window} lasted until {end}", window=name, end=trace.moment(end_ms))
    if start_ms is None or end_ms is None:
        return say("{window} has no bound", window=name)
    return say(
        "{window} lasted from {start} to {end}",
        window=name,
        start=trace.moment(start_ms),
        end=trace.moment(end_ms),
    )


def _zones(names: list[str]) -> Joined:
    return Joined(tuple(Foreign(name) for name in names), ", ")
