"""Codes of the published tables in words, column by column: one code may mean two things in two columns."""

from __future__ import annotations

from dauys.reports.law_terms import KINDS, LEVELS, MARKS
from dauys.reports.messages import UNDETERMINED, Foreign, Joined, Message, say
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
PLACES = {
    "allowed": say("at an allotted site"),
    "monument": say("on a monument"),
    "historic": say("on a historic building"),
    "voting_premises": say("in voting premises"),
    "commission": say("at an election commission"),
}
PREMISES = {
    "public_to_all": say("State premises open to all on the same terms"),
    "state_closed": say("State premises not open to all"),
    "private": say("private premises"),
}
ROLES = {
    "citizen": say("citizen"),
    "proxy": say("proxy"),
    "foreigner": say("foreigner"),
    "stateless": say("stateless person"),
    "foreign_body": say("foreign body"),
    "international_body": say("international organisation"),
    "state_body": say("State body"),
    "official_on_duty": say("official on duty"),
    "military": say("member of the armed forces"),
    "security": say("member of the security services"),
    "law_enforcement": say("law-enforcement officer"),
    "judge": say("judge"),
    "commission_member": say("member of an election commission"),
    "religious_body": say("religious association"),
    "journalist_contestant": say("journalist who stands or is a proxy"),
}
_BY_COLUMN: dict[str, dict[str, Message]] = {
    "genre": GENRES,
    "topic": TOPICS,
    "source": SOURCES,
    "organiser": {"commission": say("the commission")},
    "ownership": OWNERSHIP,
    "form": {"online": say("online"), "print": say("printed"), "audiovisual": say("audiovisual")},
    "place": PLACES,
    "premises": PREMISES,
    "role": ROLES,
    "payer": {"outlet": say("the outlet"), "unknown": say("not known")},
    "kind": {
        "tv": say("TV programme"),
        "radio": say("radio programme"),
        "article": say("printed article"),
        "forecast": say("forecast"),
        "exit_poll": say("exit poll"),
        "online_vote": say("online vote"),
        **KINDS,
    },
    "basis": {
        "votes": say("votes"),
        "seats": say("seats"),
        "polls": say("shares in opinion polls"),
        "lot": say("drawing of lots"),
    },
    "decision": {
        "confirmed": say("confirmed"),
        "not_confirmed": say("not confirmed"),
        "referred": say("handed on"),
    },
    "level": LEVELS,
    "origin": {"book": say("the rule book"), "register": say("the contest's register")},
    "status": MARKS,
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


WRITTEN = _OPEN | {
    *("appeal", "article", "audience", "by", "decision", "entity", "issue", "methods", "owner", "platform"),
    *("published_in", "reasons", "refusal", "region", "regions", "slot_class", "title"),
}
"""Columns in which people write in their own words, once, in a language that no register says."""


def word_of(column: str, code: str) -> Message | None:
    """The word for a code in that column; None for what somebody wrote in words of their own."""
    if column == "language":
        return LANGUAGES.get(code)
    own = _BY_COLUMN.get(column, {})
    return own.get(code) if column in _OPEN else own.get(code) or CODES.get(code)


def word(column: str, code: str) -> Message | Foreign:
    """The word for a code in that column; what has none stands as it was written, in whatever language."""
    return word_of(column, code) or Foreign(code, UNDETERMINED if column in WRITTEN else "")


def languages(codes: str) -> Joined:
    """Codes with spaces between them as the names of languages."""
    return Joined(tuple(language(code) for code in codes.split()), ", ")


TITLES = {
    "elections": say("Elections"),
    "contests": say("Contests"),
    "contestants": say("Contestants"),
    "outlets": say("Outlets of the register"),
    "channels": say("Channels"),
    "spots": say("Spots"),
    "tariff-notices": say("Tariff notices"),
    "tariffs": say("Tariffs"),
    "orders": say("Orders"),
    "slots": say("Slots ordered"),
    "schedule-changes": say("Changes of slot schedules"),
    "payments": say("Payments"),
    "state-slots": say("State-funded time and space"),
    "allocations": say("What shares are reckoned by"),
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
    "replies": say("Replies to published matter"),
    "ad-filings": say("Weekly accounts of advertising"),
    "materials": say("Printed, audiovisual and online material"),
    "campaigners": say("Who campaigned"),
    "finding-decisions": say("Decisions on findings"),
    "subjects": say("Subjects"),
    "airings": say("Airings"),
    "insertions": say("Printed items"),
    "placements": say("Online items"),
    "appearances": say("Appearances in order of time"),
    "coverage": say("Mentions in informing materials"),
    "claimed": say("Broadcasts as the outlets' logs state them"),
    "reconciliation": say("Every slot, and what was heard"),
    "make-goods": say("Slots that would be made good"),
    "findings": say("Findings"),
    "rule-tests": say("Rules"),
    "windows": say("Windows of the rule book"),
    "monitored-time": say("Monitored time"),
}
"""What a table of rows is called, by the name of the published table."""
