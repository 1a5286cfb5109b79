"""A figure: one number of a report with its definition, its filters and the monitored time behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.domain.figures import Definition, Unit, permille
from dauys.reports.selection import Selection

__all__ = ["Figure", "Monitored", "Unit", "permille"]


@dataclass(frozen=True, slots=True)
class Monitored:
    """What was looked through where a figure was looked for; `due` = `monitored` + `gap`.

    unit: `ms` of broadcast, `issues` of print, or `visits` online. All three are 0 where nothing was ever
    due: then how much was looked through is not known.
    """

    unit: str
    due: int
    monitored: int
    gap: int


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is an integer of `definition.unit`; None means not known (a share of nothing).

    where: the columns fixed beside those of the definition. monitored: None where no monitored time stands
    behind the figure (a register's own rows).
    """

    id: str
    definition: Definition
    where: Selection
    value: int | None
    monitored: Monitored | None = None

    @property
    def unit(self) -> Unit:
        """What the integer counts."""
        return self.definition.unit

    @property
    def known_value(self) -> int | None:
        """The value as it may be shown: nothing found where nothing was monitored is not a zero."""
        return None if self.is_unheard or self.is_void else self.value

    @property
    def is_unheard(self) -> bool:
        """Nothing was found where nothing was recorded: not a zero, but "not monitored"."""
        return self._is_silent and self.monitored is not None and self.monitored.gap > 0

    @property
    def is_void(self) -> bool:
        """There was no such time at all (the prime time of an outlet that has none)."""
        return self._is_silent and self.monitored is not None and self.monitored.gap == 0

    @property
    def _is_silent(self) -> bool:
        return self.monitored is not None and not self.value and self.monitored.monitored == 0
