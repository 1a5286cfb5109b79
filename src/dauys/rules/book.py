"""A rule book read from its YAML: every mistake named at once, with file, line and field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from dauys.domain.errors import RuleBookError
from dauys.domain.law import Access, FindingLevel, Mark, Offence, Rule, RuleBook, RuleKind, ZonePolicy
from dauys.domain.names import Names
from dauys.rules.grammar import book_keys, rule_keys
from dauys.rules.schema import UNKNOWN, WRONG, Place, Shape, Value
from dauys.rules.ten_kinds import KINDS
from dauys.rules.written import Problems, Written, complaints, written

_MARKS = tuple(Mark)


def read_book(text: str, file_name: str) -> RuleBook:
    """The rule book of that text. RuleBookError names every mistake as `file:line: rule T3: field: what`."""
    problems: Problems = []
    tree = written(text, problems)
    read = WRONG if tree is None else book_keys(_Rules()).read(tree, _place(tree, problems))
    if problems and tree is not None:
        _misspelt(tree, problems)
    if problems:
        raise RuleBookError(complaints(file_name, problems))
    assert isinstance(read, dict)
    return book_of(read)


def _place(tree: Written, problems: Problems) -> Place:
    """The top of the file; the names of windows and zones are known from the start: rules name them."""
    windows = tree.value.get("windows") if isinstance(tree.value, dict) else None
    names = tuple(windows.value) if windows and isinstance(windows.value, dict) else ()
    zones = tree.value.get("zones") if isinstance(tree.value, dict) else None
    listed = zones.value if zones and isinstance(zones.value, tuple) else (zones,) if zones else ()
    return Place(problems, windows=names, zones=tuple(one.text for one in listed if one.text))


def _misspelt(tree: Written, problems: Problems) -> None:
    """Complains of a window that no rule names while several name one like it that is not there.

    Where one rule names it the mistake is as likely the rule's, and is told there.
    """
    windows = tree.value.get("windows") if isinstance(tree.value, dict) else None
    defined = windows.value if windows and isinstance(windows.value, dict) else {}
    named = Counter(_named(tree))
    lacking = sorted(name for name, count in named.items() if count > 1 and name not in defined)
    for name in defined.keys() - named.keys():
        near = get_close_matches(name, lacking, n=1, cutoff=0.75)
        if near:
            said = f"windows: the book defines {name}, which no rule names; rules name {near[0]}"
            problems.append((defined[name].key_line, said))


def _named(node: Written) -> Iterator[str]:
    """Every window that stands after a `during`."""
    if isinstance(node.value, dict):
        during = node.value.get("during")
        if during and during.text:
            yield during.text
    below = node.value.values() if isinstance(node.value, dict) else node.value
    for one in below if not isinstance(node.value, str) else ():
        assert isinstance(one, Written)
        yield from _named(one)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The list of rules: each is read with the terms of its kind, no id stands twice."""

    words: str = "list of rules"

    def read(self, node: Written, at: Place) -> Value:
        if not isinstance(node.value, tuple) or not node.value:
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        lines: dict[str, int] = {}
        read = []
        for number, one in enumerate(node.value, 1):
            name = _scalar(one, "id") or f"number {number}"
            place = Place(at.problems, f"rule {name}", windows=at.windows, zones=at.zones)
            if name in lines:
                place.wrong(one, f"the id {name} stands twice, first in line {lines[name]}")
            lines.setdefault(name, one.line)
            fields = rule_keys(_terms(_scalar(one, "kind"))).read(one, place)
            if fields is not WRONG:
                read.append({**fields, "line": one.line})
        return read


def _scalar(node: Written, key: str) -> str | None:
    value = node.value.get(key) if isinstance(node.value, dict) else None
    return value.text if value else None


def _terms(kind: str | None) -> Shape:
    """The terms of that kind; for a word that is no kind (said at its own place), anything."""
    return KINDS[RuleKind(kind)].terms if kind in tuple(RuleKind) else _Anything()


@dataclass(frozen=True, slots=True)
class _Anything:
    """What cannot be checked, because another mistake leaves open what it should be."""

    words: str = "mapping of terms"

    def read(self, node: Written, at: Place) -> Value:  # noqa: ARG002 - the signature of a shape
        return {}


def book_of(read: Mapping[str, Any]) -> RuleBook:
    """The book from its fields as JSON holds them (`read_book` after checking, `book_from_json`)."""
    rules = tuple(_rule(rule) for rule in read["rules"])
    return RuleBook(
        id=read["book"],
        names=Names(**read["title"]),
        zones=tuple(read["zones"]),
        zone_policy=ZonePolicy(read["nationwide_tz_policy"]),
        windows={name: tuple(entries) for name, entries in read["windows"].items()},
        rules=rules,
        status=max((rule.status for rule in rules), key=_MARKS.index),
        checked_on=date.fromisoformat(read["checked_on"]),
        source=read["source"],
        valid_from=_day(read.get("valid_from")),
        valid_to=_day(read.get("valid_to")),
        unit=read.get("unit_of_account"),
    )


def _rule(read: Mapping[str, Any]) -> Rule:
    rule = Rule(
        id=read["id"],
        kind=RuleKind(read["kind"]),
        level=FindingLevel(read["level"]),
        provision=read["provision"],
        title=Names(**read["title"]),
        status=Mark(read["status"]),
        sources=tuple(read.get("sources") or ()),
        terms=read["terms"],
        valid_from=_day(read.get("valid_from")),
        valid_to=_day(read.get("valid_to")),
        contests=tuple(read.get("contests") or ()),
        access=Access(read["access"]) if read.get("access") else None,
        line=read.get("line", 0),
    )
    return replace(rule, offence=_offence(read["offence"])) if read.get("offence") else rule


def _offence(read: Mapping[str, Any]) -> Offence:
    fines = read.get("fines")
    known = fines if isinstance(fines, Mapping) else {}
    units = {who: None if units in (None, UNKNOWN) else units for who, units in known.items()}
    return Offence(read["article"], units, Mark(read["status"]), read.get("stated") or "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
