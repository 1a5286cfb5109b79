"""The registers of debates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of
from dauys.db.registers.columns import A_LENGTH, A_SHARE_OF_TIME, ID, optional, reference
from dauys.db.registers.register import Column, ImpossibleRowError, Register, in_order
from dauys.domain.events import DebatePayer, Initiative

_PLACES = 99
_TIMES = cells.a_number(0, 9999)


def _refusal(cell: Mapping[str, Any]) -> None:
    said = ("questions_put", "questions_answered", "interruptions")
    for name in said if cell["is_refused"] else ():
        if cell[name] is not None:
            raise ImpossibleRowError(name, "who declined to take part was asked nothing; leave it empty")


def _speech(cell: Mapping[str, Any]) -> None:
    if cell["end_ms"] <= cell["start_ms"]:
        raise ImpossibleRowError("end_ms", "the speech ends before it begins")


DEBATES = Register(
    name="debates",
    title="Debates",
    model="Debate",
    key=("id",),
    columns=(
        ID,
        reference("contest", "contests", "the contest it is about"),
        Column(
            "organiser", "Organiser", cells.a_text, "who organised it: an outlet's id, commission, or a name"
        ),
        Column("initiative", "On the initiative of", cells.one_of(Initiative), "who called it"),
        Column("payer", "Paid by", cells.one_of(DebatePayer), "who pays"),
        reference("channel", "channels", "where it was aired"),
        Column("held_on", "Held on", cells.a_day, "the channel's local day of the debate"),
        optional(
            "start", "Start", cells.a_moment, "when it began, with its offset; empty: the hour is not known"
        ),
        optional("length_ms", "Length, ms", A_LENGTH, "its length in milliseconds"),
        optional("is_live", "Live", cells.yes_no, "yes: it was aired live; empty: not known"),
        optional("languages", "Languages", cells.languages, "languages spoken, with spaces: kk ru"),
        optional(
            "rules_agreed_on", "Rules agreed on", cells.a_day, "day on which the commission agreed the rules"
        ),
        optional("rules", "Agreed rules", cells.a_long_text, "the agreed rules"),
    ),
)

DEBATE_PARTICIPANTS = Register(
    name="debate-participants",
    title="Participants of debates",
    model="DebateParticipant",
    key=("debate", "contestant"),
    columns=(
        reference("debate", "debates", "the debate"),
        reference("contestant", "contestants", "who takes part"),
        optional("order", "Place by lot", cells.a_number(1, _PLACES), "place by lot, from 1"),
        optional("speaker", "Speaker", cells.a_text, "who spoke for it"),
        optional("questions_put", "Questions put", _TIMES, "questions that were put to it"),
        optional("questions_answered", "Questions answered", _TIMES, "how many of them it answered"),
        optional("interruptions", "Interruptions", _TIMES, "how often it was interrupted"),
        optional(
            "is_refused",
            "Refused to take part",
            cells.yes_no,
            "yes: it declined to take part; empty: no",
            default=False,
        ),
    ),
    check=all_of(
        _refusal,
        in_order("questions_answered", "questions_put", "more questions were answered than put"),
    ),
)

DEBATE_SPEECHES = Register(
    name="debate-speeches",
    title="Speeches in debates",
    model="DebateSpeech",
    key=("debate", "contestant", "start_ms"),
    columns=(
        reference("debate", "debates", "the debate"),
        reference("contestant", "contestants", "who speaks"),
        Column(
            "start_ms",
            "Start from the beginning, ms",
            A_SHARE_OF_TIME,
            "first millisecond, from the debate's beginning",
        ),
        Column("end_ms", "End from the beginning, ms", A_SHARE_OF_TIME, "first millisecond after it"),
    ),
    check=_speech,
)
