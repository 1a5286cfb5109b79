"""Makes the figures of one report and keeps them: an id stands for one number, wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.domain.figures import Definition, figure_id
from dauys.domain.outlets import Medium
from dauys.reports.document import Inline
from dauys.reports.figures import Figure, Monitored
from dauys.reports.material import Material
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import NOBODY_LOOKED, NOT_MONITORED

AIRINGS, AIRINGS_SHARE = "{scope}airings.{who}", "{scope}airings-share.{who}"
AIRINGS_GAP = "{scope}airings-gap.{who}"
ITEMS, ITEMS_SHARE, ITEMS_GAP = "{scope}items.{who}", "{scope}items-share.{who}", "{scope}items-gap.{who}"
CARRYING = "{scope}carrying.{who}"
INFORMING = "{scope}informing.items.{who}"
MENTIONS = "{scope}informing.mentions.{who}"
MENTIONS_SHARE, MENTIONS_GAP = "{scope}informing.mentions-share.{who}", "{scope}informing.mentions-gap.{who}"
AIRTIME = "{scope}airtime.{who}"
SHARE = "{scope}airtime-share.{who}"
AIRTIME_GAP, SHARE_GAP = "{scope}airtime-gap.{who}", "{scope}airtime-share-gap.{who}"
DUE, MONITORED, GAPS = "{scope}due.total", "{scope}monitored.total", "{scope}gap.total"
OUTLETS, REGISTERED = "{scope}outlets-monitored", "{scope}outlets"
TIME_IN = {
    "ms": (DUE, MONITORED, GAPS),
    "issues": ("{scope}issues-due.total", "{scope}issues-monitored.total", "{scope}issues-gap.total"),
    "visits": ("{scope}visits-due.total", "{scope}visits-monitored.total", "{scope}visits-gap.total"),
}
"""The definitions of what was due, monitored and not monitored, by unit."""


BROADCAST = (Medium.TV, Medium.RADIO)


def is_broadcast(medium: Medium | None) -> bool:
    """Whether time is what the medium is measured in; all media together count as such."""
    return medium is None or medium in BROADCAST


def count_of(medium: Medium | None) -> str:
    """The definition by which a medium is counted: broadcasts as airings, anything else as items."""
    return AIRINGS if medium in BROADCAST else ITEMS


def share_of(medium: Medium | None) -> str:
    """The definition of a contestant's share of what `count_of` counts."""
    return AIRINGS_SHARE if medium in BROADCAST else ITEMS_SHARE


def gap_of(medium: Medium | None) -> str:
    """The definition of how far a contestant lies behind the highest in what `count_of` counts."""
    return AIRINGS_GAP if medium in BROADCAST else ITEMS_GAP


class FigureBook:
    """Figures by id, in the order in which they were first asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.is_illustrative = material.is_illustrative
        self._contest_of = {person.id: person.contest_id for person in material.contestants}
        self._monitored: dict[tuple[str, Selection], Monitored] = {}
        self.figures: dict[str, Figure] = {}

    def figure(self, definition_id: str, where: Selection = ALL) -> Figure:
        """The definition's number at these columns. KeyError for a definition that there is not."""
        definition = self._material.definitions[definition_id]
        where = self._in_contest(definition, where)
        figure = Figure(
            figure_id(definition.id, where.columns),
            definition,
            where,
            self._material.answers.at(definition_id, where.columns),
            self._time(definition, where),
        )
        known = self.figures.setdefault(figure.id, figure)
        if known != figure:
            raise ValueError(f"figure {figure.id} would stand for two numbers; rename one of the ids in it")
        return known

    def _in_contest(self, definition: Definition, where: Selection) -> Selection:
        """A contestant stands in one contest, which its share is a share of; so both are always fixed."""
        who = where["contestant_id"]
        if who and "contest_id" in definition.by:
            return where.but(contest_id=self._contest_of[str(who)])
        return where

    def counted(self, definition_id: str, where: Selection = ALL) -> Inline:
        """The figure of entered rows; nothing entered where nobody is registered to have looked is no zero.

        Print, online and informing materials have no monitored time in their definitions, because each
        medium has a unit of its own. So a 0 is shown only where some time, issue or visit was monitored.
        """
        definition = self._material.definitions[definition_id]
        if definition.monitored or self.value(definition_id, where):
            return self.figure(definition_id, where)
        looked = [self._looked(unit, where) for unit in TIME_IN]
        if any(time.monitored for time in looked):
            return self.figure(definition_id, where)
        return NOT_MONITORED if any(time.due for time in looked) else NOBODY_LOOKED

    def airings(self, where: Selection) -> Figure:
        """How many airings."""
        return self.figure(AIRINGS, where)

    def airtime(self, where: Selection) -> Figure:
        """How long they lasted, ms."""
        return self.figure(AIRTIME, where)

    def share(self, where: Selection) -> Figure:
        """The contestant's part of its contest's airtime in the same place, thousandths."""
        return self.figure(SHARE, where)

    def due(self, place: Selection) -> Figure:
        """Time that was to be monitored, ms."""
        return self.figure(DUE, place)

    def monitored(self, place: Selection) -> Figure:
        """Time that was monitored, ms."""
        return self.figure(MONITORED, place)

    def gaps(self, place: Selection) -> Figure:
        """Time that was not monitored, ms."""
        return self.figure(GAPS, place)

    def value(self, definition_id: str, where: Selection = ALL) -> int | None:
        """The number alone, of which nothing is shown."""
        definition = self._material.definitions[definition_id]
        return self._material.answers.at(definition_id, self._in_contest(definition, where).columns)

    def divided(self, definition_id: str, by: tuple[str, ...]) -> Mapping[tuple[Any, ...], int | None]:
        """Every value of a definition divided by columns, for each combination that occurs."""
        return self._material.answers.by(definition_id, by)

    def _time(self, definition: Definition, where: Selection) -> Monitored | None:
        """The monitored time of the figure's place, in the unit that the definition names."""
        return self._looked(definition.monitored, where) if definition.monitored else None

    def _looked(self, unit: str, where: Selection) -> Monitored:
        """What was due and monitored in one unit, whoever is looked for."""
        place = _place_of(unit, where)
        if (unit, place) not in self._monitored:
            due, monitored, gap = (self.value(name, place) or 0 for name in TIME_IN[unit])
            self._monitored[unit, place] = Monitored(unit, due, monitored, gap)
        return self._monitored[unit, place]


def _place_of(unit: str, where: Selection) -> Selection:
    """The place of the figure; print and online have neither hours nor parts of the day."""
    return where.place if unit == "ms" else where.place.but(is_prime=None, daypart=None)
