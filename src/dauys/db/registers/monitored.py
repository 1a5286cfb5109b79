"""The register of monitored time: hours of broadcast, issues of print, visits online."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.columns import optional, reference
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.coverage import MonitoredUnit
from dauys.domain.recordings import GapCause


def _within_due(cell: Mapping[str, Any]) -> None:
    if cell["monitored"] > cell["due"]:
        raise ImpossibleRowError("monitored", "more was monitored than was due")
    if cell["cause"] is not None and cell["monitored"] == cell["due"]:
        raise ImpossibleRowError("cause", "all that was due was monitored; there is nothing to explain")


MONITORED_TIME = Register(
    name="monitored-time",
    model="MonitoredTime",
    key=("outlet", "day", "unit"),
    columns=(
        reference("outlet", "outlets", "the outlet"),
        Column("day", cells.a_day, "the outlet's own day"),
        Column("unit", cells.one_of(MonitoredUnit), "ms, issues or visits"),
        Column("due", cells.a_count, "how much was due"),
        Column("monitored", cells.a_count, "how much of it was monitored"),
        optional("cause", cells.one_of(GapCause), f"why not all: {', '.join(GapCause)}"),
    ),
    check=_within_due,
)
