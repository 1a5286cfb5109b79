"""Changes, written in the transaction of what they tell of, and committed to by an entry for the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dauys.db.models import Change
from dauys.db.models.history import fitting
from dauys.db.writes.inserting import insert_rows
from dauys.db.writes.outbox import Post, new_salts, post
from dauys.domain import merkle
from dauys.domain.acts import Act
from dauys.domain.ledger import EntryKind, commitment


def add_changes(act: Act, register: str, changes: Sequence[Mapping[str, Any]]) -> None:
    """Adds the changes of one act in one register, and one entry that commits to them all in their order."""
    if not changes:
        return
    rows = salted(changes)
    root = merkle.root([merkle.leaf(bytes.fromhex(row["commitment"])) for row in rows])
    body = {"n": len(rows), "register": register, "root": root.hex()}
    entry = post(Post(EntryKind.CHANGES, register, act.at_ms, body))
    insert_rows(Change, [{**row, "entry_id": entry} for row in rows])


def add_change_of(entry: Post, change: Mapping[str, Any]) -> None:
    """Adds one change and an entry of its own that tells of the act, with the commitment in its body."""
    (row,) = salted([change])
    body = {**entry.body, "change": row["commitment"]}
    number = post(Post(entry.kind, entry.subject, entry.at_ms, body))
    insert_rows(Change, [{**row, "entry_id": number}])


def salted(changes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The changes, each with a new salt and the commitment to it."""
    return [
        {**change, "salt": salt.hex(), "commitment": commitment(salt, change)}
        for change, salt in zip(changes, new_salts(len(changes)), strict=True)
    ]


def addition(act: Act, register: str, row: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the history of a new row."""
    return _change(act, register, row, {name: [None, _plain(value)] for name, value in fields.items()})


def update(
    act: Act, register: str, row: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """The columns of the history of a changed row."""
    differing = {
        name: [_plain(before[name]), _plain(value)] for name, value in after.items() if before[name] != value
    }
    return _change(act, register, row, differing)


def _change(act: Act, register: str, row: str, fields: dict[str, Any]) -> dict[str, Any]:
    named = {"register": register, "row": fitting(row), "fields": fields}
    return {"at_ms": act.at_ms, "by": act.by, "why": act.why, **named}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column's value
    return value.isoformat() if isinstance(value, date) else value
