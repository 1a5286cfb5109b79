"""Every limit and every provision of every shipped book is held by a case: change it and a case fails."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.rules import mutants

from dauys import rules
from dauys.domain.law import FindingLevel, RuleBook
from dauys.rules.ten_kinds import KINDS
from dauys.workflows.rules_books import all_books, find_book

NO_HOME = Path("no-home")
EQUIVALENT: dict[tuple[str, str], str] = {}
"""(book, change) → why no row can tell the two books apart."""


@cache
def loaded(book_id: str) -> tuple[RuleBook, tuple[rules.Case, ...]]:
    files = find_book(book_id, NO_HOME)
    book = rules.read_book(files.rules, "rules.yaml")
    return book, rules.read_cases(files.cases, "cases.yaml", book)


BOOKS = [files.id for files in all_books(NO_HOME)]
RULES = [(book_id, rule.id) for book_id in BOOKS for rule in loaded(book_id)[0].rules]
WINDOWS = [(book_id, name) for book_id in BOOKS for name in loaded(book_id)[0].windows]


def unnoticed(book_id: str, made: list[mutants.Mutant], cases: list[rules.Case]) -> list[str]:
    alive = [one.what for one in made if mutants.survives(one, cases)]
    return [what for what in alive if (book_id, what) not in EQUIVALENT]


@pytest.mark.parametrize(("book_id", "rule_id"), RULES)
def test_every_limit_of_a_rule_is_held_by_a_case(book_id: str, rule_id: str) -> None:
    """A number, day, clock time, field or condition changed in a rule makes one of its cases fail."""
    book, cases = loaded(book_id)
    own = [case for case in cases if case.rule == rule_id]
    assert own, "the rule has no case"
    assert unnoticed(book_id, list(mutants.of_rule(book, rule_id)), own) == []


@pytest.mark.parametrize(("book_id", "rule_id"), RULES)
def test_every_provision_is_stated_by_a_case(book_id: str, rule_id: str) -> None:
    """A provision changed in a rule makes a case fail: one of its cases states it."""
    book, cases = loaded(book_id)
    provision = next(rule.provision for rule in book.rules if rule.id == rule_id)
    assert {case.provision for case in cases if case.rule == rule_id} - {""} == {provision}


@pytest.mark.parametrize(("book_id", "rule_id"), RULES)
def test_every_rule_has_cases_on_both_sides(book_id: str, rule_id: str) -> None:
    """Something is found and something passes; a statistic finds always, a rule the law leaves open never."""
    book, cases = loaded(book_id)
    rule = next(rule for rule in book.rules if rule.id == rule_id)
    rows = [row for case in cases if case.rule == rule_id for row in rules.run(case, book).tests]
    if KINDS[rule.kind].terms.left_open(rule.terms):
        assert {row["tested"] for row in rows} == {0}
        return
    assert any(row["found"] for row in rows), "no case in which it finds something"
    is_statistic = rule.level is FindingLevel.INFORMATION
    assert is_statistic or any(row["tested"] > row["found"] for row in rows), (
        "no case in which it lets something pass"
    )


@pytest.mark.parametrize(("book_id", "name"), WINDOWS)
def test_every_bound_of_a_window_is_held_by_a_case(book_id: str, name: str) -> None:
    """A bound moved by a day or a minute makes a case of a rule that names the window fail."""
    book, cases = loaded(book_id)
    about = mutants.cases_about(book, cases, name)
    assert unnoticed(book_id, list(mutants.of_window(book, name)), about) == []


@pytest.mark.parametrize("book_id", BOOKS)
def test_the_days_of_a_book_are_held_by_a_case(book_id: str) -> None:
    """The first and last day of a book's force, moved by one, make a case fail."""
    book, cases = loaded(book_id)
    assert unnoticed(book_id, list(mutants.of_validity(book)), list(cases)) == []


@pytest.mark.parametrize("book_id", BOOKS)
def test_every_case_passes(book_id: str) -> None:
    """A shipped book finds in each of its cases what it must, no more and no less."""
    book, cases = loaded(book_id)
    failing = {case.name: result.differs for case in cases if (result := rules.run(case, book)).differs}
    assert failing == {}
