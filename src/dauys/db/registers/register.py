"""What a register is: its columns, its key, its table in the database, and what a row of it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dauys.db.registers.form import Form


class ImpossibleRowError(ValueError):
    """Cells that are each right and cannot be together; `field` is where to look."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register's file and of its table.

    label: what a person calls it, as a heading; no two columns of a register have the same. meaning: what it
    holds, in a few words. Both are message ids: their Kazakh and Russian stand in the catalogue (locale/).
    A column that is not required may be empty in a row or absent from the file; then the row has `default`
    (a value as the form parses it), or nothing.
    refers_to: the register whose id the cell holds; empty for a value of its own.
    is_public: whether published tables show it. stored_as: the attribute of the model, where it is not the
    name with the form's unit (`start` → `start_ms`) or with `_id` for a reference.
    """

    name: str
    label: str
    form: Form
    meaning: str
    is_required: bool = True
    refers_to: str = ""
    is_public: bool = True
    default: Any = None
    stored_as: str = ""

    @property
    def attribute(self) -> str:
        """The attribute of the model, and the column's name in published tables."""
        return self.stored_as or self.name + ("_id" if self.refers_to else self.form.unit)

    @property
    def kind(self) -> str:
        """`text`, `int` or `bool`, as in domain.tables."""
        return self.form.kind

    @property
    def wanted(self) -> str:
        """What an empty cell should hold: the meaning, and the words where only some may stand."""
        words = ", ".join(self.form.words)
        return f"{self.meaning} ({words})" if words else self.meaning

    def stored(self, value: Any) -> Any:  # noqa: ANN401 - any kind of value
        """A parsed value as the database keeps it; a reference to nothing is null."""
        if value is None:
            return None if self.refers_to else self.form.empty
        return self.form.store(value)

    def written(self, stored: Any) -> str:  # noqa: ANN401 - any kind of value
        """What the database keeps, as a cell that can be read again."""
        return "" if stored is None or stored == "" else self.form.write(stored)


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of register.

    title: what a person calls it, a message of the catalogue. key: the columns that say which row is which.
    model: the name of its Django model in `db.models`; empty for files that are read and not kept. check:
    raises ImpossibleRowError for cells that cannot be together.
    make: turns the parsed cells of a row into a domain object, where the register has one; without it a row
    makes a mapping of the model's attributes.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    model: str = ""
    check: Callable[[Mapping[str, Any]], None] | None = None
    make: Callable[[Mapping[str, Any]], Any] | None = None

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def workbook(self) -> str:
        return f"{self.name}.xlsx"

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def key_attributes(self) -> tuple[str, ...]:
        """The model's attributes that identify a row."""
        of_name = {column.name: column.attribute for column in self.columns}
        return tuple(of_name[name] for name in self.key)

    @property
    def public(self) -> dict[str, str]:
        """Attribute → kind of the columns that may be published."""
        return {column.attribute: column.kind for column in self.columns if column.is_public}

    def made(self, cells: Mapping[str, Any]) -> Any:  # noqa: ANN401 - each register has its own noun
        """What a row's parsed cells make. Raises ImpossibleRowError."""
        if self.check:
            self.check(cells)
        if self.make:
            return self.make(cells)
        return {column.attribute: column.stored(cells[column.name]) for column in self.columns}


def in_order(start: str, end: str, text: str) -> Callable[[Mapping[str, Any]], None]:
    """A check that `end` does not lie before `start` where both are given."""

    def check(cells: Mapping[str, Any]) -> None:
        if cells[start] is not None and cells[end] is not None and cells[end] < cells[start]:
            raise ImpossibleRowError(end, text)

    return check
