"""Windows and reasons of a rule book in words."""

from __future__ import annotations

from dauys.reports.columns import LABELS
from dauys.reports.document import Inline
from dauys.reports.messages import Count, Foreign, Joined, Message, say

WINDOWS: dict[str, Message] = {
    "silence": say("the silence period"),
    "embargo": say("the embargo on poll results"),
    "before_campaign": say("the time before the campaign"),
    "after_campaign": say("the time after the campaign"),
    "before_voting_ends": say("the time until voting day has ended"),
}
"""Windows that the shipped books name; a book may name others in words of its own."""
_REASONS = {
    "illustrative": say("illustrative rows"),
    "law": say("the law leaves it open"),
    "not in force": say("the rule was not in force"),
}


def window(name: str) -> Inline:
    """A window of the book by its name."""
    return WINDOWS.get(name) or Foreign(name)


def reasons(counts: dict[str, int]) -> Inline:
    """Why rows were not tested, each reason with its number of rows."""
    return Joined(
        tuple(say("{why}: {count}", why=_reason(why), count=Count(n)) for why, n in counts.items()), "\n"
    )


def _reason(reason: str) -> Inline:
    known = _REASONS.get(reason)
    if known:
        return known
    kind, _, column = reason.partition(": ")
    if kind == "unknown" and column:
        return say("not known: {column}", column=LABELS.get(column) or Foreign(column))
    return Foreign(reason)
