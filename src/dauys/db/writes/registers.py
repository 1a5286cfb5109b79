"""Registers: rows are added and updated, never deleted; loading the same rows again changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction

from dauys.db.connect import APP
from dauys.db.registers import REGISTERS, Register
from dauys.db.writes import history
from dauys.db.writes.inserting import insert_rows
from dauys.db.writes.outbox import Post, post_all
from dauys.domain.acts import Act
from dauys.domain.ledger import EntryKind


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one register were added, updated, and found as they already stood."""

    added: int
    updated: int
    unchanged: int


def store_registers(
    rows: Mapping[str, Sequence[Any]], act: Act, unsaid: Mapping[str, Collection[str]] | None = None
) -> dict[str, Tally]:
    """Adds and updates the rows of all registers in one transaction, with a Change for each.

    rows: register name → domain objects, or mappings of the model's attributes, as the register makes them.
    unsaid: register name → attributes of which its file says nothing; rows that are there keep theirs.
    """
    with transaction.atomic():
        return {
            register.name: _store(register, rows[register.name], act, (unsaid or {}).get(register.name, ()))
            for register in REGISTERS
            if register.name in rows
        }


def _store(register: Register, rows: Sequence[Any], act: Act, unsaid: Collection[str]) -> Tally:
    model: Any = apps.get_model(APP, register.model)
    fields = [row if isinstance(row, Mapping) else model.fields(row) for row in rows]
    stored = _stored(model, register.key_attributes, fields)
    key = register.key_attributes
    new: list[Mapping[str, Any]] = []
    updated: list[models.Model] = []
    written: list[Mapping[str, Any]] = []
    changes: list[Mapping[str, Any]] = []
    for given in fields:
        identity = tuple(given[name] for name in key)
        row = "/".join("" if part is None else str(part) for part in identity)
        before = stored.get(identity)
        after = {**given, **{name: before[name] for name in unsaid}} if before else given
        if before is None:
            new.append(after)
            written.append(after)
            changes.append(history.addition(act, register.name, row, after))
        elif any(before[name] != value for name, value in after.items()):
            updated.append(model(**{"pk": before["pk"], **after}))
            written.append(after)
            changes.append(history.update(act, register.name, row, before, after))
    insert_rows(model, new)
    if updated:
        # Each meets the row with its primary key and takes its place: many rows in few statements.
        names = [name for name in fields[0] if name != model._meta.pk.name]
        model.objects.bulk_create(updated, update_conflicts=True, unique_fields=["pk"], update_fields=names)
    history.add_changes(act, register.name, changes)
    if register.name == "versions":
        post_all([_spot(version, act) for version in written])
    return Tally(len(new), len(updated), len(rows) - len(new) - len(updated))


def _spot(version: Mapping[str, Any], act: Act) -> Post:
    """For the ledger: which sound was registered as which version."""
    body = {
        "language": version["language"],
        "length_ms": version["length_ms"],
        "sha256": version["sha256"],
        "spot": version["spot_id"],
        "version": version["name"],
    }
    return Post(EntryKind.SPOT, f"{version['spot_id']}/{version['name']}", act.at_ms, body)


def _stored(
    model: Any,  # noqa: ANN401 - any model
    key: tuple[str, ...],
    rows: Sequence[Mapping[str, Any]],
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What stands: identity → columns."""
    if not rows:
        return {}
    return {tuple(row[name] for name in key): row for row in model.objects.values("pk", *rows[0])}
