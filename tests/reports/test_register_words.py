"""What a media officer reads of a register exists in three languages, and means one thing in each."""

from __future__ import annotations

from collections import Counter

import pytest

from dauys.db.registers import REGISTERS, Register, cells
from dauys.db.registers.manifest import MANIFEST
from dauys.domain.names import LANGUAGES
from dauys.domain.tables import TABLES
from dauys.reports.closed_words import closed_word
from dauys.reports.codes import WRITTEN, word
from dauys.reports.messages import UNDETERMINED, Foreign, Message
from dauys.reports.wording import Wording, catalogue

ALL = (*REGISTERS, MANIFEST)


def in_language(text: str, language: str) -> str:
    """The message in the language; the catalogue must have it (test_catalogue holds the catalogue itself)."""
    found = catalogue(language)
    said = Wording(language).plain(Message(text))
    assert found is None or found.gettext(text) != text, f"{text!r} has no translation into {language}"
    return said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_every_register_and_column_has_its_words(register: Register, language: str) -> None:
    """A title, and for each column a label and a meaning, in each language."""
    for text in (register.title, *(t for c in register.columns for t in (c.label, c.meaning))):
        assert in_language(text, language).strip()


@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_every_closed_word_has_its_words(register: Register) -> None:
    """Each word of a closed list has a label in each language, and no two of one list share a label."""
    for column in register.columns:
        for language in LANGUAGES:
            said = [in_language(closed_word(word).text, language) for word in column.form.words]
            assert len(set(said)) == len(said), (column.name, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_registers_share_a_title(language: str) -> None:
    """Whoever chooses among registers by their titles finds each of them once."""
    counted = Counter(in_language(register.title, language) for register in REGISTERS)
    assert [title for title, times in counted.items() if times > 1] == []


def test_what_people_write_is_marked_as_of_no_known_language() -> None:
    """Every published free text is shown as in a language that nobody knows; closed words and ids are not."""
    free = {cells.a_text, cells.a_long_text, cells.a_word}
    columns = ((register.name, column) for register in REGISTERS for column in register.columns)
    written = {
        column.attribute
        for name, column in columns
        if column.form in free and column.attribute in TABLES.get(name, {})
    }
    of_rows_and_persons = {"about", "decided_by", "name_kk", "name_ru", "name_en"}
    assert written - of_rows_and_persons == WRITTEN
    assert word("reasons", "Неполные сведения") == Foreign("Неполные сведения", UNDETERMINED)
    assert word("version", "ru-30") == Foreign("ru-30")


def test_a_word_without_a_label_is_named() -> None:
    """A word that nobody gave a label is an error that says so, never its own label."""
    with pytest.raises(KeyError):
        closed_word("no-such-word")
