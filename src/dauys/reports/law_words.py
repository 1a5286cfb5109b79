"""Windows and reasons of a rule book in words."""

from __future__ import annotations

from collections.abc import Callable

from dauys.reports.columns import LABELS
from dauys.reports.document import Inline
from dauys.reports.messages import Count, Foreign, Joined, Message, say

WINDOWS: dict[str, Message] = {
    "silence": say("the silence period"),
    "embargo": say("the embargo on poll results"),
    "before_campaign": say("the time before the campaign"),
    "after_campaign": say("the time after the campaign"),
    "before_voting_ends": say("the time until voting day has ended"),
    "to_the_vote": say("the time until voting day has ended"),
    "campaign": say("the campaign"),
    "six_months": say("the six months before the vote"),
    "silence_overseas": say("the silence period overseas"),
    "air_silence": say("the silence period on radio and television"),
    "rallies_over": say("the time after the last rallies"),
    "leaflets_over": say("the time after the last leaflets"),
    "debates_over": say("the time after the last debate"),
    "polls_open": say("the time while polls are open"),
    "before_close": say("the time before polls close"),
    "before_last_close": say("the time before polls close in the whole country"),
    "embargo_before": say("the embargo on poll results before voting day"),
    "embargo_on_voting_day": say("the embargo on poll results on voting day"),
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


def provision(text: str) -> Inline:
    """A provision as each language cites it, part by part; what is cited otherwise stands as it is."""
    return Joined(tuple(_cited(part) for part in text.split(", ")), ", ")


def _cited(part: str) -> Inline:
    if part == "article not read":
        return say("article not read")
    for start, say_it in _CITED.items():
        if part.startswith(start):
            return say_it(Foreign(part.removeprefix(start)))
    return Foreign(part)


_CITED: dict[str, Callable[[Foreign], Message]] = {
    "art. ": lambda number: say("art. {number}", number=number),
    "CEC res. ": lambda number: say("CEC res. {number}", number=number),
    "cl. ": lambda number: say("cl. {number}", number=number),
}
"""How a book cites articles, resolutions of the election commission and their clauses."""


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
