"""Checks of cells that are each right and cannot be together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dauys.db.registers.register import ImpossibleRowError
from dauys.domain.names import LANGUAGES

Check: TypeAlias = Callable[[Mapping[str, Any]], None]
"""Takes a row's parsed cells; raises ImpossibleRowError."""


def all_of(*checks: Check) -> Check:
    """One check after the other; the first that fails speaks."""

    def check(cells: Mapping[str, Any]) -> None:
        for one in checks:
            one(cells)

    return check


def needs(name: str, other: str, text: str) -> Check:
    """Where `name` is given, `other` must be; the text says why."""

    def check(cells: Mapping[str, Any]) -> None:
        if cells[name] is not None and cells[other] is None:
            raise ImpossibleRowError(other, text)

    return check


def only_for(name: str, other: str, words: tuple[str, ...], text: str) -> Check:
    """`name` may be given only where `other` is one of the words."""

    def check(cells: Mapping[str, Any]) -> None:
        if cells[name] is not None and cells[other] not in words:
            raise ImpossibleRowError(name, text)

    return check


def in_every_language(name: str, text: str) -> Check:
    """Where `name` is given in one language, it must be in all three; the text says why."""

    def check(cells: Mapping[str, Any]) -> None:
        columns = [f"{name}_{code}" for code in LANGUAGES]
        if any(cells[column] is not None for column in columns):
            for column in columns:
                if cells[column] is None:
                    raise ImpossibleRowError(column, text)

    return check


version_of_spot = needs("version", "spot", "a version is named and its spot is not")
