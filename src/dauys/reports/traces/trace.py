"""One finding to be told: its row, its trace, and the registers that its ids lead to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dauys.reports.codes import TITLES
from dauys.reports.columns import LABELS, cell, label
from dauys.reports.document import Inline
from dauys.reports.messages import Day, Foreign, Joined, Moment, say
from dauys.reports.registry import Registry


@dataclass(frozen=True, slots=True)
class Trace:
    """finding: a row of the table `findings`. said: what its trace holds, `message` among it."""

    finding: Mapping[str, Any]
    registry: Registry
    said: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", json.loads(self.finding["trace"]))

    @property
    def table(self) -> str:
        """The table of the row it is about."""
        return str(self.finding["table"])

    @property
    def zone(self) -> str:
        """The clock that decided; else the outlet's own."""
        return self.said.get("zone") or self.registry.zone_of(self.finding)

    def moment(self, at_ms: int) -> Moment:
        """A moment on that clock; to the minute where it is a whole one."""
        return Moment(at_ms, self.zone, is_exact=at_ms % 60_000 != 0)

    def time(self, at_ms: int | None, day: str) -> Inline:
        """A moment or a day; not known where there is neither."""
        if at_ms is not None:
            return self.moment(at_ms)
        return Day(day) if day else say("not known")

    def column(self, name: str, table: str = "") -> Inline:
        """What a column is called; its own name where it is called nothing."""
        return label(name, table or self.table) if name in LABELS else Foreign(name)

    def columns(self, names: Sequence[str]) -> Inline:
        """Several of them."""
        return Joined(tuple(self.column(name) for name in names), ", ")

    def value(self, column: str, value: object) -> Inline:
        """A cell of that column in words."""
        if value is None or value == "":
            return say("not known")
        return cell(column, {**self.finding, "channel_id": "", column: value}, self.registry)

    def values(self, column: str, values: Sequence[object]) -> Inline:
        """Several cells of that column in words."""
        return Joined(tuple(self.value(column, value) for value in values), ", ")

    def row(self, row_id: str, table: str = "") -> Inline:
        """A row by its table's title and its id."""
        return say("{table}: {row}", table=TITLES[table or self.table], row=Foreign(row_id))

    def contestant(self, contestant_id: str) -> Inline:
        """A contestant by name."""
        found = self.registry.contestants.get(contestant_id)
        return found.names if found else Foreign(contestant_id)
