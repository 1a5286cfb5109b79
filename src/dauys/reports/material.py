"""What a report is made of; gathered by the workflow, never changed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

from dauys.domain.campaign import Contest, Contestant, ContestKind, Spot, Version
from dauys.domain.figures import Definition, Filters
from dauys.domain.law import RuleBook
from dauys.domain.names import Names
from dauys.domain.outlets import Channel, Medium, Outlet
from dauys.domain.recordings import Recording


class Answers(Protocol):
    """Evaluates definitions over the tables (`measures.evaluate.Answers`)."""

    def by(self, definition_id: str, by: Sequence[str]) -> Mapping[tuple[Any, ...], int | None]:
        """A definition's values, one for each combination of these columns that occurs."""

    def at(self, definition_id: str, where: Filters) -> int | None:
        """Its value where these columns are fixed."""


@dataclass(frozen=True, slots=True)
class SetAsideRecording:
    """A recording that could not be heard: its name, a countable reason and the reason in words."""

    path_name: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Law:
    """The rule book that the tables were tested by.

    origin: `shipped` with the program, or the `home`'s own in its place. sha256: of its rules.yaml.
    """

    book: RuleBook
    origin: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Material:
    """Registers, the published tables, the definitions of figures, and what evaluates them.

    tables: `domain.published.PUBLISHED`. definitions: by id. parts: rows of the register of report parts.
    signed: when, in UTC ms, each part was signed whose signature holds, by part id.
    gaps: outlet_id, channel_id, day, start_ms, end_ms, cause; in order.
    waiting: doubtful sightings that no person has settled (`domain.tables.AIRINGS`); listed, not counted.
    ears: version and digest of the parameters of each ear whose hearing of a recording stands.
    law: what the findings rest on; None where no rule book is chosen.
    recordings: by sha256. clips: file name by sighting id; an airing without one has no player.
    """

    contests: tuple[Contest, ...]
    contestants: tuple[Contestant, ...]
    outlets: tuple[Outlet, ...]
    channels: tuple[Channel, ...]
    spots: tuple[Spot, ...]
    versions: tuple[Version, ...]
    tables: Mapping[str, pl.DataFrame]
    definitions: Mapping[str, Definition]
    answers: Answers
    gaps: pl.DataFrame
    waiting: pl.DataFrame
    recordings: Mapping[str, Recording]
    set_aside: tuple[SetAsideRecording, ...] = ()
    clips: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Mapping[str, Any], ...] = ()
    signed: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[Names, ...] = ()
    ears: tuple[tuple[str, str], ...] = ()
    law: Law | None = None

    def contest_groups(self) -> list[tuple[Contest, list[Contestant]]]:
        """Each contest with its contestants in ballot order, party lists first; none without any."""
        groups = []
        for contest in sorted(self.contests, key=lambda c: (c.kind is ContestKind.CANDIDATES, c.id)):
            members = [c for c in self.contestants if c.contest_id == contest.id]
            if members:
                groups.append((contest, sorted(members, key=lambda c: (c.order, c.id))))
        return groups

    @property
    def is_illustrative(self) -> bool:
        """Whether an election of the register says that its rows are illustrative."""
        return bool(self.tables["elections"]["is_illustrative"].any())

    def has(self, table: str) -> bool:
        """Whether anything is registered there."""
        return not self.tables[table].is_empty()

    def media(self) -> list[Medium]:
        """The media that the register of outlets has, in the session's order."""
        present = {outlet.medium for outlet in self.outlets}
        return [medium for medium in Medium if medium in present]

    def outlets_in_order(self) -> list[Outlet]:
        """Outlets by medium in the session's order, then by id."""
        media = list(Medium)
        return sorted(self.outlets, key=lambda outlet: (media.index(outlet.medium), outlet.id))
