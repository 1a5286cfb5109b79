"""The registers by id, and how a selection is called in words."""

from __future__ import annotations

from dauys.domain.campaign import Contest, Contestant, Spot
from dauys.domain.names import Names
from dauys.domain.outlets import Channel, Medium, Outlet
from dauys.reports.document import Inline
from dauys.reports.material import Material
from dauys.reports.messages import Day, Joined, Message, say
from dauys.reports.selection import Selection
from dauys.reports.terms import ALTERED, MEDIA, WHOLE, language


class Registry:
    """Looks up what an id stands for."""

    def __init__(self, material: Material) -> None:
        self.contests: dict[str, Contest] = {contest.id: contest for contest in material.contests}
        self.contestants: dict[str, Contestant] = {person.id: person for person in material.contestants}
        self.outlets: dict[str, Outlet] = {outlet.id: outlet for outlet in material.outlets}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in material.channels}
        self.spots: dict[str, Spot] = {spot.id: spot for spot in material.spots}

    def words(self, where: Selection) -> Inline:
        """The selection as the title of its rows, from the contestant to the hours."""
        parts: list[Names | Message | Day | Inline] = [self._who(where)]
        if where.outlet_id:
            parts.append(self.outlets[where.outlet_id].names)
        elif where.medium:
            parts.append(MEDIA[Medium(where.medium)])
        if where.day:
            parts.append(Day(where.day))
        if where.language:
            parts.append(say("version: {language}", language=language(where.language)))
        if where.is_whole is not None:
            parts.append(WHOLE if where.is_whole else ALTERED)
        if where.is_prime:
            parts.append(say("prime time"))
        return Joined(tuple(parts), " · ")

    def _who(self, where: Selection) -> Inline:
        if where.contestant_id:
            return self.contestants[where.contestant_id].names
        if where.contest_id:
            return self.contests[where.contest_id].names
        return say("All contestants together")
