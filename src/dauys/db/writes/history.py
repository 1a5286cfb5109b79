"""Changes, written in the transaction of what they tell of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from dauys.db.models import Change
from dauys.db.models.history import ROW_LENGTH
from dauys.domain.acts import Act


def added(act: Act, register: str, row: str, fields: Mapping[str, Any]) -> Change:
    """The history of a new row, not yet stored."""
    return Change(**addition(act, register, row, fields))


def updated(act: Act, register: str, row: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    """The history of a changed row, not yet stored: only the columns that differ."""
    return Change(**update(act, register, row, before, after))


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
    named = {"register": register, "row": _fitting(row), "fields": fields}
    return {"at_ms": act.at_ms, "by": act.by, "why": act.why, **named}


def _fitting(row: str) -> str:
    """A row's key; one that is longer than the column ends in its digest."""
    if len(row) <= ROW_LENGTH:
        return row
    digest = hashlib.sha256(row.encode()).hexdigest()[:16]
    return f"{row[: ROW_LENGTH - len(digest) - 1]}…{digest}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column's value
    return value.isoformat() if isinstance(value, date) else value
