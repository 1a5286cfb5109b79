"""Codes are words in three languages, and a code that means two things has two words."""

from __future__ import annotations

import pytest

from dauys.domain import coverage, events, outlets, reconciliation
from dauys.domain.published import PUBLISHED
from dauys.reports.codes import TITLES, languages, word, word_of
from dauys.reports.messages import UNDETERMINED, Foreign
from dauys.reports.wording import Wording

CLOSED = {
    "form": events.MeetingForm,
    "outcome": [*events.ObjectionOutcome, *reconciliation.Outcome],
    "capacity": coverage.Capacity,
    "kind": [*coverage.PlacementKind, "tv", "radio", "article", "list", "candidates"],
    "medium": outlets.Medium,
    "level": outlets.Level,
    "payer": ["budget", "funds", "outlet", "unknown"],
    "decision": ["pending", "accepted", "refused"],
    "genre": ["news", "interview", "talk-show"],
    "topic": ["voter-education", "nomination", "registration"],
}


@pytest.mark.parametrize(("column", "codes"), CLOSED.items())
def test_every_code_has_a_word(column: str, codes: list[str]) -> None:
    """In each language; none of them is the code with its hyphens and underscores."""
    for code in map(str, codes):
        message = word_of(column, code)
        assert message is not None, code
        for language in ("kk", "ru"):
            assert Wording(language).plain(message) != code


def test_one_code_in_two_columns() -> None:
    """An online meeting is not an online medium, and nobody's payer is not an outlet's ownership."""
    assert word("form", "online") != word("medium", "online")
    assert word("payer", "unknown") != word("ownership", "unknown") != word("outcome", "unknown")


def test_words_of_ones_own_stand_as_they_are() -> None:
    """A genre nobody of us thought of, and an organiser by name."""
    assert word("genre", "Қоғамдық кеңес") == Foreign("Қоғамдық кеңес", UNDETERMINED)
    assert word("organiser", "damage") == Foreign("damage", UNDETERMINED)
    assert Wording("en").plain(languages("kk ru")) == "Kazakh, Russian"


def test_every_published_table_has_a_title() -> None:
    """No page of rows is headed by a table's technical name."""
    assert TITLES.keys() == PUBLISHED.keys()
