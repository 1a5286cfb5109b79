"""A rule book as canonical JSON, as the bundle carries it, and back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dauys.domain.law import Offence, Rule, RuleBook
from dauys.domain.names import Names
from dauys.rules.book import book_of


def book_json(book: RuleBook) -> str:
    """One line of canonical JSON: keys sorted, no spaces, terms in full (usual values written out)."""
    return json.dumps(as_json(book), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def book_from_json(text: str) -> RuleBook:
    """The book of `book_json`; its rules have no lines, for it has no file."""
    return book_of(json.loads(text))


def as_json(book: RuleBook) -> dict[str, Any]:
    """The book in the keys of its YAML; `status` is the weakest mark in use."""
    return {
        "book": book.id,
        "title": _names(book.names),
        "valid_from": _day(book.valid_from),
        "valid_to": _day(book.valid_to),
        "checked_on": _day(book.checked_on),
        "source": book.source,
        "status": book.status.value,
        "zones": list(book.zones),
        "nationwide_tz_policy": book.zone_policy.value,
        "unit_of_account": dict(book.unit) if book.unit else None,
        "windows": {name: list(entries) for name, entries in book.windows.items()},
        "rules": [_rule(rule) for rule in book.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "level": rule.level.value,
        "access": rule.access.value if rule.access else None,
        "provision": rule.provision,
        "title": _names(rule.title),
        "status": rule.status.value,
        "sources": list(rule.sources),
        "valid_from": _day(rule.valid_from),
        "valid_to": _day(rule.valid_to),
        "contests": list(rule.contests),
        "offence": _offence(rule.offence) if rule.offence else None,
        "terms": rule.terms,
    }


def _offence(offence: Offence) -> dict[str, Any]:
    return {
        "article": offence.article,
        "fines": dict(offence.fines),
        "stated": offence.stated,
        "status": offence.status.value,
    }


def _names(names: Names) -> dict[str, str]:
    return {"kk": names.kk, "ru": names.ru, "en": names.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
