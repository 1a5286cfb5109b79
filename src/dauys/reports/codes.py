"""Codes of the published tables in words, column by column: one code may mean two things in two columns."""

from __future__ import annotations

from dauys.reports.messages import Foreign, Joined, Message, say
from dauys.reports.terms import CODES, LANGUAGES, OWNERSHIP, language

GENRES = {
    "news": say("news"),
    "report": say("report"),
    "interview": say("interview"),
    "talk-show": say("talk show"),
    "debate": say("debate"),
    "analysis": say("analysis"),
    "opinion": say("opinion"),
    "announcement": say("announcement"),
    "documentary": say("documentary"),
    "entertainment": say("entertainment"),
}
TOPICS = {
    "nomination": say("nomination"),
    "registration": say("registration"),
    "voter-education": say("voter education"),
    "programme": say("the programme of a contestant"),
    "meetings": say("meetings with voters"),
    "polls": say("opinion polls"),
    "voting": say("the vote"),
}
SOURCES = {
    "prosecutor": say("the prosecutor's office"),
    "court": say("a court"),
    "police": say("the police"),
    "commission": say("the commission"),
    "observer": say("an observer"),
}
_BY_COLUMN: dict[str, dict[str, Message]] = {
    "genre": GENRES,
    "topic": TOPICS,
    "source": SOURCES,
    "organiser": {"commission": say("the commission")},
    "ownership": OWNERSHIP,
    "form": {"online": say("online")},
    "payer": {"outlet": say("the outlet"), "unknown": say("not known")},
    "kind": {"tv": say("TV programme"), "radio": say("radio programme"), "article": say("printed article")},
    "outcome": {
        "unknown": say("not known: not monitored"),
        "upheld": say("upheld"),
        "partly_upheld": say("partly upheld"),
        "rejected": say("rejected"),
        "withdrawn": say("withdrawn"),
    },
}
"""Where a column's own words go before `CODES`."""
_OPEN = frozenset({"genre", "topic", "source", "organiser"})
"""Columns in which anybody may write words of their own; only these codes of ours have a translation."""


def word_of(column: str, code: str) -> Message | None:
    """The word for a code in that column; None for what somebody wrote in words of their own."""
    if column == "language":
        return LANGUAGES.get(code)
    own = _BY_COLUMN.get(column, {})
    return own.get(code) if column in _OPEN else own.get(code) or CODES.get(code)


def word(column: str, code: str) -> Message | Foreign:
    """The word for a code in that column; what has none stands as it was written."""
    return word_of(column, code) or Foreign(code)


def languages(codes: str) -> Joined:
    """Codes with spaces between them as the names of languages."""
    return Joined(tuple(language(code) for code in codes.split()), ", ")


TITLES = {
    "elections": say("Elections"),
    "contests": say("Contests"),
    "contestants": say("Contestants"),
    "outlets": say("Outlets of the register"),
    "channels": say("Channels"),
    "tariff-notices": say("Tariff notices"),
    "tariffs": say("Tariffs"),
    "orders": say("Orders"),
    "slots": say("Slots ordered"),
    "payments": say("Payments"),
    "state-slots": say("State-funded time and space"),
    "as-run": say("As-run logs"),
    "debates": say("Debates in order of time"),
    "debate-speeches": say("Speeches in debates"),
    "debate-clock": say("Participants of debates, with their time"),
    "meetings": say("Meetings"),
    "poll-notices": say("Notices of opinion polls"),
    "poll-publications": say("Publications of polls"),
    "incidents": say("Incidents"),
    "objections": say("Objections"),
    "notices": say("Notices to outlets"),
    "subjects": say("Subjects"),
    "airings": say("Airings"),
    "insertions": say("Printed items"),
    "placements": say("Online items"),
    "appearances": say("Appearances in order of time"),
    "coverage": say("Mentions in informing materials"),
    "claimed": say("Broadcasts as the outlets' logs state them"),
    "reconciliation": say("Every slot, and what was heard"),
    "make-goods": say("Slots that would be made good"),
    "monitored-time": say("Monitored time"),
}
"""What a table of rows is called, by the name of the published table."""
