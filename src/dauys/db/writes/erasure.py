"""Personal data taken out of a row and of its history; commitments, roots and proofs stay as they are.

The history loses `fields` and `salt` of every change that held the data. What the row still holds is
written down once more, as a change of its own, so that the row can be compared with its history again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from dauys.db.connect import APP
from dauys.db.models import Change
from dauys.db.models.history import fitting
from dauys.db.registers import Register
from dauys.db.writes import history
from dauys.db.writes.outbox import Post, post
from dauys.domain.acts import Act
from dauys.domain.ledger import EntryKind

ERASED = "[erased]"
"""What stands in a cell that may not be empty."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Cells that held something, changes of the history that lost their content, and what it was."""

    cells: int
    changes: int
    words: frozenset[str]


def erase_cells(register: Register, row: str, attributes: Collection[str], act: Act) -> Erasure:
    """Erases those attributes of one row, in one transaction with the entry that says how many, never whose.

    Raises LookupError where there is no such row, ValueError where a cell cannot go without the row. Nothing
    happens where there is nothing to erase.
    """
    empty = {c.attribute: ERASED if c.is_required else "" for c in register.columns}
    with transaction.atomic():
        _overwrite_what_is_freed()
        model: Any = apps.get_model(APP, register.model)
        stored = _row(model, register, row)
        cells = [name for name in attributes if stored[name] not in ("", ERASED)]
        held = _holding(register.name, row, attributes)
        words = {stored[name] for name in cells} | {word for words in held.values() for word in words}
        if not cells and not held:
            return Erasure(0, 0, frozenset())
        rows = model.objects.filter(pk=stored["pk"])
        after = {**stored, **{name: _emptied(rows, name, empty[name]) for name in attributes}}
        holding = Change.objects.filter(pk__in=list(held))
        n_committed = holding.exclude(commitment=None).count()  # the ledger knows nothing of older ones
        holding.update(fields={}, salt=None)
        kept = {name: value for name, value in after.items() if name != "pk"}
        history.add_changes(act, register.name, [history.addition(act, register.name, row, kept)])
        body = {"cells": len(cells), "n": n_committed, "register": register.name}
        post(Post(EntryKind.ERASURE, register.name, act.at_ms, body))
    return Erasure(len(cells), len(held), frozenset(words))


def _emptied(rows: Any, name: str, word: str) -> str:  # noqa: ANN401 - any model's rows
    """Empties one cell and returns what stands there now: ERASED where the row must not be without a text."""
    for text in dict.fromkeys((word, ERASED)):
        try:
            with transaction.atomic():
                rows.update(**{name: text})
        except IntegrityError:
            continue
        return text
    raise ValueError(f"{name} cannot be emptied while its row stands")


def rewrite_files(register: Register) -> None:
    """Writes the tables anew, so that what was erased stands in no unused page. In no transaction."""
    model: Any = apps.get_model(APP, register.model)
    statements = (
        ["PRAGMA secure_delete = ON", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
        if connection.vendor == "sqlite"
        else [f"VACUUM (FULL) {table}" for table in (Change._meta.db_table, model._meta.db_table)]
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _overwrite_what_is_freed() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _row(model: Any, register: Register, row: str) -> dict[str, Any]:  # noqa: ANN401 - any model
    """The row's columns, and its key as `pk`, found by its name in the history."""
    names = [f.attname for f in model._meta.concrete_fields if f.attname != "id" or "id" in register.key]
    for stored in model.objects.values("pk", *names):
        identity = (stored[name] for name in register.key_attributes)
        if fitting("/".join("" if part is None else str(part) for part in identity)) == row:
            return dict(stored)
    raise LookupError(row)


def _holding(register: str, row: str, attributes: Collection[str]) -> dict[int, set[str]]:
    """The changes of the row in which one of these attributes has, or had, a content; with the contents."""
    found: dict[int, set[str]] = {}
    for change in Change.objects.filter(register=register, row=row).order_by("pk"):
        words = {
            value
            for name in attributes
            for value in change.fields.get(name, ())
            if value not in (None, "", ERASED)
        }
        if words:
            found[change.pk] = words
    return found
