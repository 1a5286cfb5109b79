"""The reference of rule books says what the program reads: its tables are the schema's, its examples run."""

from __future__ import annotations

import re

from tests.rules.grammar_page import PAGE, renewed
from tests.rules.small_book import HEAD, text

from dauys import rules
from dauys.domain.law import Mark, RuleKind

EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def test_the_tables_are_the_schemas() -> None:
    """A key that is added, renamed or explained otherwise shows on the page."""
    page = PAGE.read_text("utf-8")
    assert renewed(page) == page, "run: python -m tests.rules.grammar_page"


def test_the_example_book_and_its_cases_hold() -> None:
    """What the page shows first is a book that can be read, and cases that pass."""
    book_text, cases_text, *_ = EXAMPLE.findall(PAGE.read_text("utf-8"))
    book = rules.read_book(book_text, "rules.yaml")
    cases = rules.read_cases(cases_text, "cases.yaml", book)
    assert [rules.run(case, book).differs for case in cases] == [()] * len(cases)


def test_every_mark_is_explained() -> None:
    """V, N, K and ? stand on the page."""
    page = PAGE.read_text("utf-8")
    assert all(f"`{mark}`" in page for mark in Mark)


def test_the_page_of_a_small_book_is_about_this_grammar() -> None:
    """The tests' own small book uses no key that the page does not name."""
    page = PAGE.read_text("utf-8")
    keys = set(re.findall(r"(?m)^\s*(?:- )?([a-z_]+):", HEAD + text())) - {"silence", "kk", "ru", "en"}
    assert {key for key in keys if f"| `{key}`" not in page} == set()
    assert RuleKind.INTERVAL_BAN in page
