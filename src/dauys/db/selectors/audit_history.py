"""The history against the ledger's commitments, and every register against its history."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps

from dauys.db import models
from dauys.db.connect import APP
from dauys.db.models.history import fitting
from dauys.db.registers import REGISTERS, Register
from dauys.db.selectors.audit_rows import Found, first_committed
from dauys.domain import ledger, merkle
from dauys.domain.ledger import EntryKind

_COMMITTED = ("at_ms", "by", "fields", "register", "row", "why")


def wrong_changes() -> Iterator[Found]:
    """Changes that the ledger does not commit to so, entries that lack theirs, erasures nobody announced."""
    leaves: dict[int, list[bytes]] = {}
    erased: Counter[str] = Counter()
    first = first_committed()
    rows: Any = models.Change.objects.order_by("pk").values()
    for row in rows.iterator():
        if row["id"] < 1:
            yield f"change {row['id']}", "has a number that the database never gives: it was put in"
            continue
        if row["commitment"] is None and row["salt"] is None and (first is None or row["id"] < first):
            continue  # older than the ledger
        yield from _wrong_change(row)
        leaves.setdefault(row["entry_id"] or 0, []).append(_leaf(row["commitment"]))
        erased[row["register"]] += row["salt"] is None
    yield from _wrong_entries(leaves)
    yield from _unannounced(erased)


def _leaf(commitment: str | None) -> bytes:
    try:
        return merkle.leaf(bytes.fromhex(commitment or ""))
    except ValueError:
        return merkle.EMPTY


def _wrong_change(row: dict[str, Any]) -> Iterator[Found]:
    name = f"change {row['id']} (of {row['register']} {row['row']})"
    if row["commitment"] is None or row["entry_id"] is None:
        yield name, "nothing in the ledger tells of it: it was added behind the ledger's back"
    elif row["salt"] is None:
        if row["fields"] != {}:
            yield name, "has lost its salt and not its fields: nobody can tell whether it is the one"
    else:
        kept = {column: row[column] for column in _COMMITTED}
        if ledger.commitment(_salt(row["salt"]), kept) != row["commitment"]:
            yield name, "is not what its commitment says: it was changed"


def _salt(written: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError:
        return b""


def _wrong_entries(leaves: dict[int, list[bytes]]) -> Iterator[Found]:
    """Each entry's changes: as many as it says, under the root that it says."""
    kinds = [str(EntryKind.CHANGES), str(EntryKind.RECORDING)]
    rows = models.OutboxEntry.objects.filter(kind__in=kinds).order_by("pk").values_list("pk", "kind", "body")
    for number, kind, written in rows.iterator():
        body, own = json.loads(written), leaves.get(number, [])
        if kind == EntryKind.RECORDING:
            wanted = [_leaf(body["change"])] if "change" in body else []
            if own != wanted:
                yield f"entry {number}", "the change that it commits to is gone, or another stands there"
        elif len(own) != body.get("n"):
            yield f"entry {number}", f"tells of {body.get('n')} changes, {len(own)} stand in the history"
        elif merkle.root(own).hex() != body.get("root"):
            yield f"entry {number}", "its changes are not those that it commits to, or in another order"


def _unannounced(erased: Counter[str]) -> Iterator[Found]:
    """As many changes were erased as the ledger's entries over erasures say."""
    told: Counter[str] = Counter()
    rows = models.OutboxEntry.objects.filter(kind=str(EntryKind.ERASURE)).values_list("body", flat=True)
    for body in map(json.loads, rows):
        if "register" in body:
            told[body["register"]] += body.get("n", 0)
    for register in sorted(erased.keys() | told.keys()):
        if erased[register] != told[register]:
            yield (
                f"history of {register}",
                f"{erased[register]} changes have lost their content, the ledger tells of {told[register]}",
            )


def wrong_registers() -> Iterator[Found]:
    """Rows of registers that are not what their history says, rows without one, and rows that are gone."""
    for register in REGISTERS:
        if register.model:
            yield from _wrong_rows(register)


def _wrong_rows(register: Register) -> Iterator[Found]:
    model: Any = apps.get_model(APP, register.model)
    names = [field.attname for field in model._meta.concrete_fields]
    own_key = model._meta.pk.attname not in register.key_attributes
    usual = {
        field.attname: _plain(field.get_default())
        for field in model._meta.concrete_fields
        if not (own_key and field.primary_key)
    }
    told = _told(register.name, set(names))
    for row in model.objects.values(*names).iterator():
        key = _key([row[name] for name in register.key_attributes])
        said = told.pop(key, None)
        if said is None:
            yield f"{register.name} {key}", "its history does not know it: it was added behind its back"
        # A column that is younger than the row's history has what its migration gave every row.
        elif wrong := sorted(name for name, is_ in {**usual, **said}.items() if _plain(row[name]) != is_):
            yield f"{register.name} {key}", f"{', '.join(wrong)}: not what its history says: it was changed"
    for key in told:
        yield f"{register.name} {key}", "its history knows it, and the row is gone"


def _told(register: str, names: set[str]) -> dict[str, dict[str, Any]]:
    """Row → attribute → the last value that the history says it has."""
    told: dict[str, dict[str, Any]] = {}
    changes = models.Change.objects.filter(register=register).order_by("pk")
    for row, fields in changes.values_list("row", "fields").iterator():
        after = {name: pair[1] for name, pair in fields.items() if name in names}
        told.setdefault(row, {}).update(after)
    return told


def _key(identity: list[Any]) -> str:
    return fitting("/".join("" if part is None else str(part) for part in identity))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column's value
    return value.isoformat() if isinstance(value, date) else value
