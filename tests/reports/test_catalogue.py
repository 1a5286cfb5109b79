"""Every message exists in Kazakh and Russian, with its values, and no catalogue holds what nobody says."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog
from tests.reports.catalogue import LANGUAGES, catalogue, complaints, in_code, messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    """Nothing untranslated, fuzzy, forgotten or left over; each translation has the message's own values."""
    assert complaints(catalogue(language), in_code()) == []


def test_the_check_sees_each_fault() -> None:
    """A missing, a fuzzy, an empty, a left-over message and a lost value are each named."""
    catalog = Catalog(locale="ru")
    catalog.add("fuzzy one", "x", flags=["fuzzy"])
    catalog.add("empty one")
    catalog.add("left over", "y")
    catalog.add("{count} lost", "z")
    code = {"fuzzy one", "empty one", "{count} lost", "missing one"}
    kinds = [text.partition(":")[0] for text in complaints(catalog, code)]
    assert kinds == [
        "fuzzy",
        "nobody says it",
        "not in the catalogue",
        "other values than the message",
        "untranslated",
    ]


def test_a_message_that_is_put_together_is_refused() -> None:
    """Only literals can be translated."""
    with pytest.raises(ValueError, match="line 1"):
        list(messages("say('a' + b)"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_speaks_of_guilt(language: str) -> None:
    """It never says *violation*, in no language; the law's own word for an offence may stand."""
    words = ("violation", "нарушени", "бұзушылық", "бұзу")
    entries = (f"{entry.id} {entry.string}".lower() for entry in catalogue(language))
    texts = [entry.replace("правонарушени", "") for entry in entries]
    assert not [text for text in texts if any(word in text for word in words)]
