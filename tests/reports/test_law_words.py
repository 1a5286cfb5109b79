"""Windows and provisions of the shipped rule books have words in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.catalogue import LANGUAGES

from dauys.reports.law_words import WINDOWS, provision
from dauys.reports.wording import Wording
from dauys.workflows import rules_check
from dauys.workflows.rules_books import all_books

BOOKS = {files.id: files for files in all_books(Path("no home"))}


@pytest.mark.parametrize("book_id", BOOKS)
def test_every_window_that_a_finding_names_has_words(book_id: str) -> None:
    """A ban of a shipped book speaks of a window that the report can say, not of a name in a file."""
    book = rules_check.read(BOOKS[book_id])
    named = {rule.terms["during"] for rule in book.rules if "during" in rule.terms} - {"unknown"}
    assert named <= WINDOWS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_that_was_not_read_is_said_in_words(language: str) -> None:
    """Not in English, and the other parts of the provision as they are cited."""
    said = Wording(language).plain(provision("law 28/2000, article not read"))
    assert said.startswith("law 28/2000, ")
    assert "not read" not in said
