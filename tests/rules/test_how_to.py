"""The page "Change a rule" works as it is written, on the book that it speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.tree import ROOT

from dauys import rules
from dauys.rules.telling import trace_lines
from dauys.workflows.rules_books import find_book

PAGE = (ROOT / "docs/how-to/change-a-rule.md").read_text("utf-8")
BLOCKS = PAGE.split("```")[1::2]
WINDOW, CASE = [block.removeprefix("yaml\n") for block in BLOCKS if block.startswith("yaml\n")]
FAILS, PASSES = [block.lstrip("\n") for block in BLOCKS if "T3, line" in block]


@pytest.fixture(scope="module")
def results() -> dict[str, rules.Result]:
    """Every case of T3 under the book changed as the page says, by name."""
    files = find_book("kz-2021", Path("no-home"))
    assert files.rules.count(WINDOW) == 1, "the page shows the window as it stands in the book"
    changed = WINDOW.replace("from: {voting_day: -1,", "from: {voting_day: -2,")
    book = rules.read_book(files.rules.replace(WINDOW, changed), "rules.yaml")
    cases = rules.read_cases(files.cases.rstrip("\n") + "\n" + CASE, "cases.yaml", book)
    return {case.name: rules.run(case, book) for case in cases if case.rule == "T3"}


def shown(block: str, results: dict[str, rules.Result]) -> tuple[rules.Result, list[str]]:
    """The result that a block of the page shows, and the block's lines of findings."""
    name = re.search(r'"(.*)"', block)
    assert name
    lines = [line.strip() for line in block.splitlines()[1:]]
    return results[name[1]], lines


def test_the_case_that_the_page_adds_passes_as_it_shows(results: dict[str, rules.Result]) -> None:
    """The new case passes, and its trace is the one that the page explains."""
    result, lines = shown(PASSES, results)
    assert result.differs == ()
    assert lines == trace_lines(result.found[0])


def test_the_case_that_the_page_shows_failing_fails_so(results: dict[str, rules.Result]) -> None:
    """The old limit's case fails in the words of the page."""
    result, lines = shown(FAILS, results)
    assert lines[:-1] == [*result.differs, *trace_lines(result.found[0])]
