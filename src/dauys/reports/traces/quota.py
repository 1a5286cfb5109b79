"""quota: a cell, what each got in it, what was due or allowed, and how wholly it was monitored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dauys.reports.document import Inline
from dauys.reports.messages import Area, Count, Day, Joined, Message, Money, Span, say
from dauys.reports.traces.trace import Trace

_SHOWN: Mapping[str, Callable[[int], Inline]] = {"ms": Span, "mm2": Area, "tiyn": Money}


def lines(trace: Trace) -> list[Inline]:
    """Where, how much, and what of the time was monitored."""
    kind = trace.said["message"].partition(".")[2]
    told = _beyond(trace) if kind in ("above", "below") else _compared(trace, kind)
    where = _where(trace)
    return [*where, *told, *(_monitored(one) for one in trace.said["monitored_time"])]


def _where(trace: Trace) -> list[Inline]:
    """The columns that name the cell, and its day or week; nothing for a whole contest."""
    cell, period = trace.said["cell"] or {}, trace.said["period"]
    parts: list[Inline] = [
        say("{what}: {value}", what=trace.column(name), value=trace.value(name, value))
        for name, value in cell.items()
    ]
    if period:
        day = Day(period)
        parts.append(say("week from {day}", day=day) if trace.said["per"] == "week" else day)
    return [Joined(tuple(parts))] if parts else []


def _compared(trace: Trace, kind: str) -> list[Inline]:
    each = tuple(_each(trace, one, kind) for one in trace.said["values"])
    told: list[Inline] = [say("{what}: {each}.", what=_measure(trace), each=Joined(each))]
    if kind == "statistic":
        return [*told, say("The law sets no threshold for it.")]
    if kind == "unequal":
        ends = {name: _amount(trace, trace.said[name]) for name in ("highest", "lowest")}
        told.append(say("The highest is {highest}, the lowest {lowest}.", **ends))
    return told


def _each(trace: Trace, one: Mapping[str, Any], kind: str) -> Message:
    """A contestant's part; of rows whose number is not known, what is known is the least it can be."""
    who = trace.contestant(one["contestant"])
    value = _known(trace, one["value"], one["unknown"])
    if kind == "shares" and one["expected"] is not None:
        return say("{who} {value}, due {due}", who=who, value=value, due=_amount(trace, one["expected"]))
    return say("{who} {value}", who=who, value=value)


def _beyond(trace: Trace) -> list[Inline]:
    said = trace.said
    value = _known(trace, said["value"], said["unknown"])
    limit = _amount(trace, said["limit"])
    return [say("{what}: {value}; the limit is {limit}.", what=_measure(trace), value=value, limit=limit)]


def _known(trace: Trace, value: int, unknown: int) -> Inline:
    if not unknown:
        return _amount(trace, value)
    return say("at least {amount}", amount=_amount(trace, value)) if value else say("not known")


def _measure(trace: Trace) -> Inline:
    name = trace.said["measure"]
    return say("Number of rows") if name == "count" else trace.column(name)


def _amount(trace: Trace, value: int) -> Inline:
    shown = _SHOWN.get(trace.said["measure"].rpartition("_")[2], Count)
    return shown(value)


def _monitored(time: Mapping[str, Any]) -> Message:
    """Monitored of due, in the unit of the medium."""
    due, looked = time["due"], time["monitored"]
    match time["unit"]:
        case "ms":
            return say("Broadcast monitored: {monitored} of {due}.", monitored=Span(looked), due=Span(due))
        case "issues":
            return say("Issues received: {monitored} of {due}.", monitored=Count(looked), due=Count(due))
    return say("Visits made: {monitored} of {due}.", monitored=Count(looked), due=Count(due))
