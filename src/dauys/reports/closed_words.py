"""The words of the registers' closed lists in words of the three languages.

Pages and tables show many of them, so that the words themselves are theirs (codes.py); here stands which list
is whose, because a register knows its list and not the column in which a table shows it.
"""

from __future__ import annotations

from enum import StrEnum

from dauys.domain.campaign import ContestKind, Reading
from dauys.domain.coverage import Capacity, MonitoredUnit, PlacementKind, SubjectKind
from dauys.domain.events import (
    DebatePayer,
    IncidentAct,
    Initiative,
    MeetingForm,
    NoticeKind,
    ObjectionOutcome,
    PartRole,
    PollDecision,
)
from dauys.domain.money import Per, StateSlotKind
from dauys.domain.outlets import Level, Medium, Ownership
from dauys.domain.recordings import GapCause
from dauys.reports.codes import word_of
from dauys.reports.messages import Message, say
from dauys.reports.terms import APPEARANCES, LANGUAGES

_SHOWN_IN: dict[type, str] = {
    Capacity: "capacity",
    ContestKind: "kind",
    DebatePayer: "payer",
    GapCause: "cause",
    IncidentAct: "act",
    Initiative: "initiative",
    Level: "level",
    Medium: "medium",
    MeetingForm: "form",
    NoticeKind: "kind",
    ObjectionOutcome: "outcome",
    Ownership: "ownership",
    Per: "per",
    PollDecision: "decision",
    Reading: "reading",
    StateSlotKind: "kind",
    SubjectKind: "kind",
}
"""List → the column of published tables whose words are its own."""
_OTHERS: dict[StrEnum, Message] = {
    PlacementKind.ARTICLE: APPEARANCES["article"],
    PlacementKind.BANNER: APPEARANCES["banner"],
    PartRole.MEMBER: say("member of the commission"),
    PartRole.MINISTRY: say("the ministry of information"),
    PartRole.PROSECUTOR: say("the Prosecutor General's Office"),
    PartRole.CHAIR: say("chair of the commission"),
    MonitoredUnit.MS: say("milliseconds"),
    MonitoredUnit.ISSUES: say("issues"),
    MonitoredUnit.VISITS: say("visits"),
}
"""Words that no table shows, or that it shows together with another list's."""
_ANYWHERE = {"yes": say("yes"), "no": say("no"), **LANGUAGES}


def closed_word(word: str) -> Message:
    """The label of a list's member, of a language, of `yes` or `no`. KeyError for what has none."""
    if not isinstance(word, StrEnum):
        return _ANYWHERE[word]
    found = _OTHERS.get(word) if type(word) not in _SHOWN_IN else word_of(_SHOWN_IN[type(word)], str(word))
    if found is None:
        raise KeyError(f"{type(word).__name__} {word}: no label; give it one in codes.py or here")
    return found
