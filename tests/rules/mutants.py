"""Rule books with one thing changed: each limit in turn. A book's cases must notice all of them.

A mutant is the book's canonical JSON with one leaf changed. A limit is a number, day, clock time, truth, or
an entry of a list (fields, values, row sets, windows) or a condition that can be left out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dauys import rules
from dauys.domain.law import RuleBook
from dauys.rules.book import book_of
from dauys.rules.canonical import as_json

_CLOCK = re.compile(r"\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MAY_GO = {"where", "except", "register", "media", "levels", "zones"}
_LEFT_ALONE = {"time"}
"""When an act was is the table's, not the law's."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """What was changed, in which rule or window ("" for the whole book), and the book that came of it."""

    what: str
    part: str
    book: RuleBook


def of_rule(book: RuleBook, rule_id: str) -> Iterator[Mutant]:
    """Every limit of one rule's terms, of its days in force and of its contests, changed."""
    number = [rule.id for rule in book.rules].index(rule_id)
    rule = as_json(book)["rules"][number]
    for path, value in _limits(rule["terms"], ("rules", number, "terms")):
        yield _mutant(book, path, value, rule_id)
    for side in ("valid_from", "valid_to"):
        for value in _changed(rule[side]) if rule[side] else ():
            yield _mutant(book, ("rules", number, side), value, rule_id)
    if rule["contests"]:
        yield _mutant(book, ("rules", number, "contests"), [], rule_id)


def of_window(book: RuleBook, name: str) -> Iterator[Mutant]:
    """Every bound and every restriction of one window, changed."""
    for path, value in _limits(as_json(book)["windows"][name], ("windows", name)):
        yield _mutant(book, path, value, name)


def of_validity(book: RuleBook) -> Iterator[Mutant]:
    """The days between which the book is in force, changed."""
    for side in ("valid_from", "valid_to"):
        written = as_json(book)[side]
        for value in _changed(written) if written else ():
            yield _mutant(book, (side,), value, "")


def survives(mutant: Mutant, cases: Sequence[rules.Case]) -> bool:
    """Whether every one of the cases still passes."""
    return not any(rules.run(case, mutant.book).differs for case in cases)


def cases_about(book: RuleBook, cases: Sequence[rules.Case], window: str) -> list[rules.Case]:
    """The cases of rules whose terms, or whose row sets, name that window."""
    concerned = {rule.id for rule in book.rules if window in _named(rule.terms)}
    return [case for case in cases if case.rule in concerned]


def _named(terms: Mapping[str, Any]) -> set[object]:
    """What stands under `during` in the terms of a rule and in its row sets."""
    return {terms.get("during"), *(row_set.get("during") for row_set in terms.get("rows", ()))}


_GONE = object()


def _mutant(book: RuleBook, path: tuple[Any, ...], value: object, part: str) -> Mutant:
    changed = copy.deepcopy(as_json(book))
    target = changed
    for step in path[:-1]:
        target = target[step]
    before = target[path[-1]]
    if value is _GONE:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    name = ".".join(map(str, path))
    said = f"{name} {before!r} left out" if value is _GONE else f"{name} {before!r} → {value!r}"
    return Mutant(said, part, book_of(changed))


def _limits(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], object]]:
    """Each change of a limit below the path: where, and the value it gets."""
    if isinstance(value, Mapping):
        are_conditions = path[-1] == "where" or "except" in path[-2:]
        for key, inner in value.items():
            is_phase = key == "during" and path[-1] != "terms"
            if key in _MAY_GO or is_phase or (are_conditions and len(value) > 1):
                yield (*path, key), _GONE
            if key not in _LEFT_ALONE:
                yield from _limits(inner, (*path, key))
        return
    if isinstance(value, list):
        for number, inner in enumerate(value):
            if len(value) > 1:
                yield (*path, number), _GONE
            if isinstance(inner, Mapping | list | bool | int):
                yield from _limits(inner, (*path, number))
        return
    for changed in _changed(value):
        yield path, changed


def _changed(value: object) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, str) and _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return [(day + timedelta(days=step)).isoformat() for step in (1, -1)]
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        minutes = int(value[:2]) * 60 + int(value[3:])
        near = (minutes + 1, minutes - 1)
        return [f"{one // 60:02}:{one % 60:02}" for one in near if 0 <= one <= 24 * 60]
    return []
