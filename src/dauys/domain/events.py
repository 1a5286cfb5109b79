"""The words of debates, meetings, polls, findings, incidents, notices and the report's parts.

The provisions are those of law-and-facts; V, N and K there say how sure the source is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Initiative(StrEnum):
    """Who called a debate.

    Art. 28(3), resolution 12/198 of 25.08.2018: the commission organises debates [V/N: rule D1]; channels
    also do on their own initiative [V: rule D4].
    """

    COMMISSION = "commission"
    OUTLET = "outlet"


class DebatePayer(StrEnum):
    """Who pays for a debate: the State budget for the commission's [N: rule D3], the contestants' electoral
    funds for a channel's own [V: rule D3], or the outlet itself."""

    BUDGET = "budget"
    FUNDS = "funds"
    OUTLET = "outlet"
    UNKNOWN = "unknown"


class MeetingForm(StrEnum):
    """Where a contestant met voters. Art. 27(3) allows public events and meetings [V: rule A27-3]; in 2021
    the Assembly's candidates also met them online [V: facts of the session]."""

    HALL = "hall"
    DISTRICT = "district"
    ONLINE = "online"


class PollDecision(StrEnum):
    """What the commission decided on a pollster's notice, which art. 28(9) asks for [N: rule P3]."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class PollKind(StrEnum):
    """What was published. Art. 28(9) speaks of polls, forecasts, other research of an election and online
    votes for contestants [N: rule T6], and of exit polls apart from them [N: rule T7]."""

    POLL = "poll"
    FORECAST = "forecast"
    EXIT_POLL = "exit_poll"
    ONLINE_VOTE = "online_vote"


class FindingOutcome(StrEnum):
    """What the commission decided on a finding; our own words. referred: handed on to whom it concerns, in
    Kazakhstan the prosecutor, for a court to decide [law-and-facts, section 4]."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class FindingDecision:
    """What stands decided on a finding, by its id; while it is pending, without day, author and reasons."""

    id: str
    finding: str
    outcome: FindingOutcome
    decided_on: date | None
    by: str
    reasons: str


class IncidentAct(StrEnum):
    """What an incident was about.

    poll: the rules of polls, offences code art. 120 [N, parts K]. damage: of lawful material, art. 114
    [title K]. campaigning: when or by whom it is prohibited, art. 102 and 122 [N]. silence: on the day
    before voting and on it, art. 32 of the Constitutional Law [N: rule T3]. obstruction: of campaigning,
    art. 103 [title K]. The session of 2021 reported polls, damage and illegal campaigning [V]. These are
    a source's words; none is a finding of this program.
    """

    POLL = "poll"
    DAMAGE = "damage"
    CAMPAIGNING = "campaigning"
    SILENCE = "silence"
    OBSTRUCTION = "obstruction"
    OTHER = "other"


class ObjectionOutcome(StrEnum):
    """What came of an objection of a party or an outlet to a row; our own words, the law has none."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class NoticeKind(StrEnum):
    """What the commission wrote to an outlet about; the reminder before the silence of art. 32 is a part of
    every session's report [V: law-and-facts, headings of reports, 15]."""

    SILENCE_REMINDER = "silence_reminder"
    OTHER = "other"


class PartRole(StrEnum):
    """Who speaks at the session and signs a part of its report: a member of the commission, the ministry of
    information, the Prosecutor General's Office, the chair [V: law-and-facts, speakers at the session]."""

    MEMBER = "member"
    MINISTRY = "ministry"
    PROSECUTOR = "prosecutor"
    CHAIR = "chair"
