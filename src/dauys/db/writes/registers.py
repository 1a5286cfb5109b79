"""Registers: rows are added and updated, never deleted; loading the same rows again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models, transaction

from dauys.db.models import Alias, Change, Channel, Contest, Contestant, Outlet, Spot, Version
from dauys.db.writes import history
from dauys.domain.acts import Act


class _Register(Protocol):
    """A model that a register file fills."""

    objects: models.Manager[Any]

    @staticmethod
    def fields(noun: Any, /) -> dict[str, Any]: ...  # noqa: ANN401 - each model has its own noun


# In an order in which every reference points to an earlier table; with the columns that identify a row.
_MODELS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "contests": (Contest, ("id",)),
    "contestants": (Contestant, ("id",)),
    "aliases": (Alias, ("contestant_id", "language", "text", "since")),
    "outlets": (Outlet, ("id",)),
    "channels": (Channel, ("id",)),
    "spots": (Spot, ("id",)),
    "versions": (Version, ("spot_id", "name")),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one register were added, updated, and found as they already stood."""

    added: int
    updated: int
    unchanged: int


def store_registers(nouns: Mapping[str, Sequence[Any]], act: Act) -> dict[str, Tally]:
    """Adds and updates the rows of all registers in one transaction, with a Change for each.

    nouns: register name → domain objects.
    """
    with transaction.atomic():
        return {
            name: _store(name, model, key, nouns[name], act)
            for name, (model, key) in _MODELS.items()
            if name in nouns
        }


def _store(name: str, model: type[_Register], key: tuple[str, ...], nouns: Sequence[Any], act: Act) -> Tally:
    new: list[Any] = []
    changes: list[Change] = []
    stored = _stored(model, key, nouns)
    n_updated = 0
    for noun in nouns:
        after = model.fields(noun)
        identity = tuple(after[column] for column in key)
        row = "/".join("" if part is None else str(part) for part in identity)
        before = stored.get(identity)
        if before is None:
            new.append(model(**after))
            changes.append(history.added(act, name, row, after))
        elif any(before[column] != value for column, value in after.items()):
            model.objects.filter(pk=before["pk"]).update(**after)
            changes.append(history.updated(act, name, row, before, after))
            n_updated += 1
    model.objects.bulk_create(new)
    Change.objects.bulk_create(changes)
    return Tally(len(new), n_updated, len(nouns) - len(new) - n_updated)


def _stored(
    model: type[_Register], key: tuple[str, ...], nouns: Sequence[Any]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What stands: identity → columns."""
    if not nouns:
        return {}
    names = model.fields(nouns[0])
    return {tuple(row[column] for column in key): row for row in model.objects.values("pk", *names)}
