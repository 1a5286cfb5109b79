"""required_fields, label and eligibility: what a row says or does not say."""

from __future__ import annotations

from dauys.domain.names import Names
from dauys.reports.document import Inline
from dauys.reports.messages import say
from dauys.reports.traces.trace import Trace


def required(trace: Trace) -> list[Inline]:
    """The columns that a row lacks."""
    return [say("Missing: {fields}.", fields=trace.columns(trace.said["fields"]))]


def label(trace: Trace) -> list[Inline]:
    """The label that a row lacks, and what it must say."""
    text = Names(**trace.said["text"])
    lines: list[Inline] = [say("Without the label: {fields}.", fields=trace.columns(trace.said["fields"]))]
    return [*lines, say("It must say: {text}.", text=text)] if text.en else lines


def eligibility(trace: Trace) -> list[Inline]:
    """What the column holds, beside what the rule names."""
    said, field = trace.said, trace.said["field"]
    what, value = trace.column(field), trace.value(field, said["value"])
    if "only" in said:
        only = trace.values(field, said["only"])
        return [say("{what}: {value}; the rule allows: {only}.", what=what, value=value, only=only)]
    if "must_be" in said:
        wanted = trace.value(field, said["must_be"])
        return [say("{what}: {value}; the rule wants: {wanted}.", what=what, value=value, wanted=wanted)]
    named = trace.values(field, said["not_in"])
    return [say("{what}: {value}; the rule speaks of: {named}.", what=what, value=value, named=named)]
