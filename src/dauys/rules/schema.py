"""What a YAML file may say, as data: shapes that read a node, gather what is wrong, and say what is allowed.

The same shapes make the tables of docs/reference/rule-books.md, so that the page cannot drift from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol, TypeAlias

from dauys.domain.names import LANGUAGES
from dauys.domain.zones import zone
from dauys.rules.near import nearest
from dauys.rules.written import Problems, Written

Value: TypeAlias = Any
"""A value as JSON holds it, or WRONG."""

UNKNOWN = "unknown"
"""What a term says that the law leaves open; a rule with such a term tests nothing."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
_WHOLE = re.compile(r"-?\d{1,18}")
_DASH = re.compile("[\u2010-\u2015\u2212]\\d+")
"""A minus as a text program prints it."""


class _Wrong:
    """Stands for a value that could not be read; the complaint is among the problems."""


WRONG: Final = _Wrong()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: `terms.during` of `rule T3`; what was read before it, beside it and above.

    problems is shared by all places of a file and only grows. windows: the names that the book gives them;
    zones: the book's.
    """

    problems: Problems
    subject: str = ""
    path: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)
    windows: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()

    def inside(self, name: str, beside: Mapping[str, Any] | None = None) -> Place:
        """The place of a field below this one."""
        path = f"{self.path}.{name}" if self.path else name
        seen = {**self.beside, **(beside or {})}
        return Place(self.problems, self.subject, path, seen, self.windows, self.zones)

    def wrong(self, node: Written, text: str) -> _Wrong:
        """Keeps a complaint with the node's line and this place; stands for the value that is missing."""
        self.problems.append((node.line, ": ".join(part for part in (self.subject, self.path, text) if part)))
        return WRONG


class Shape(Protocol):
    """What may stand in a place. words: what is allowed, for people."""

    @property
    def words(self) -> str: ...

    def read(self, node: Written, at: Place) -> Value:
        """The value as JSON would hold it, or WRONG with a complaint kept."""
        ...


Check: TypeAlias = Callable[[str, Place], str | None]
"""What is wrong with a text in its place, or None."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty; `check` may ask for more."""

    words: str = "text"
    check: Check | None = None

    def read(self, node: Written, at: Place) -> Value:
        if node.text is None or node.is_nothing or not node.text.strip():
            return at.wrong(node, f"write {self.words}, not {node.form}")
        complaint = self.check(node.text, at) if self.check else None
        return at.wrong(node, complaint) if complaint else node.text


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    allowed: tuple[str, ...]

    @property
    def words(self) -> str:
        return ", ".join(f"`{word}`" for word in self.allowed)

    def read(self, node: Written, at: Place) -> Value:
        if node.text not in self.allowed:
            return at.wrong(node, f"{node.form} is not among: {', '.join(self.allowed)}")
        return node.text


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, not below `least`."""

    least: int | None = None

    @property
    def words(self) -> str:
        return "whole number" if self.least is None else f"whole number from {self.least}"

    def read(self, node: Written, at: Place) -> Value:
        if node.text and _DASH.fullmatch(node.text):
            return at.wrong(node, f"{node.form} begins with a dash; use the hyphen -")
        if node.text is None or node.is_quoted or not _WHOLE.fullmatch(node.text):
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        value = int(node.text)
        return at.wrong(node, f"{value} is below {self.least}") if value < (self.least or value) else value


@dataclass(frozen=True, slots=True)
class Truth:
    """true or false."""

    words: str = "`true` or `false`"

    def read(self, node: Written, at: Place) -> Value:
        if node.is_quoted or node.text not in ("true", "false"):
            return at.wrong(node, f"write true or false, not {node.form}")
        return node.text == "true"


@dataclass(frozen=True, slots=True)
class Many:
    """A list; one value alone is a list of one."""

    of: Shape

    @property
    def words(self) -> str:
        return f"{self.of.words}; one or a list"

    def read(self, node: Written, at: Place) -> Value:
        nodes = node.value if isinstance(node.value, tuple) else (node,)
        if not nodes:
            return at.wrong(node, "the list is empty")
        read = [self.of.read(one, at) for one in nodes]
        return WRONG if any(value is WRONG for value in read) else read


@dataclass(frozen=True, slots=True)
class Each:
    """A mapping with names that the writer chooses."""

    name: Shape
    of: Shape
    words: str = "mapping"

    def read(self, node: Written, at: Place) -> Value:
        if not isinstance(node.value, dict) or not node.value:
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        read = {}
        for key, value in node.value.items():
            name = self.name.read(Written(value.key_line, key), at)
            read[name] = self.of.read(value, at.inside(key))
        return WRONG if any(WRONG in (name, value) for name, value in read.items()) else read


@dataclass(frozen=True, slots=True)
class Either:
    """One value, or a mapping that says more: told apart by how it is written."""

    plain: Shape
    mapping: Shape

    @property
    def words(self) -> str:
        return f"{self.plain.words}, or {self.mapping.words}"

    def read(self, node: Written, at: Place) -> Value:
        return (self.mapping if isinstance(node.value, dict) else self.plain).read(node, at)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping: what it takes, whether it must be there, what it means.

    usual: its value where it is not written; None leaves it out. may_be_unknown: the word `unknown` may stand
    for it, since the law leaves it open. may_be_nothing: `null` may stand there, and says something.
    """

    shape: Shape
    meaning: str
    is_needed: bool = False
    usual: Any = None
    may_be_unknown: bool = False
    may_be_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with these keys and no others, read in this order.

    one_of: groups of keys of which exactly one is written. check: what else is wrong with the whole.
    """

    fields: Mapping[str, Field]
    one_of: tuple[tuple[str, ...], ...] = ()
    words: str = "mapping"
    check: Callable[[Mapping[str, Any], Place], str | None] | None = None

    def read(self, node: Written, at: Place) -> Value:
        if not isinstance(node.value, dict):
            return at.wrong(node, f"write a {self.words} with {', '.join(self.fields)}, not {node.form}")
        before = len(at.problems)
        for key in node.value.keys() - self.fields.keys():
            where = Written(node.value[key].key_line, key)
            at.wrong(where, f"there is no key {key!r} here; there are: {', '.join(self.fields)}")
        read: dict[str, Any] = {}
        for name, wanted in self.fields.items():
            self._field(name, wanted, node, read, at)
        self._groups(node, at)
        complaint = self.check(read, at) if self.check and len(at.problems) == before else None
        if complaint:
            at.wrong(node, complaint)
        return WRONG if len(at.problems) > before else read

    def left_open(self, read: Mapping[str, Any]) -> bool:
        """Whether a value is `unknown` where that means that the law leaves it open."""
        return any(field.may_be_unknown and read.get(name) == UNKNOWN for name, field in self.fields.items())

    def _field(self, name: str, wanted: Field, node: Written, read: dict[str, Any], at: Place) -> None:
        assert isinstance(node.value, dict)
        value = node.value.get(name)
        if value is None:
            if wanted.is_needed:
                at.wrong(node, f"the key {name!r} is missing; add a line `{name}:` with {wanted.shape.words}")
            elif wanted.usual is not None:
                read[name] = wanted.usual
        elif wanted.may_be_nothing and value.is_nothing:
            read[name] = None
        elif wanted.may_be_unknown and value.text == UNKNOWN:
            read[name] = UNKNOWN
        else:
            got = wanted.shape.read(value, at.inside(name, read))
            if got is not WRONG:
                read[name] = got

    def _groups(self, node: Written, at: Place) -> None:
        assert isinstance(node.value, dict)
        for group in self.one_of:
            said = [name for name in group if name in node.value]
            if len(said) != 1:
                has = " and ".join(said) or "none"
                at.wrong(node, f"write exactly one of {', '.join(group)}; here is {has}")


def _day(text: str, _at: Place) -> str | None:
    try:
        fits = date.fromisoformat(text).isoformat() == text
    except ValueError:
        fits = False
    return None if fits else f"{text!r} is no day; write one like 2021-01-10"


def _clock(text: str, _at: Place) -> str | None:
    return None if _CLOCK.fullmatch(text) else f'{text!r} is no clock time; write one like "18:00" or "24:00"'


def _zone(text: str, at: Place) -> str | None:
    return zone_complaint(text, () if at.path == "zones" else at.zones)


def zone_complaint(text: str, zones: Sequence[str]) -> str | None:
    """What is wrong with the name of a zone, with those of the book; None where nothing is."""
    try:
        zone(text)
    except ValueError as cause:
        known = [name for name in zones if name != text]
        has = f"; the book has: {', '.join(known)}" if known else ""
        return f"there is no zone {text}{nearest(text, known)}{has}" if known else str(cause)
    return None


def _window(text: str, at: Place) -> str | None:
    if text in at.windows:
        return None
    near = nearest(text, at.windows)
    return f'there is no window "{text}"{near}; the book has: {", ".join(at.windows) or "none"}'


TEXT = Text()
DAY = Text("a day like 2021-01-10", _day)
CLOCK = Text('a clock time like "18:00"', _clock)
ZONE = Text("an IANA zone like Asia/Almaty", _zone)
WINDOW = Text("a window of the book", _window)
IN_LANGUAGES = Keys(
    {language: Field(TEXT, language, is_needed=True) for language in LANGUAGES}, words="`kk`, `ru` and `en`"
)
