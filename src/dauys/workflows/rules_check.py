"""rules check: reads a book, runs its cases, and says which rules have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dauys.domain.errors import RuleBookError, WrongUse
from dauys.domain.law import RuleBook
from dauys.workflows.rules_books import CASES, RULES, BookFiles

if TYPE_CHECKING:
    from dauys.rules import Result


@dataclass(frozen=True, slots=True)
class Checked:
    """A book that could be read, what came of each case, rules that no case names, and what looks wrong."""

    book: RuleBook
    results: tuple[Result, ...]
    without_case: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Result, ...]:
        """The cases in which something else was found than they expect."""
        return tuple(result for result in self.results if result.differs)


def read(files: BookFiles) -> RuleBook:
    """The book of these texts. RuleBookError names every mistake; one is an id other than its folder's."""
    from dauys import rules

    name = f"{files.place}/{RULES}"
    book = rules.read_book(files.rules, name)
    if book.id != files.id:
        raise RuleBookError([f"{name}:1: book: it says {book.id}, its folder {files.id}; name both alike"])
    return book


def check(files: BookFiles, rule: str = "") -> Checked:
    """Runs the book's cases; those of one rule, where one is named. WrongUse for a rule that is not there."""
    from dauys import rules
    from dauys.rules.twice_banned import twice_banned

    book = read(files)
    ids = [one.id for one in book.rules]
    if rule and rule not in ids:
        raise WrongUse(f"{book.id} has no rule {rule}; it has: {', '.join(ids)}")
    cases = rules.read_cases(files.cases, f"{files.place}/{CASES}", book) if files.cases else ()
    wanted = [case for case in cases if not rule or case.rule == rule]
    named = {case.rule for case in cases}
    lacking = tuple(one for one in ids if one not in named and rule in ("", one))
    warnings = tuple(twice_banned(book, cases[0].brought)) if cases else ()
    return Checked(book, tuple(rules.run(case, book) for case in wanted), lacking, warnings)


def text_of(files: BookFiles, rule: str) -> Iterator[tuple[int, str]]:
    """The lines of a rule in its file, with their numbers. WrongUse for a rule that is not there."""
    book = read(files)
    starts = {one.id: one.line for one in book.rules}
    if rule not in starts:
        raise WrongUse(f"{book.id} has no rule {rule}; it has: {', '.join(starts)}")
    lines = files.rules.splitlines()
    end = min((line for line in starts.values() if line > starts[rule]), default=len(lines) + 1)
    kept = lines[starts[rule] - 1 : end - 1]
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith("#")):
        kept.pop()
    return enumerate(kept, starts[rule])
