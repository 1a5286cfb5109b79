"""The columns of the published tables in words: what each is called, and how a cell of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dauys.domain.names import Names
from dauys.domain.published import PUBLISHED
from dauys.reports.codes import languages, word
from dauys.reports.document import NOTHING, Inline
from dauys.reports.messages import Area, Count, Day, Message, Moment, Money, Span, Thousandths, say
from dauys.reports.registry import Registry

LABELS: dict[str, Message] = {
    "id": say("Row"),
    "name": say("Name"),
    "called_on": say("Called on"),
    "reading": say("Reading of the totals"),
    "rule_book": say("Rule book"),
    "is_illustrative": say("Illustrative"),
    "election_id": say("Election"),
    "contest_id": say("Contest"),
    "contestant_id": say("Contestant"),
    "outlet_id": say("Outlet"),
    "channel_id": say("Channel"),
    "spot_id": say("Spot"),
    "kind": say("Kind"),
    "region": say("Region"),
    "campaign_start_ms": say("Campaign from"),
    "campaign_end_ms": say("Campaign until"),
    "voting_day": say("Voting day"),
    "silence_start_ms": say("Start of the silence period"),
    "silence_end_ms": say("End of the silence period"),
    "embargo_start_ms": say("Start of the embargo on poll results"),
    "embargo_end_ms": say("End of the embargo on poll results"),
    "title": say("Title"),
    "has_issuer": say("Names the issuer"),
    "has_fund": say("Names the fund"),
    "made_abroad": say("Made abroad"),
    "has_label": say("Labelled as campaigning"),
    "order": say("Order"),
    "languages": say("Languages"),
    "language": say("Language"),
    "fund_tiyn": say("Electoral fund, tenge"),
    "fund_id": say("Paid from the fund of"),
    "medium": say("Medium"),
    "level": say("Level"),
    "owner": say("Owner"),
    "ownership": say("Ownership"),
    "owner_contestant_id": say("Owned by a contestant"),
    "zone": say("Time zone"),
    "audience_pm": say("Audience weight"),
    "published_on": say("Published on"),
    "published_in": say("Published in"),
    "filed_on": say("Filed with the commission on"),
    "notice_id": say("Notice"),
    "slot_class": say("Slot class"),
    "per": say("Price per"),
    "price_tiyn": say("Price, tenge"),
    "tariff_tiyn": say("Published price, tenge"),
    "version": say("Version"),
    "applied_at_ms": say("Applied"),
    "contracted_on": say("Contracted on"),
    "schedule_sent_at_ms": say("Schedule sent"),
    "refusal": say("Reasons of the refusal"),
    "changed_at_ms": say("Changed"),
    "order_id": say("Order of airtime"),
    "slot_id": say("Slot"),
    "as_run_id": say("Line of the as-run log"),
    "airing_id": say("Airing"),
    "start_ms": say("Start, local time"),
    "heard_start_ms": say("Heard at, local time"),
    "end_ms": say("End, local time"),
    "length_ms": say("Length, h:mm:ss"),
    "heard_ms": say("Heard, h:mm:ss"),
    "paid_on": say("Paid on"),
    "due_ms": say("Due, h:mm:ss"),
    "used_ms": say("Used, h:mm:ss"),
    "due_mm2": say("Due, cm²"),
    "used_mm2": say("Used, cm²"),
    "used_on": say("Used on"),
    "basis": say("Basis"),
    "value": say("Number"),
    "organiser": say("Organiser"),
    "initiative": say("On the initiative of"),
    "payer": say("Paid by"),
    "is_live": say("Live"),
    "rules_agreed_on": say("Rules agreed on"),
    "debate_id": say("Debate"),
    "speech_ms": say("Speech, h:mm:ss"),
    "speeches": say("Speeches"),
    "behind_ms": say("Behind the longest, h:mm:ss"),
    "questions_put": say("Questions put"),
    "questions_answered": say("Questions answered"),
    "interruptions": say("Interruptions"),
    "is_refused": say("Refusal"),
    "form": say("Form"),
    "platform": say("Platform"),
    "held_on": say("Held on"),
    "audience": say("Audience"),
    "attendance": say("Attendance"),
    "entity": say("Entity"),
    "received_on": say("Received on"),
    "is_registered": say("Registered in the country"),
    "experience_since": say("Experience since"),
    "has_specialists": say("Names its specialists"),
    "regions": say("Regions of the poll"),
    "methods": say("Methods"),
    "polling_from": say("Polling from"),
    "has_copies": say("Copies attached"),
    "published_at_ms": say("Published at"),
    "in_voting_premises": say("Polled in voting premises"),
    "decision": say("Decision"),
    "decided_on": say("Decided on"),
    "reasons": say("Reasons"),
    "has_entity": say("Names who conducted it"),
    "has_customer": say("Names who ordered and paid"),
    "has_time": say("Gives the time"),
    "has_method": say("Gives the method"),
    "has_question": say("Gives the exact question"),
    "has_sample": say("Gives the number asked"),
    "has_error": say("Gives the margin of error"),
    "reported_on": say("Reported on"),
    "source": say("Source"),
    "act": say("Act"),
    "article": say("Article"),
    "appeal": say("Appeal"),
    "persons": say("Persons held liable"),
    "by": say("Submitted by"),
    "about": say("About"),
    "due_on": say("Answer due on"),
    "answered_on": say("Answered on"),
    "outcome": say("Outcome"),
    "sent_at_ms": say("Sent"),
    "received_at_ms": say("Received"),
    "requested_at_ms": say("Requested"),
    "granted_at_ms": say("Granted"),
    "is_same_place": say("In the same place"),
    "is_free": say("Free of charge"),
    "week_from": say("Week from"),
    "has_place": say("Names the place of printing"),
    "has_circulation": say("Gives its circulation"),
    "posted_on": say("Put up on"),
    "posted_before_silence": say("Put up before the silence period"),
    "place": say("Where it is put up"),
    "offers_gain": say("Offers a gain"),
    "forbidden_call": say("Calls for what is forbidden"),
    "has_image": say("Shows a person"),
    "has_image_consent": say("With that person's consent"),
    "role": say("Role"),
    "on_duty": say("On duty"),
    "used_subordinates": say("Used subordinates"),
    "premises": say("Premises"),
    "at_ms": say("At"),
    "finding": say("Finding"),
    "circulation": say("Circulation"),
    "is_contract_paid": say("Paid under a contract"),
    "has_marking": say("Marked as campaigning"),
    "is_repost": say("Repost"),
    "item_id": say("Item"),
    "subject_id": say("Subject"),
    "subject_kind": say("Kind of subject"),
    "day": say("Day"),
    "daypart": say("Part of the day"),
    "is_prime": say("In prime time"),
    "genre": say("Genre"),
    "capacity": say("Appears as"),
    "topic": say("Topic"),
    "area_mm2": say("Area, cm²"),
    "direct_speech_ms": say("Direct speech, h:mm:ss"),
    "tone": say("Tone"),
    "slots": say("Slots"),
    "missing_ms": say("Missing, h:mm:ss"),
    "is_monitored": say("Monitored"),
    "is_paid": say("Paid"),
    "rule_id": say("Rule"),
    "is_to_decide": say("Left open"),
    "provision": say("Provision"),
    "status": say("What it rests on"),
    "row_id": say("Its row"),
    "tested": say("Tested"),
    "found": say("Found"),
    "to_decide": say("Left open"),
    "exempt": say("Exempt"),
    "untested": say("Not testable"),
    "window": say("Window"),
}
"""What a reader calls a column; the three columns of a name are one."""

IN_TABLE: dict[tuple[str, str], Message] = {
    ("orders", "is_refused"): say("Refused"),
    ("spots", "has_customer"): say("Names who ordered it"),
    ("materials", "has_customer"): say("Names who ordered it"),
}
"""The same of a column that means something else in one table."""

_MOMENTS = frozenset(name for name in LABELS if name.endswith(("at_ms", "start_ms", "end_ms")))
_YES_OR_NO = frozenset(name for table in PUBLISHED.values() for name, kind in table.items() if kind == "bool")
_DAYS = frozenset(
    {"day", "voting_day", "experience_since", "polling_from", "week_from"}
    | {name for name in LABELS if name.endswith("_on")}
)


def label(column: str, table: str = "") -> Message:
    """The head of a column, in that table. KeyError for a column of no published table."""
    return IN_TABLE.get((table, column)) or LABELS[column]


def shown_columns(table: str, rows: Sequence[dict[str, Any]]) -> list[str]:
    """The table's columns that hold something in these rows; `name` stands for the three names.

    Of a yes or no it is something that nobody knows it.
    """
    names = dict.fromkeys("name" if name.startswith("name_") else name for name in PUBLISHED[table])
    return [
        name for name in names if name == "name" or (name in LABELS and any(says(name, row) for row in rows))
    ]


def says(column: str, row: Mapping[str, Any]) -> bool:
    """Whether a row's cell tells a reader something."""
    return row[column] not in ("", None) or column in _YES_OR_NO


def cell(column: str, row: dict[str, Any], registry: Registry) -> Inline:
    """A row's cell as an inline; empty where it says nothing."""
    if column == "name":
        return Names(row["name_kk"], row["name_ru"], row["name_en"])
    value = row[column]
    if column in _YES_OR_NO:
        return yes_or_no(value)
    if value in ("", None):
        return NOTHING
    if isinstance(value, int):
        return _number(column, value, row, registry)
    if column in _DAYS:
        return Day(value)
    if column in ("language", "languages"):
        return languages(value)
    return registry.names(column, value) or word(column, value)


def yes_or_no(value: bool | None) -> Message:
    """A yes or no in words; what nobody knows is neither."""
    return say("not known") if value is None else say("yes") if value else say("no")


def _number(column: str, value: int, row: dict[str, Any], registry: Registry) -> Inline:
    if column in _MOMENTS and "debate_id" not in row:
        return Moment(value, registry.zone_of(row))
    ending = column.rpartition("_")[2]
    return _SHOWN.get(ending, Count)(value)


_SHOWN: dict[str, Callable[[int], Inline]] = {"ms": Span, "mm2": Area, "tiyn": Money, "pm": Thousandths}
