"""The glossary gives every word of the project one meaning, in three languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "glossary.md"
ENTRIES_MIN = 120

_NOUNS = """
Election Contest Outlet Channel Contestant Subject Spot Version Order Tariff AsRunEntry Airing Insertion
Placement Appearance Integrity cut_start cut_end cut_middle overlapped speed_changed pitch_changed whole
framed Reconciliation matched missing unscheduled displaced short doubled wrong_price CoverageItem Tone
Daypart PrimeTime BroadcastDay SilencePeriod Embargo Debate Meeting PollNotice Incident Objection Finding
Exhibit MonitoredTime Gap source recording capture print sighting decision measure figure report
"""
NOUNS = _NOUNS.split()
"""The nouns of the code, as the design fixes them."""

KAZAKH_ONLY = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def sections(text: str) -> list[list[tuple[str, ...]]]:
    """The rows of each table: English, Kazakh, Russian, meaning."""
    tables: list[list[tuple[str, ...]]] = []
    for line in text.splitlines():
        if line.startswith("| English |"):
            tables.append([])
        elif line.startswith("| ") and tables:
            tables[-1].append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
    return tables


def entries(page: Path = PAGE) -> list[tuple[str, ...]]:
    """Every row of the glossary."""
    return [row for table in sections(page.read_text("utf-8")) for row in table]


def words_of(term: str) -> set[str]:
    """A term as it stands in code: its English words without spaces, and what stands in backquotes."""
    plain, _, quoted = term.partition("(`")
    return {re.sub("[^a-z]", "", plain.lower()), quoted.rstrip("`)")} - {""}


def test_there_are_as_many_terms_as_were_asked_for() -> None:
    """At least 120 of them."""
    assert len(entries()) >= ENTRIES_MIN


def test_every_term_has_three_languages_and_a_meaning() -> None:
    """No cell is empty; Kazakh and Russian are written in Cyrillic letters."""
    for row in entries():
        assert len(row) == 4, row
        assert all(row), row
        assert CYRILLIC.search(row[1]), row
        assert CYRILLIC.search(row[2]), row
    assert sum(bool(KAZAKH_ONLY.search(row[1])) for row in entries()) > ENTRIES_MIN // 2


@pytest.mark.parametrize("column", range(3), ids=("English", "Kazakh", "Russian"))
def test_no_term_stands_twice(column: int) -> None:
    """One word has one meaning, in each language."""
    counts = Counter(row[column].casefold() for row in entries())
    assert [word for word, count in counts.items() if count > 1] == []


def test_each_section_is_sorted() -> None:
    """A reader finds a word where the alphabet puts it."""
    for table in sections(PAGE.read_text("utf-8")):
        terms = [row[0].lower() for row in table]
        assert terms == sorted(terms)


def test_the_nouns_of_the_code_are_all_explained() -> None:
    """What stands in a name of the code stands here."""
    known = {word for row in entries() for word in words_of(row[0])}
    assert [noun for noun in NOUNS if not {noun, noun.lower()} & known] == []


def test_the_page_says_that_kazakh_awaits_a_reader() -> None:
    """Nobody takes the Kazakh terms for settled."""
    assert "await a native reader" in PAGE.read_text("utf-8")


def test_a_planted_mistake_is_seen(tmp_path: Path) -> None:
    """The reading of the tables keeps an empty cell and a row that is too short."""
    page = tmp_path / "glossary.md"
    page.write_text(
        "| English | Қ | Р | Means |\n|---|---|---|---|\n| gap | | пробел | a gap |\n| gap | x |\n"
    )
    assert entries(page) == [("gap", "", "пробел", "a gap"), ("gap", "x")]
