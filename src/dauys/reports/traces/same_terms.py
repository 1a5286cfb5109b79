"""same_terms: both sides of a comparison of terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dauys.reports.document import Inline
from dauys.reports.messages import UNDETERMINED, Day, Foreign, Joined, Money, say
from dauys.reports.traces.trace import Trace


def lines(trace: Trace) -> list[Inline]:
    """A sentence with both sides, and reasons where they were given."""
    return _TESTS[trace.said["message"].partition(".")[2]](trace)


def _price(trace: Trace) -> list[Inline]:
    said = trace.said
    return [
        say(
            "{price}; the tariff published on {day} gives {tariff}.",
            price=Money(said["price_tiyn"]),
            day=Day(said["published_on"]),
            tariff=Money(said["tariff_tiyn"]),
        )
    ]


def _value(trace: Trace) -> list[Inline]:
    column = trace.said["column"]
    each = tuple(
        say("{who}: {values}", who=trace.contestant(one["contestant"]), values=_ends(trace, column, one))
        for one in trace.said["values"]
    )
    return [say("{what} differs: {each}.", what=trace.column(column), each=Joined(each))]


def _ends(trace: Trace, column: str, one: Mapping[str, Any]) -> Joined:
    ends = dict.fromkeys((one["lowest"], one["highest"]))
    return Joined(tuple(trace.value(column, end) for end in ends), " – ")


def _refusal(trace: Trace) -> list[Inline]:
    said = trace.said
    told: list[Inline] = [
        say(
            "Refused, applied {at}; accepted was {granted} of {who}, applied {granted_at}.",
            at=trace.time(said["refused_at_ms"], ""),
            granted=trace.row(said["granted_id"]),
            who=trace.contestant(said["granted_contestant"]),
            granted_at=trace.time(said["granted_at_ms"], ""),
        )
    ]
    if said["refusal"]:
        told.append(say("Reasons of the refusal: {text}", text=Foreign(said["refusal"], UNDETERMINED)))
    return told


def _order(trace: Trace) -> list[Inline]:
    said = trace.said
    return [
        say(
            "Applied {applied}, served {served}; before it {other} of {who}, applied {other_applied}, served "
            "{other_served}.",
            applied=_side(trace, "applied"),
            served=_side(trace, "served"),
            other=trace.row(said["before_it_id"]),
            who=trace.contestant(said["before_it_contestant"]),
            other_applied=_side(trace, "before_it_applied"),
            other_served=_side(trace, "before_it_served"),
        )
    ]


def _side(trace: Trace, name: str) -> Inline:
    return trace.time(trace.said.get(f"{name}_at_ms"), trace.said.get(f"{name}_on") or "")


_TESTS: Mapping[str, Callable[[Trace], list[Inline]]] = {
    "tariff_price": _price,
    "same_value": _value,
    "no_refusal": _refusal,
    "order_of_application": _order,
}
