"""The page "Change a rule" works as it is written, on the book that it speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.tree import ROOT

from dauys import rules
from dauys.domain.law import RuleBook
from dauys.rules.telling import trace_lines
from dauys.rules.twice_banned import twice_banned
from dauys.workflows.rules_books import BookFiles, all_books, find_book
from dauys.workflows.rules_check import read
from dauys.workflows.rules_shift import shift, write_cases

PAGE = (ROOT / "docs/how-to/change-a-rule.md").read_text("utf-8")
BLOCKS = PAGE.split("```")[1::2]
WINDOW, CASE = [block.removeprefix("yaml\n") for block in BLOCKS if block.startswith("yaml\n")]
FAILS_SHORT, FAILS, PASSES = [block.lstrip("\n") for block in BLOCKS if "T3, line" in block]


(AFTER,) = [block.lstrip("\n") for block in BLOCKS if "campaign: end" in block]
SHIFTS = {"silence": -1, "after_campaign": -1}


def book_of(rules_text: str, begins: int) -> str:
    """The book's text with the silence beginning so many days after voting day, as step 3 says."""
    assert rules_text.count(WINDOW) == 1, "the page shows the window as it stands in the book"
    assert AFTER in rules_text, "and the window that ends where it begins"
    text = rules_text.replace(WINDOW, WINDOW.replace("{voting_day: -1,", f"{{voting_day: {begins},"))
    return text.replace(AFTER, AFTER.replace("{voting_day: -1,", f"{{voting_day: {begins},"))


@pytest.fixture(scope="module")
def results() -> dict[str, rules.Result]:
    """Every case of T3 under the book changed as the page says, by name."""
    files = find_book("kz-2021", Path("no-home"))
    book = rules.read_book(book_of(files.rules, -2), "rules.yaml")
    cases = rules.read_cases(files.cases.rstrip("\n") + "\n" + CASE, "cases.yaml", book)
    return {case.name: rules.run(case, book) for case in cases if case.rule == "T3"}


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """A folder with the book changed and its cases shifted as step 7 says; how many cases each moved."""
    texts = find_book("kz-2021", Path("no-home"))
    folder = tmp_path_factory.mktemp("books") / "kz-2021"
    folder.mkdir()
    (folder / "rules.yaml").write_text(book_of(texts.rules, -2), "utf-8")
    (folder / "cases.yaml").write_text(texts.cases.rstrip("\n") + "\n" + CASE, "utf-8")
    moved = []
    for window, days in SHIFTS.items():
        assert f"rules shift kz-2021 --window {window} --days {days}\n" in PAGE
        files = find_book(str(folder), folder)
        made = shift(files, window, days)
        assert made.left == ()
        write_cases(files, made.cases)
        moved.append(len(made.moved))
    return folder, moved


def shown(block: str, results: dict[str, rules.Result]) -> tuple[rules.Result, list[str]]:
    """The result that a block of the page shows, and the block's lines of findings."""
    name = re.search(r'"(.*)"', block)
    assert name
    lines = [line.strip() for line in block.splitlines()[1:]]
    return results[name[1]], lines


def traced(result: rules.Result) -> list[str]:
    """The lines of the first finding."""
    rule = next(one for one in shipped().rules if one.id == "T3")
    return trace_lines(result.found[0], rule, result.case.brought)


def shipped() -> RuleBook:
    """The shipped book."""
    return read(find_book("kz-2021", Path("no-home")))


def failing(folder: Path, begins: int) -> list[str]:
    """The rules of the cases that fail where the silence begins on that day, with the cases in the folder."""
    files = find_book("kz-2021", Path("no-home"))
    book = rules.read_book(book_of(files.rules, begins), "rules.yaml")
    cases = rules.read_cases((folder / "cases.yaml").read_text("utf-8"), "cases.yaml", book)
    wanted = [case for case in cases if case.rule in ("T2", "T3", "T4", "T5")]
    return [case.rule for case in wanted if rules.run(case, book).differs]


def test_the_case_that_the_page_adds_passes_as_it_shows(results: dict[str, rules.Result]) -> None:
    """The new case passes, and its trace is the one that the page explains."""
    result, lines = shown(PASSES, results)
    assert result.differs == ()
    assert lines == traced(result)


def test_the_case_that_the_page_shows_failing_fails_so(results: dict[str, rules.Result]) -> None:
    """The old limit's case fails in the words of the page, and as many others as it says."""
    result, lines = shown(FAILS, results)
    assert lines[:-1] == [*result.differs, *traced(result)]
    assert FAILS_SHORT.strip().endswith(f'"{result.case.name}": {result.differs[0]}')
    failed = sum(bool(one.differs) for one in results.values())
    assert f"{failed} of T3 alone" in PAGE


def test_the_cases_shifted_as_the_page_says_pass_and_guard_the_new_limit(
    mended: tuple[Path, list[int]],
) -> None:
    """All of them pass; with the silence a day longer or shorter than the change, cases of each rule fail."""
    folder, moved = mended
    assert moved == [28, 3]
    assert "28 cases of T3, T4 and T5 fail so" in PAGE
    assert "Three cases of T2" in PAGE
    assert failing(folder, -2) == []
    assert {"T3", "T4", "T5"} <= set(failing(folder, -3))
    assert "T3" in failing(folder, -1)


def test_a_check_warns_where_only_the_silence_is_changed(mended: tuple[Path, list[int]]) -> None:
    """The window that ends where the silence began is named; with both changed nothing is."""
    folder, _ = mended
    cases = rules.read_cases((folder / "cases.yaml").read_text("utf-8"), "cases.yaml", shipped())
    texts = find_book("kz-2021", Path("no-home")).rules
    alone = texts.replace(WINDOW, WINDOW.replace("{voting_day: -1,", "{voting_day: -2,"))
    (said,) = (one for one in twice_banned(rules.read_book(alone, "r"), cases[0].brought) if "silence" in one)
    assert said.startswith("the windows after_campaign and silence share time, and both ban rows of airings")
    both = rules.read_book(book_of(texts, -2), "r")
    assert twice_banned(both, cases[0].brought) == []


@pytest.mark.parametrize("files", all_books(Path("no-home")), ids=lambda files: files.id)
def test_no_shipped_book_bans_an_act_twice(files: BookFiles) -> None:
    """The warning is kept for what is wrong."""
    book = read(files)
    assert twice_banned(book, rules.read_cases(files.cases, "cases.yaml", book)[0].brought) == []


def test_the_page_counts_the_cases_of_the_shipped_book() -> None:
    """The plain check before the change says so many."""
    files = find_book("kz-2021", Path("no-home"))
    count = len(rules.read_cases(files.cases, "cases.yaml", read(files)))
    assert f"`kz-2021: {count} of {count} cases pass`" in PAGE


def test_a_block_of_the_page_names_cases_of_the_book() -> None:
    """Titles that the page speaks of are the book's."""
    cases = find_book("kz-2021", Path("no-home")).cases
    for title in (
        "A spot that ends as the silence begins is fine",
        "In the western zone a spot in the first millisecond of its own silence is found",
    ):
        assert f'"{title}"' in PAGE
        assert title in cases
