"""The registers by id, and how a selection is called in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dauys.domain.campaign import Contest, Contestant, Spot
from dauys.domain.names import Names
from dauys.domain.outlets import Channel, Level, Medium, Outlet
from dauys.reports.document import Inline
from dauys.reports.material import Material
from dauys.reports.messages import Day, Foreign, Joined, say
from dauys.reports.selection import Selection, Value
from dauys.reports.terms import ALTERED, LEVELS, MEDIA, OWNERSHIP, WHOLE, language


class Registry:
    """Looks up what an id stands for."""

    def __init__(self, material: Material) -> None:
        self.contests: dict[str, Contest] = {contest.id: contest for contest in material.contests}
        self.contestants: dict[str, Contestant] = {person.id: person for person in material.contestants}
        self.outlets: dict[str, Outlet] = {outlet.id: outlet for outlet in material.outlets}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in material.channels}
        self.spots: dict[str, Spot] = {spot.id: spot for spot in material.spots}

    def names(self, column: str, value: str) -> Names | None:
        """The names behind an id in that column; None where it is not an id of ours.

        An organiser may be written as the id of an outlet, so that it has its name in every language.
        """
        known: dict[str, Mapping[str, Any]] = {
            "contest_id": self.contests,
            "contestant_id": self.contestants,
            "owner_contestant_id": self.contestants,
            "fund_id": self.contestants,
            "outlet_id": self.outlets,
            "channel_id": self.channels,
            "organiser": self.outlets,
        }
        found = known.get(column, {}).get(value)
        return found.names if found else None

    def zone_of(self, row: Mapping[str, Any]) -> str:
        """The zone in which a row's moments are told: its outlet's, else that of the first outlet."""
        outlet_id = row.get("outlet_id") or ""
        if row.get("channel_id"):
            outlet_id = self.channels[row["channel_id"]].outlet_id
        outlet = self.outlets.get(outlet_id) or next(iter(self.outlets.values()), None)
        return outlet.zone if outlet else "UTC"

    def words(self, where: Selection) -> Inline:
        """The selection as the title of its rows, from the contestant to the hours."""
        parts: list[Inline] = [self._who(where)]
        if where["outlet_id"]:
            parts.append(self.outlets[str(where["outlet_id"])].names)
        elif where["medium"]:
            parts.append(MEDIA[Medium(str(where["medium"]))])
        parts += [WORDS[name](value) for name, value in where.fixed if name in WORDS]
        parts += [Foreign(str(value)) for name, value in where.fixed if name not in _SAID]
        return Joined(tuple(parts), " · ")

    def _who(self, where: Selection) -> Inline:
        if where["contestant_id"]:
            return self.contestants[str(where["contestant_id"])].names
        if where["contest_id"]:
            return self.contests[str(where["contest_id"])].names
        return say("All contestants together")


WORDS: dict[str, Callable[[Value], Inline]] = {
    "level": lambda value: LEVELS[Level(str(value))],
    "ownership": lambda value: OWNERSHIP[str(value)],
    "day": lambda value: Day(str(value)),
    "daypart": lambda value: Foreign(str(value)),
    "language": lambda value: say("version: {language}", language=language(str(value))),
    "is_whole": lambda value: WHOLE if value else ALTERED,
    "is_prime": lambda value: say("prime time") if value else say("outside prime time"),
}
_SAID = frozenset({*WORDS, "contestant_id", "contest_id", "outlet_id", "medium"})
