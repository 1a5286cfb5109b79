"""Which rows a figure is about: the columns that it fixes, in the order in which an id says them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from dauys.domain.figures import SCOPE, WHO, figure_id
from dauys.domain.tables import PLACE

Value: TypeAlias = str | bool

_ORDER = (*SCOPE, WHO)


@dataclass(frozen=True, slots=True, init=False)
class Selection:
    """Columns and the values they must have; none means every row."""

    fixed: tuple[tuple[str, Value], ...]

    def __init__(self, **columns: Value | None) -> None:
        chosen = [(name, value) for name, value in columns.items() if value is not None]
        object.__setattr__(self, "fixed", tuple(sorted(chosen, key=_place)))

    def __getitem__(self, column: str) -> Value | None:
        """The value of a column, None where it is not fixed."""
        return dict(self.fixed).get(column)

    @property
    def columns(self) -> dict[str, Value]:
        """The fixed columns."""
        return dict(self.fixed)

    @property
    def place(self) -> Selection:
        """The same outlets, days and hours, whoever is heard there: what monitored time depends on."""
        return Selection(**{name: value for name, value in self.fixed if name in PLACE})

    def but(self, **changes: Value | None) -> Selection:
        """The selection with other values in these columns; None sets a column free."""
        return Selection(**{**self.columns, **changes})

    def of_rows(self) -> Selection:
        """The selection whose rows page holds this one's rows: all days, and a contestant in its contest."""
        days = self.but(day=None, language=None) if self["day"] else self
        return days.but(contest_id=None) if days[WHO] else days

    @property
    def slug(self) -> str:
        """A file name of its own for the rows of this selection."""
        others = [str(value) for name, value in self.fixed if name not in _ORDER]
        known = {name: value for name, value in self.fixed if name in _ORDER}
        return ".".join((figure_id("{scope}{who}", known), *others))


def _place(column: tuple[str, Value]) -> tuple[int, str]:
    name = column[0]
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


ALL = Selection()
"""Every row."""
