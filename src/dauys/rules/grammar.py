"""The keys of a rule book's file above the terms of its rules; each kind declares its own terms."""

from __future__ import annotations

import re

from dauys.domain.campaign import ContestKind
from dauys.domain.law import Access, FindingLevel, Mark, RuleKind, ZonePolicy
from dauys.domain.names import is_id
from dauys.rules.points import WINDOWS
from dauys.rules.schema import (
    DAY,
    IN_LANGUAGES,
    TEXT,
    UNKNOWN,
    ZONE,
    Each,
    Field,
    Keys,
    Many,
    Place,
    Shape,
    Text,
    Value,
    Whole,
    Word,
)
from dauys.rules.written import Written

_RULE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,30}")
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?")


def _book_id(text: str, _at: Place) -> str | None:
    return None if is_id(text) else f"{text!r} is no id; use lower-case letters, digits and hyphens"


def _rule_id(text: str, _at: Place) -> str | None:
    return None if _RULE_ID.fullmatch(text) else f"{text!r} is no id of a rule; write one like T3 or A27-7c"


class Amount:
    """An amount of money with up to two decimals, kept in hundredths."""

    words = "an amount like 2778.00"

    def read(self, node: Written, at: Place) -> Value:
        if node.text is None or not _AMOUNT.fullmatch(node.text):
            return at.wrong(node, f"write {self.words}, not {node.form}")
        units, _, hundredths = node.text.partition(".")
        return int(units) * 100 + int(hundredths.ljust(2, "0"))


class Units:
    """Units of account, or `unknown`."""

    words = "whole number, or `unknown`"

    def read(self, node: Written, at: Place) -> Value:
        return UNKNOWN if node.text == UNKNOWN else Whole(0).read(node, at)


OFFENCE = Keys(
    {
        "article": Field(TEXT, "the article of the offences code", is_needed=True),
        "fines": Field(
            Each(Word(("person", "official", "entity")), Units(), words="mapping of persons to amounts"),
            "units of account by who is fined; `unknown` where it is not known",
            may_be_unknown=True,
        ),
        "stated": Field(
            Text("an amount with its currency, like 75 000 EUR"),
            "the fine as a source states it, where it gives no units, a span, or nobody whom it concerns",
        ),
        "status": Field(Word(tuple(Mark)), "how sure it is", is_needed=True),
    }
)


def rule_keys(terms: Shape) -> Keys:
    """The keys of a rule whose kind takes these terms."""
    return Keys(
        {
            "id": Field(Text("an id like T3", _rule_id), "as lawyers cite it here", is_needed=True),
            "kind": Field(Word(tuple(RuleKind)), "which of the ten kinds of test it is", is_needed=True),
            "level": Field(
                Word(tuple(FindingLevel)),
                "what a finding is: `breach` (a pure date or a missing field), `indication` (a person must "
                "judge) or `information` (a statistic without a threshold in law)",
                is_needed=True,
            ),
            "provision": Field(TEXT, "the article", is_needed=True),
            "title": Field(IN_LANGUAGES, "what must be so, in Kazakh, Russian and English", is_needed=True),
            "status": Field(
                Word(tuple(Mark)),
                "how sure the provision is: `V` read in a source of this election, `N` read for a "
                "neighbouring election or version, `K` without a source, `?` not established",
                is_needed=True,
            ),
            "sources": Field(Many(TEXT), "where it was read"),
            "valid_from": Field(DAY, "in force from this day"),
            "valid_to": Field(DAY, "in force until the day before this one"),
            "contests": Field(Many(Word(tuple(ContestKind))), "for these kinds of contest only"),
            "access": Field(
                Word(tuple(Access)),
                "which test of equal access it belongs to: `conditions` of paid access, `volume` where the "
                "law sets it, `objectivity` (statistics)",
            ),
            "offence": Field(OFFENCE, "what the offences code sets on it"),
            "terms": Field(terms, "what its kind takes: see the kinds", is_needed=True),
        },
        words="rule",
        check=lambda read, _at: wrong_validity(read),
    )


def wrong_validity(read: Value) -> str | None:
    """Half-open days of being in force that hold no day."""
    since, until = read.get("valid_from"), read.get("valid_to")
    if since and until and since >= until:
        return f"valid_to {until} is not after valid_from {since}: it would never be in force"
    return None


def book_keys(rules: Shape) -> Keys:
    """The keys of the file; `rules` reads the list of rules, after the windows."""
    return Keys(
        {
            "book": Field(Text("an id like kz-2021", _book_id), "the book's id", is_needed=True),
            "title": Field(IN_LANGUAGES, "its name in Kazakh, Russian and English", is_needed=True),
            "valid_from": Field(DAY, "in force from this day"),
            "valid_to": Field(DAY, "in force until the day before this one"),
            "checked_on": Field(DAY, "when its texts were last held against their sources", is_needed=True),
            "source": Field(TEXT, "where its texts come from", is_needed=True),
            "zones": Field(
                Many(ZONE), "the country's time zones; first that of the commission's seat", is_needed=True
            ),
            "nationwide_tz_policy": Field(
                Word(tuple(ZonePolicy)),
                "how outlets that air under several clocks are judged",
                usual=ZonePolicy.PER_REGION.value,
            ),
            "unit_of_account": Field(
                Each(DAY, Amount(), words="mapping of days to amounts"),
                "what a unit of account is worth from that day",
            ),
            "windows": Field(WINDOWS, "the windows by name", usual={}),
            "rules": Field(rules, "the rules", is_needed=True),
        },
        words="rule book",
        check=lambda read, _at: wrong_validity(read),
    )
