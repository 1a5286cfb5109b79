"""rules shift: after a window was moved, moves the acts of the cases that fail now by the same days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import WrongUse
from dauys.domain.law import RuleBook
from dauys.evidence.files import write_whole
from dauys.workflows.rules_books import CASES, SHIPPED, BookFiles
from dauys.workflows.rules_check import read
from dauys.workflows.rules_copy import EDITABLE

if TYPE_CHECKING:
    from dauys.rules import Case


@dataclass(frozen=True, slots=True)
class Shift:
    """What is proposed. cases: the new text of cases.yaml; changes: line number, old and new line.

    moved: the cases that these lines belong to, in their old form; they pass in the new one.
    left: cases that fail with their dates moved, too; they stand as they were.
    """

    cases: str
    changes: tuple[tuple[int, str, str], ...]
    moved: tuple[Case, ...]
    left: tuple[Case, ...]


def shift(files: BookFiles, window: str, days: int) -> Shift:
    """Moves the dates of the failing cases whose rules use that window; cases that pass are not touched.

    WrongUse for a window that the book does not have, or that no rule uses.
    """
    from dauys import rules
    from dauys.rules.case_shift import shifted

    book = read(files)
    if window not in book.windows:
        raise WrongUse(f"{files.id} has no window {window}; it has: {', '.join(book.windows)}")
    users = {rule.id for rule in book.rules if _uses(rule.terms, window)}
    if not users:
        raise WrongUse(f"no rule of {files.id} uses the window {window}")
    cases = _cases(files, files.cases, book)
    lines = [case.line for case in cases]
    failing = [case for case in cases if case.rule in users and rules.run(case, book).differs]
    mended: dict[int, bool] = {}
    for is_whole in (
        False,
        True,
    ):  # the acts; where that is not enough, the case's own campaign end with them
        tried = {case.line: is_whole for case in failing if case.line not in mended}
        now = _cases(files, shifted(files.cases, tried, lines, days), book)
        mended |= {
            case.line: is_whole for case in now if case.line in tried and not rules.run(case, book).differs
        }
    moved = tuple(case for case in failing if case.line in mended)
    left = tuple(case for case in failing if case not in moved)
    made = shifted(files.cases, mended, lines, days)
    return Shift(made, _changes(files.cases, made), moved, left)


def _changes(old: str, new: str) -> tuple[tuple[int, str, str], ...]:
    pairs = enumerate(zip(old.splitlines(), new.splitlines(), strict=True), 1)
    return tuple((number, was.strip(), now.strip()) for number, (was, now) in pairs if was != now)


def write_cases(files: BookFiles, text: str) -> None:
    """Puts the text in the place of the book's cases.yaml. WrongUse for a shipped book: copy it first."""
    if files.origin == SHIPPED:
        raise WrongUse(
            f"{files.id} is the shipped book; copy it first: dauys --home HOME rules copy {files.id}"
        )
    path = Path(files.place) / CASES
    write_whole(path, text.encode())
    path.chmod(EDITABLE)


def _cases(files: BookFiles, text: str, book: RuleBook) -> tuple[Case, ...]:
    from dauys import rules

    return rules.read_cases(text, f"{files.place}/{CASES}", book) if text else ()


def _uses(terms: object, window: str) -> bool:
    """Whether a `during` anywhere in the terms names the window."""
    if isinstance(terms, Mapping):
        return terms.get("during") == window or any(_uses(one, window) for one in terms.values())
    return isinstance(terms, list | tuple) and any(_uses(one, window) for one in terms)
