"""The closed sets of words: media, levels, causes of gaps, integrity, languages."""

from __future__ import annotations

from dauys.domain.outlets import Level, Medium
from dauys.domain.recordings import GapCause
from dauys.domain.sightings import Integrity
from dauys.reports.figures import Figure
from dauys.reports.messages import Foreign, Joined, Message, say, say_many

MEDIA = {
    Medium.TV: say("Television"),
    Medium.RADIO: say("Radio"),
    Medium.ONLINE: say("Online media"),
    Medium.PRINT: say("Print media"),
}
OUTLETS_OF = {
    Medium.TV: say("TV channels"),
    Medium.RADIO: say("radio stations"),
    Medium.ONLINE: say("online sources"),
    Medium.PRINT: say("print media"),
}


def number_of(medium: Medium, count: Figure) -> Message:
    """So many outlets of the medium, in words."""
    n, number = count.value or 0, {"number": count}
    match medium:
        case Medium.TV:
            return say_many("{number} TV channel", "{number} TV channels", n, **number)
        case Medium.RADIO:
            return say_many("{number} radio station", "{number} radio stations", n, **number)
        case Medium.ONLINE:
            return say_many("{number} online source", "{number} online sources", n, **number)
        case Medium.PRINT:
            return say_many(
                "{number} newspaper or magazine", "{number} newspapers and magazines", n, **number
            )


LEVELS = {
    Level.NATIONAL: say("national"),
    Level.REGIONAL: say("regional"),
    Level.LOCAL: say("local"),
}
OF_LEVEL = {
    Level.NATIONAL: say("of them national"),
    Level.REGIONAL: say("of them regional"),
    Level.LOCAL: say("of them local"),
}
CAUSES = {
    GapCause.NO_RECORDING: say("no recording"),
    GapCause.UNREADABLE: say("recording could not be read"),
    GapCause.NOT_SCANNED: say("recording not yet listened to"),
    GapCause.NOT_RECEIVED: say("issue not received"),
    GapCause.NOT_REACHED: say("page not reached"),
}
INTEGRITY = {
    Integrity.CUT_START: say("beginning cut off"),
    Integrity.CUT_END: say("end cut off"),
    Integrity.CUT_MIDDLE: say("a part missing inside"),
    Integrity.OVERLAPPED: say("other sound over it"),
    Integrity.SPEED_CHANGED: say("speed changed"),
    Integrity.PITCH_CHANGED: say("pitch changed"),
}
LANGUAGES = {
    "kk": say("Kazakh"),
    "ru": say("Russian"),
    "en": say("English"),
    "undecided": say("undecided"),
}
OWNERSHIP = {
    "state": say("State-owned"),
    "private": say("private"),
    "contestant": say("owned by a contestant"),
    "mixed": say("of mixed ownership"),
    "unknown": say("ownership not known"),
}
APPEARANCES = {
    "airing": say("airing"),
    "insertion": say("printed item"),
    "placement": say("online item"),
    "article": say("online article"),
    "banner": say("banner"),
}
CODES: dict[str, Message] = {
    **{str(key): word for key, word in (*MEDIA.items(), *LEVELS.items(), *CAUSES.items())},
    **OWNERSHIP,
    **APPEARANCES,
    "list": say("party list"),
    "candidates": say("candidates"),
    "commission": say("the commission"),
    "outlet": say("the outlet"),
    "budget": say("the State budget"),
    "funds": say("electoral funds"),
    "hall": say("in a hall"),
    "district": say("in the district"),
    "pending": say("pending"),
    "accepted": say("accepted"),
    "refused": say("refused"),
    "poll": say("opinion poll"),
    "damage": say("damage to campaign materials"),
    "campaigning": say("unlawful campaigning"),
    "silence": say("campaigning in the period of silence"),
    "obstruction": say("obstruction"),
    "other": say("other"),
    "silence_reminder": say("reminder of the period of silence"),
    "contestant": say("contestant"),
    "institution": say("institution"),
    "person": say("person"),
    "party": say("as a contestant"),
    "office": say("in office"),
    "heard": say("heard in a recording"),
    "entered": say("entered in a register"),
    "total": say("the numbers are totals of all contestants"),
    "each": say("the numbers are those of each contestant"),
    "matched": say("as ordered"),
    "missing": say("not heard"),
    "unscheduled": say("heard without an order"),
    "displaced": say("at another time"),
    "short": say("shorter than ordered"),
    "doubled": say("heard twice"),
    "wrong_price": say("at another price than published"),
    "second": say("second"),
    "spot": say("broadcast"),
    "mm2": say("square millimetre"),
    "item": say("item"),
    "day": say("day"),
}
"""Values of closed columns in words, whatever the column."""
WHOLE = say("whole")
ALTERED = say("cut, overlapped or changed")
NOT_KNOWN = say("not known")
NOT_MONITORED = say("not monitored")
NOBODY_LOOKED = Foreign("–")
"""In place of a zero where nothing is entered and no monitored time is registered."""


def integrity(text: str) -> Message | Joined:
    """The words for `whole` or for classes joined by `+`."""
    if text == "whole":
        return WHOLE
    return Joined(tuple(INTEGRITY[Integrity(name)] for name in text.split("+")), ", ")


def language(code: str) -> Message | Foreign:
    """The name of a spot's language; one without a word of ours keeps its code."""
    return LANGUAGES.get(code) or Foreign(code)
