"""Makes the figures of one report and keeps them: an id stands for one number, wherever it is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dauys.reports.figures import Figure, Unit, permille
from dauys.reports.material import Material
from dauys.reports.messages import Message, say
from dauys.reports.selection import Selection

AIRINGS = say("Airings that began in the time and place named, each counted once, where it starts.")
AIRTIME = say("Time on air of these airings, cut where a day or prime time begins or ends.")
SHARE = say(
    "Airtime of one contestant over the airtime of all contestants of the contest, in the same place."
)
DUE = say("Time that was to be recorded by the register of channels.")
MONITORED = say("Due time that was recorded and listened to.")
GAPS = say("Due time that was not recorded or could not be listened to. What was aired then is not known.")


class FigureBook:
    """Figures by id, in the order in which they were first asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._tables: dict[tuple[str, ...], dict[tuple[Any, ...], dict[str, int]]] = {}
        self.figures: dict[str, Figure] = {}

    def airings(self, where: Selection) -> Figure:
        """How many airings."""
        return self._heard("airings", where, AIRINGS, Unit.COUNT)

    def airtime(self, where: Selection) -> Figure:
        """How long they lasted, ms."""
        return self._heard("airtime", where, AIRTIME, Unit.MS)

    def share(self, where: Selection, contest_id: str) -> Figure:
        """The contestant's part of its contest's airtime in the same place, thousandths."""
        whole = self._measured(replace(where, contestant_id=None, contest_id=contest_id))["ms"]
        value = permille(self._measured(where)["ms"], whole)
        return self._keep(self._figure("airtime-share", where, value, Unit.PERMILLE, SHARE))

    def due(self, place: Selection) -> Figure:
        """Time that was to be monitored, ms."""
        return self._recorded("due", place, DUE)

    def monitored(self, place: Selection) -> Figure:
        """Time that was monitored, ms."""
        return self._recorded("monitored", place, MONITORED)

    def gaps(self, place: Selection) -> Figure:
        """Time that was not monitored, ms."""
        return self._recorded("gap", place, GAPS)

    def plain(self, figure_id: str, value: int, definition: Message, page: str) -> Figure:
        """A count of something else than airings, whose rows stand on `page`."""
        monitored, gap = self._time(Selection())
        figure = Figure(figure_id, value, Unit.COUNT, definition, None, page, monitored, gap, needs_ear=False)
        return self._keep(figure)

    def of_rows(self, rows: Selection) -> list[Figure]:
        """The figures whose rows are exactly those of that selection."""
        return [figure for figure in self.figures.values() if figure.rows == rows]

    def _heard(self, name: str, where: Selection, definition: Message, unit: Unit) -> Figure:
        column = "airings" if unit is Unit.COUNT else "ms"
        value = self._measured(where)[column]
        word = f"prime-{name}" if where.is_prime else name
        return self._keep(self._figure(word, where, value, unit, definition))

    def _figure(self, word: str, where: Selection, value: int | None, unit: Unit, text: Message) -> Figure:
        name = ".".join((*where.scope, word, where.who))
        return Figure(name, value, unit, text, where, "", *self._time(where.place))

    def _recorded(self, word: str, place: Selection, definition: Message) -> Figure:
        name = ".".join((*place.scope, f"prime-{word}" if place.is_prime else word, "total"))
        page = f"outlets/{place.outlet_id}.html" if place.outlet_id else "coverage.html"
        anchor = f"#day-{place.day}" if place.day else "#days"
        value = self._measured(place)[f"{word}_ms"]
        monitored, gap = self._time(place)
        needs_ear = word == "monitored" and gap > 0
        return self._keep(
            Figure(name, value, Unit.MS, definition, None, page + anchor, monitored, gap, needs_ear)
        )

    def _time(self, place: Selection) -> tuple[int, int]:
        measured = self._measured(place)
        return measured["monitored_ms"], measured["gap_ms"]

    def _measured(self, where: Selection) -> dict[str, int]:
        """The measures of a selection; what no table has was neither heard nor due there: zeros."""
        chosen = {name: value for name, value in where.chosen.items() if name != "is_prime"}
        by = tuple(chosen)
        if by not in self._tables:
            rows = self._material.measure(by).iter_rows(named=True)
            self._tables[by] = {tuple(row[name] for name in by): row for row in rows}
        row = self._tables[by].get(tuple(chosen.values()), {})
        prefix = "prime_" if where.is_prime else ""
        names = ("airings", "ms", "due_ms", "monitored_ms", "gap_ms")
        return {name: int(row.get(prefix + name, 0)) for name in names}

    def _keep(self, figure: Figure) -> Figure:
        known = self.figures.setdefault(figure.id, figure)
        if known != figure:
            raise ValueError(f"figure {figure.id} would stand for two numbers; rename one of the ids in it")
        return known
