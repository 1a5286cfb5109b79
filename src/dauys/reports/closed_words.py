"""The words of the registers' closed lists in words of the three languages.

Pages and tables show many of them, so that the words themselves are theirs (codes.py); here stands which list
is whose, because a register knows its list and not the column in which a table shows it.
"""

from __future__ import annotations

from dauys.domain.campaign import ContestKind, Reading
from dauys.domain.campaigning import CampaignerRole, MaterialForm, MaterialPlace, Premises
from dauys.domain.coverage import Capacity, MonitoredUnit, PlacementKind, SubjectKind
from dauys.domain.events import (
    DebatePayer,
    FindingOutcome,
    IncidentAct,
    Initiative,
    MeetingForm,
    NoticeKind,
    ObjectionOutcome,
    PartRole,
    PollDecision,
    PollKind,
)
from dauys.domain.money import AllocationBasis, Per, StateSlotKind
from dauys.domain.outlets import Level, Medium, Ownership
from dauys.domain.recordings import GapCause
from dauys.reports.codes import word_of
from dauys.reports.messages import Message, say
from dauys.reports.terms import APPEARANCES, LANGUAGES

_SHOWN_IN: dict[type, str] = {
    AllocationBasis: "basis",
    CampaignerRole: "role",
    Capacity: "capacity",
    ContestKind: "kind",
    DebatePayer: "payer",
    FindingOutcome: "decision",
    GapCause: "cause",
    IncidentAct: "act",
    Initiative: "initiative",
    Level: "level",
    MaterialForm: "form",
    MaterialPlace: "place",
    Medium: "medium",
    MeetingForm: "form",
    NoticeKind: "kind",
    ObjectionOutcome: "outcome",
    Ownership: "ownership",
    Per: "per",
    PollDecision: "decision",
    PollKind: "kind",
    Premises: "premises",
    Reading: "reading",
    StateSlotKind: "kind",
    SubjectKind: "kind",
}
"""List → the column of published tables whose words are its own."""
_OWN: dict[type, dict[str, Message]] = {
    PlacementKind: {"article": APPEARANCES["article"], "banner": APPEARANCES["banner"]},
    PartRole: {
        "member": say("member of the commission"),
        "ministry": say("the ministry of information"),
        "prosecutor": say("the Prosecutor General's Office"),
        "chair": say("chair of the commission"),
    },
    MonitoredUnit: {"ms": say("milliseconds"), "issues": say("issues"), "visits": say("visits")},
}
"""Lists that no table shows, or that it shows together with another list's."""
_ANYWHERE = {"yes": say("yes"), "no": say("no"), **LANGUAGES}


def closed_word(word: str) -> Message:
    """The label of a list's member, of a language, of `yes` or `no`. KeyError for what has none."""
    kind = type(word)
    if kind is str:
        return _ANYWHERE[word]
    found = word_of(_SHOWN_IN[kind], str(word)) if kind in _SHOWN_IN else _OWN.get(kind, {}).get(str(word))
    if found is None:
        raise KeyError(f"{kind.__name__} {word}: no label; name its list here with its words")
    return found
