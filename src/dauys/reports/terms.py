"""The closed sets of words: media, levels, causes of gaps, integrity, languages."""

from __future__ import annotations

from dauys.domain.outlets import Level, Medium
from dauys.domain.recordings import GapCause
from dauys.domain.sightings import Integrity
from dauys.reports.messages import Foreign, Joined, Message, say

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
LEVELS = {
    Level.NATIONAL: say("national"),
    Level.REGIONAL: say("regional"),
    Level.LOCAL: say("local"),
}
CAUSES = {
    GapCause.NO_RECORDING: say("no recording"),
    GapCause.UNREADABLE: say("recording could not be read"),
    GapCause.NOT_SCANNED: say("recording not yet listened to"),
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
WHOLE = say("whole")
ALTERED = say("cut, overlapped or changed")
NOT_KNOWN = say("not known")
NOT_MONITORED = say("not monitored")


def integrity(text: str) -> Message | Joined:
    """The words for `whole` or for classes joined by `+`."""
    if text == "whole":
        return WHOLE
    return Joined(tuple(INTEGRITY[Integrity(name)] for name in text.split("+")), ", ")


def language(code: str) -> Message | Foreign:
    """The name of a spot's language; one without a word of ours keeps its code."""
    return LANGUAGES.get(code) or Foreign(code)
