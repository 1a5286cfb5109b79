"""The registers' labels in the three languages: declared in the registers, said by the catalogue.

Declarations know no language and the catalogue knows no register; here they meet, for files that people
fill in and for what such files may write.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dauys.domain.names import LANGUAGES

if TYPE_CHECKING:
    from dauys.db.registers import Register
    from dauys.db.registers.register import Column
    from dauys.db.registers.spellings import Spellings
    from dauys.reports.wording import Wording


@cache
def wording(language: str) -> Wording:
    """The language's plain text."""
    from dauys.reports.wording import Wording

    return Wording(language)


def said(text: str, language: str) -> str:
    """A title, label or meaning of a declaration in the language."""
    from dauys.reports.messages import Message

    return wording(language).plain(Message(text))


def word(code: str, language: str) -> str:
    """The label of a closed word."""
    from dauys.reports.closed_words import closed_word

    return wording(language).plain(closed_word(code))


@cache
def spellings(register: Register) -> Spellings:
    """What a file of the register may write for its columns and closed words: any language's labels.

    Headings and codes may themselves be written in capitals.
    """
    from dauys.db.registers.spellings import Spellings, folded

    headings = {folded(label): column.name for column in register.columns for label in labels(column)}
    words = {
        column.name: {folded(text): code for code in column.form.words for text in (code, *words_for(code))}
        for column in register.columns
        if column.form.words
    }
    return Spellings(headings | {name: name for name in register.header}, words)


def explained(column: Column, language: str) -> list[str]:
    """A column as a sheet of explanations has it; `explained_heads` stand above."""
    from dauys.reports.messages import say

    words = [(code, word(code, language)) for code in column.form.words]
    is_required = say("yes") if column.is_required else say("no")
    listed = [f"{label} ({code})" if label != code else label for code, label in words]
    return [
        column.name,
        *labels(column),
        meaning(column, language),
        wording(language).plain(is_required),
        "; ".join(listed),
        example(column, language),
    ]


def explained_heads(language: str) -> list[str]:
    """What stands above the cells of `explained`."""
    from dauys.reports.messages import say

    heads = (
        say("Name of the column"),
        say("Name in Kazakh"),
        say("Name in Russian"),
        say("Name in English"),
        say("What it says"),
        say("Required"),
        say("Allowed words"),
        say("Example"),
    )
    return [wording(language).plain(head) for head in heads]


def meaning(column: Column, language: str) -> str:
    """What a column holds, whose ids it holds, and that it is not published, where that is so."""
    from dauys.db.registers import BY_NAME
    from dauys.reports.messages import Foreign, say

    text = Foreign(said(column.meaning, language))
    if column.refers_to:
        register = Foreign(said(BY_NAME[column.refers_to].title, language))
        of_register = say("{meaning}; an id of the register “{register}”", meaning=text, register=register)
        text = Foreign(wording(language).plain(of_register))
    if not column.is_public:
        text = Foreign(wording(language).plain(say("{meaning}; not published", meaning=text)))
    return text.text


def example(column: Column, language: str) -> str:
    """A cell as it can be typed; empty for free text."""
    if not column.form.words:
        return column.form.example
    n_shown = 2 if column.form.is_list else 1
    return ", ".join(word(code, language) for code in column.form.words[:n_shown])


def labels(column: Column) -> tuple[str, ...]:
    """The column's label in Kazakh, Russian and English."""
    return tuple(said(column.label, language) for language in LANGUAGES)


def words_for(code: str) -> tuple[str, ...]:
    """The closed word's label in Kazakh, Russian and English."""
    return tuple(word(code, language) for language in LANGUAGES)
