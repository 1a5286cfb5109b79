"""YAML as it was written: texts, lists and mappings with their lines, and nothing that could surprise.

A value is not typed here: `18:00`, `no` and `2021-01-05` stay the texts they are (YAML 1.1 would make 1080,
false and a date of them); the schema knows what each place takes. Anchors, aliases, tags and second documents
are refused: a rule book needs none, and aliases let a small file grow without bound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from dauys.rules.broken import in_words

CHARACTERS_MAX = 2_000_000
DEPTH_MAX = 24
LIKE_MAX = 20
_SUBJECT = re.compile(r'^(?:case ".*?"|rule [^:]+): ')
_NUMBER = re.compile(r"\d+")
_NOTHING = frozenset({"", "~", "null"})

_Event: TypeAlias = Any
"""An event of the parser; the library has no types for them."""

Problems: TypeAlias = list[tuple[int, str]]
"""What is wrong with a file: line (from 1) and words."""


@dataclass(frozen=True, slots=True)
class Written:
    """One node of the file. key_line: where its key stands, in a mapping; the node's own line elsewhere."""

    line: int
    value: str | tuple[Written, ...] | dict[str, Written]
    is_quoted: bool = False
    key_line: int = 0

    @property
    def text(self) -> str | None:
        """The text of a scalar; None for a list or mapping."""
        return self.value if isinstance(self.value, str) else None

    @property
    def is_nothing(self) -> bool:
        """Nothing was written, or `null`."""
        return not self.is_quoted and self.value in _NOTHING if isinstance(self.value, str) else False

    @property
    def form(self) -> str:
        """What it is, in words."""
        if isinstance(self.value, str):
            return "nothing" if self.is_nothing else repr(self.value)
        return "a list" if isinstance(self.value, tuple) else "a mapping"


def written(text: str, problems: Problems) -> Written | None:
    """The file as a tree, or None where it cannot be read at all; every complaint goes to `problems`."""
    if len(text) > CHARACTERS_MAX:
        problems.append((1, f"the file has {len(text)} characters; at most {CHARACTERS_MAX} are read"))
        return None
    try:
        return _Tree(yaml.parse(text, yaml.CSafeLoader), problems).document()
    except yaml.MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        said = " ".join(part for part in (cause.context, cause.problem) if part)
        line, words = in_words(text, mark.line + 1 if mark else 1, said)
        problems.append((line, f"this is not YAML: {words}"))
    except yaml.YAMLError as cause:
        problems.append((1, f"this is not YAML: {str(cause).splitlines()[0]}"))
    return None


def complaints(file_name: str, problems: Problems) -> list[str]:
    """The problems in the order of the file, of like ones the first LIKE_MAX and how many more there are.

    Alike are those that say the same of other cases, rules and numbers: one cause, read once.
    """
    told, like = [], Counter[str]()
    for line, said in sorted(problems):
        kind = _kind(said)
        like[kind] += 1
        if like[kind] <= LIKE_MAX:
            told.append(f"{file_name}:{line}: {said}")
    more = ((kind, count - LIKE_MAX) for kind, count in like.items() if count > LIKE_MAX)
    return told + [f"{file_name}: … and {count} more: {kind}" for kind, count in more]


def _kind(said: str) -> str:
    """The complaint without its subject, numbers left out."""
    return _NUMBER.sub("…", _SUBJECT.sub("", said))


class _Tree:
    """Makes the tree from the parser's events; one document, no references."""

    def __init__(self, events: Iterator[_Event], problems: Problems) -> None:
        self._events = events
        self._problems = problems

    def document(self) -> Written | None:
        tree = None
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                if tree is None:
                    tree = self._node(event, 0)
                else:
                    self._problems.append((_line(event), "a file holds one document; take out the `---`"))
                    return tree
        if tree is None:
            self._problems.append((1, "the file is empty"))
        return tree

    def _node(self, event: _Event, depth: int) -> Written:
        line = _line(event)
        self._refuse_references(event, line)
        if depth > DEPTH_MAX:
            raise yaml.YAMLError(f"line {line} is nested more than {DEPTH_MAX} deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return Written(line, tuple(self._items(depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return Written(line, self._entries(depth))
        if isinstance(event, yaml.ScalarEvent):
            return Written(line, event.value, is_quoted=event.style in ("'", '"', "|", ">"))
        return Written(line, "")

    def _refuse_references(self, event: _Event, line: int) -> None:
        if getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent):
            self._problems.append((line, "anchors and aliases (&, *) are not read; write the value out"))
        elif getattr(event, "tag", None):
            self._problems.append((line, f"tags are not read; take out {event.tag}"))

    def _items(self, depth: int) -> Iterator[Written]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Written]:
        entries: dict[str, Written] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if key.text is None:
                self._problems.append((key.line, "a key is a word, not a list or mapping"))
            elif key.text in entries:
                self._problems.append((key.line, f"{key.text} is written twice"))
            else:
                entries[key.text] = Written(value.line, value.value, value.is_quoted, key.line)
        return entries


def _line(event: _Event) -> int:
    return int(event.start_mark.line) + 1
