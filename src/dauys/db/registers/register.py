"""What a register file looks like: its columns, its key, and what a row of it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


class ImpossibleRowError(ValueError):
    """Cells that are each right and cannot be together; `field` is where to look."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `parse` turns a cell into a value and raises ValueError with what is wanted instead.

    refers_to: the register whose key the cell holds; empty for a value of its own.
    """

    name: str
    parse: Callable[[str], Any]
    meaning: str
    is_required: bool = True
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of CSV file. `make` turns the parsed cells of a row into a domain object."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    make: Callable[[Mapping[str, Any]], Any]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)
