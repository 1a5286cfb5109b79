"""A figure: one number of a report with its definition, its rows and the monitored time behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dauys.reports.messages import Message
from dauys.reports.selection import Selection


class Unit(StrEnum):
    """What a figure's integer counts."""

    COUNT = "count"
    MS = "ms"
    PERMILLE = "permille"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is an integer of `unit`; None means not known (a share of nothing).

    needs_ear: its zero means something only where something was monitored.
    rows: the airings behind it, or None where `page` (with its anchor) holds what is behind it.
    monitored_ms, gap_ms: time recorded and time not recorded where it was looked for.
    """

    id: str
    value: int | None
    unit: Unit
    definition: Message
    rows: Selection | None
    page: str
    monitored_ms: int
    gap_ms: int
    needs_ear: bool = True

    @property
    def is_unheard(self) -> bool:
        """Nothing was found where nothing was recorded: not a zero, but "not monitored"."""
        return self._is_silent and self.gap_ms > 0

    @property
    def is_void(self) -> bool:
        """There was no such time at all (the prime time of an outlet that has none)."""
        return self._is_silent and self.gap_ms == 0

    @property
    def _is_silent(self) -> bool:
        return self.needs_ear and not self.value and self.monitored_ms == 0


def permille(part: int, whole: int) -> int | None:
    """`part` of `whole` in thousandths, half up, in integers; None where there is no whole."""
    return (part * 2000 + whole) // (2 * whole) if whole else None
