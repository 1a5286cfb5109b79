"""The nouns of law as data: rule, rule book, finding; their closed words and their published tables.

A rule book is YAML that a lawyer edits (`rulebooks/`, docs/reference/rule-books.md); `rules` reads it and
tests the published tables against it. The program never says "violation": it says which provision a row
touches and how sure that is, and the commission decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dauys.domain.names import Names


class RuleKind(StrEnum):
    """The ten kinds of rule; see docs/reference/rule-books.md for what each takes."""

    INTERVAL_BAN = "interval_ban"
    DEADLINE = "deadline"
    REQUIRED_FIELDS = "required_fields"
    QUOTA = "quota"
    ADJACENCY = "adjacency"
    SAME_TERMS = "same_terms"
    ELIGIBILITY = "eligibility"
    LABEL = "label"
    PRIOR_ACT = "prior_act"
    FILING = "filing"


class FindingLevel(StrEnum):
    """What a finding is: a pure date or a missing field; something a person must judge; a statistic without
    a threshold in law."""

    BREACH = "breach"
    INDICATION = "indication"
    INFORMATION = "information"


class Mark(StrEnum):
    """How sure a provision is, strongest first: read in a source of this very election; read for a
    neighbouring election or version; background knowledge without a source; not established."""

    VERIFIED = "V"
    NEIGHBOURING = "N"
    BACKGROUND = "K"
    UNKNOWN = "?"


class ZonePolicy(StrEnum):
    """How a nationwide outlet, which airs under several clocks at once, is judged; no ruling is known.

    per_region: under every zone; inside all → it stands, inside some → to decide. outlet_seat: under its own
    zone; where another zone says otherwise, to decide. strictest: inside any → it stands.
    """

    PER_REGION = "per_region"
    OUTLET_SEAT = "outlet_seat"
    STRICTEST = "strictest"


class Access(StrEnum):
    """Which of the three tests of equal access a rule belongs to; they are never one number.

    conditions: of paid access. volume: where the law sets it. objectivity: statistics for people to judge.
    """

    CONDITIONS = "conditions"
    VOLUME = "volume"
    OBJECTIVITY = "objectivity"


@dataclass(frozen=True, slots=True)
class Offence:
    """What the offences code sets on it: article, and fines in units of account by who is fined.

    fines: `person`, `official`, `entity` → units; None where the amount is not known. stated: the fine in the
    words of a source that gives money without a unit, a span, or nobody whom it concerns; "" where none does.
    """

    article: str
    fines: Mapping[str, int | None]
    status: Mark
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision as a test.

    id: as lawyers cite it here, `T3`. provision: the article, `art. 32`. title: what must be so, in words.
    status: the weakest mark among its sources. valid_from, valid_to: half-open days of being in force.
    contests: kinds of contest it holds for; empty: all. access: its test of equal access, if any.
    terms: what its kind takes (JSON values only). line: where it begins in its file.
    """

    id: str
    kind: RuleKind
    level: FindingLevel
    provision: str
    title: Names
    status: Mark
    sources: tuple[str, ...]
    terms: Mapping[str, Any]
    valid_from: date | None = None
    valid_to: date | None = None
    contests: tuple[str, ...] = ()
    access: Access | None = None
    offence: Offence | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One jurisdiction's rules for one time.

    zones: IANA zones of the country, the seat of the commission first. windows: name → list of entries
    (`from`, `until`, optional `media`, `zones`, `levels`, `register`; JSON values). unit: value of the unit
    of account in the currency's hundredths by the day from which it holds. status: the weakest mark in use.
    """

    id: str
    names: Names
    zones: tuple[str, ...]
    zone_policy: ZonePolicy
    windows: Mapping[str, tuple[Mapping[str, Any], ...]]
    rules: tuple[Rule, ...]
    status: Mark
    checked_on: date
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    unit: Mapping[str, int] | None = None


FINDINGS = {
    "id": "text",
    "rule_id": "text",
    "kind": "text",
    "level": "text",
    "is_to_decide": "bool",
    "provision": "text",
    "status": "text",
    "contest_id": "text",
    "contestant_id": "text",
    "outlet_id": "text",
    "medium": "text",
    "table": "text",
    "row_id": "text",
    "start_ms": "int",
    "end_ms": "int",
    "trace": "text",
    "exhibits": "text",
}
"""A row for each finding. `table` and `row_id` name the row it is about (a cell's key where it is about
several); `trace` is canonical JSON: `{"message": NAME, …values}` that the report puts into words; `exhibits`
a canonical JSON list of `[table, row id]`. `is_to_decide`: zones, gaps in monitoring or a value known only to
the day leave it open."""

RULE_TESTS = {
    "rule_id": "text",
    "kind": "text",
    "level": "text",
    "provision": "text",
    "status": "text",
    "tested": "int",
    "found": "int",
    "to_decide": "int",
    "exempt": "int",
    "untested": "int",
    "why_untested": "text",
}
"""A row for each rule of the book: how many rows (or cells) it tested, what it found, how many an exception
spared, and how many could not be tested because a value is not known, the row is illustrative, or the law
leaves it open: `why_untested` is a canonical JSON object, reason → rows, "" where there are none. A row that
is judged for two contests counts twice. A rule that tested nothing has `tested` 0, which is not "nothing
found"."""

WINDOWS = {
    "contest_id": "text",
    "window": "text",
    "zone": "text",
    "media": "text",
    "levels": "text",
    "start_ms": "int",
    "end_ms": "int",
    "origin": "text",
}
"""The windows of every contest in every zone, as UTC moments; null is open. `media` and `levels` are joined
by spaces, "" is all; `origin`: `book` or `register`."""

LAW_TABLES: dict[str, dict[str, str]] = {"findings": FINDINGS, "rule-tests": RULE_TESTS, "windows": WINDOWS}
"""The tables that `rules` makes, published beside `domain.tables.TABLES`."""
