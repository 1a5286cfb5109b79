"""The columns of a published table as typed cells with a head in the language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dauys.domain.published import PUBLISHED
from dauys.reports.codes import word_of
from dauys.reports.columns import IN_TABLE, LABELS, yes_or_no
from dauys.reports.messages import Message, say
from dauys.reports.wording import Wording
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.names import Known

_OTHERS: dict[str, Message] = {
    "name_kk": say("Name in Kazakh"),
    "name_ru": say("Name in Russian"),
    "name_en": say("Name in English"),
    "sighting_id": say("Sighting"),
    "version_id": say("Version"),
    "recording_sha256": say("SHA-256 of the recording"),
    "recording_offset_ms": say("Place in the recording"),
    "spot_start_ms": say("From this place of the spot"),
    "spot_end_ms": say("To this place of the spot"),
    "speed_ppm": say("Speed, millionths"),
    "score_pm": say("Certainty, per cent"),
    "integrity": say("Integrity, code"),
    "undecided_with": say("Or this version"),
    "decided_by": say("Decided by"),
    "why": say("Reason, in English"),
    "origin": say("Comes from"),
    "is_whole": say("Aired whole"),
    "issue": say("Issue"),
    "page": say("Page"),
    "page_area_mm2": say("Area of the page, cm²"),
    "address": say("Address on the internet"),
    "first_seen_ms": say("First seen"),
    "last_promoted_ms": say("Last seen as an advertisement"),
    "seen": say("Visits on which it was seen"),
    "visits": say("Visits made"),
    "items": say("Items, 1 where it starts"),
    "ms": say("Length of the piece, h:mm:ss"),
    "weighted_items": say("Items, weighted by audience, thousandths"),
    "weighted_ms": say("Length, weighted by audience, h:mm:ss"),
    "unit": say("Unit"),
    "due": say("Was to be monitored"),
    "monitored": say("Monitored"),
    "gap": say("Not monitored"),
    "cause": say("Cause, code"),
    "table": say("Its table"),
    "trace": say("Trace, code"),
    "exhibits": say("Exhibits, code"),
    "why_untested": say("Why not testable, code"),
    "media": say("For media"),
    "levels": say("For levels of outlets"),
}
"""Heads of columns that pages do not show."""
_CODED = frozenset({
    "medium", "level", "ownership", "kind", "per", "initiative", "payer", "form", "decision", "act", "origin",
    "outcome", "capacity", "subject_kind", "cause", "language", "reading", "genre", "topic", "source",
    "organiser", "place", "premises", "role", "basis",
    "status",
})  # fmt: skip
"""Columns in which there are codes of ours; in any other column a word is somebody's own."""
_MOMENTS = frozenset({
    "start_ms", "end_ms", "heard_start_ms", "campaign_start_ms", "campaign_end_ms", "applied_at_ms",
    "sent_at_ms", "received_at_ms", "first_seen_ms", "last_promoted_ms", "silence_start_ms", "silence_end_ms",
    "embargo_start_ms", "embargo_end_ms", "schedule_sent_at_ms", "changed_at_ms", "published_at_ms",
    "requested_at_ms", "granted_at_ms", "at_ms",
})  # fmt: skip
_WITHIN = frozenset({"debate-speeches"})
"""Tables whose start and end are counted from the beginning of something, not moments."""
_ENDINGS = {"ms": Kind.MS, "mm2": Kind.MM2, "tiyn": Kind.TIYN, "pm": Kind.PERMILLE}


@dataclass(frozen=True, slots=True)
class Column:
    """Head, kind, and a value for each row."""

    head: str
    kind: Kind
    values: Sequence[object]


def label(column: str, wording: Wording, table: str = "") -> str:
    """The column's head, in that table; its own name where there is no other word for it."""
    message = IN_TABLE.get((table, column)) or LABELS.get(column) or _OTHERS.get(column)
    return wording.plain(message) if message else column


def column_of(table: str, column: str, frame: pl.DataFrame, known: Known) -> Column:
    """One column of a published table."""
    return Column(label(column, known.wording, table), *_values(table, column, frame, known))


def _values(table: str, column: str, frame: pl.DataFrame, known: Known) -> tuple[Kind, list[object]]:
    declared = PUBLISHED[table][column]
    if declared == "bool":
        said = {value: known.wording.plain(yes_or_no(value)) for value in (True, False, None)}
        return Kind.TEXT, [said[value] for value in frame[column].to_list()]
    if declared == "int" and column in _MOMENTS and table not in _WITHIN:
        return Kind.TEXT, [*known.moments(frame, column)]
    if declared == "int":
        return _ENDINGS.get(column.rpartition("_")[2], Kind.COUNT), frame[column].to_list()
    return Kind.TEXT, _texts(column, frame, known)


def _texts(column: str, frame: pl.DataFrame, known: Known) -> list[object]:
    """Ids by the name of what they stand for, closed words in the language, anything else as it is."""
    values = frame[column].to_list()
    words: dict[str, str] = known.names(column)
    if column in _CODED:
        said = {value: word_of(column, value) for value in set(values)}
        words = words | {value: known.wording.plain(word) for value, word in said.items() if word}
    return [words.get(value, value) for value in values] if words else values
