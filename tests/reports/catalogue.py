"""Reads messages from the code's syntax and from the catalogues, and says what does not agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dauys.db.registers import REGISTERS
from dauys.db.registers.manifest import MANIFEST

PACKAGE = Path(__file__).parents[2] / "src/dauys"
LANGUAGES = ("kk", "ru")
Id = str | tuple[str, ...]
_HOLE = re.compile(r"\{(\w+)\}")


def messages(source: str) -> Iterator[Id]:
    """The ids in every call of `say` and `say_many`; ValueError for one that is not a literal."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = {"say": 1, "say_many": 2}.get(node.func.id, 0)
            given = [arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant)]
            if len(given) < wanted:
                raise ValueError(f"line {node.lineno}: the message is not a literal")
            if wanted:
                yield given[0] if wanted == 1 else tuple(given)


def in_registers() -> set[Id]:
    """The messages of the declarations: titles of registers, labels and meanings of their columns."""
    registers = (*REGISTERS, MANIFEST)
    columns = [column for register in registers for column in register.columns]
    return {text for column in columns for text in (column.label, column.meaning)} | {
        register.title for register in registers
    }


def in_code() -> set[Id]:
    """The messages of every module that takes `say` from the reports, and those of the registers."""
    sources = (path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    return in_registers() | {
        found for source in sources if "dauys.reports.messages import" in source for found in messages(source)
    }


def catalogue(language: str) -> Catalog:
    with (PACKAGE / "locale" / language / "LC_MESSAGES/dauys.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def complaints(catalog: Catalog, code: set[Id]) -> list[str]:
    """What keeps this catalogue from saying what the code says."""
    entries = {entry.id: entry for entry in catalog if entry.id}
    found = [f"not in the catalogue: {id_}" for id_ in code - set(entries)]
    found += [f"nobody says it: {id_}" for id_ in set(entries) - code]
    found += [text for entry in entries.values() for text in _of_entry(entry, catalog.num_plurals)]
    return sorted(found)


def _of_entry(entry: Message, plurals: int) -> Iterator[str]:
    if entry.fuzzy:
        yield f"fuzzy: {entry.id}"
    strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    if not all(strings) or (entry.pluralizable and len(strings) != plurals):
        yield f"untranslated: {entry.id}"
    ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
    for string in filter(None, strings):
        if sorted(_HOLE.findall(string)) != sorted(_HOLE.findall(ids[-1])):
            yield f"other values than the message: {string}"
