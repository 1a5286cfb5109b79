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
    title="Monitored time",
    model="MonitoredTime",
    key=("outlet", "day", "unit"),
    columns=(
        reference("outlet", "outlets", "the outlet"),
        Column("day", "Day", cells.a_day, "the outlet's own day"),
        Column("unit", "Unit of monitoring", cells.one_of(MonitoredUnit), "in what it is counted"),
        Column("due", "Was to be monitored", cells.a_count, "how much was due"),
        Column("monitored", "Monitored", cells.a_count, "how much of it was monitored"),
        optional("cause", "Cause", cells.one_of(GapCause), "why not all"),
    ),
    check=_within_due,
)
