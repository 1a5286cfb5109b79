"""The media organisations that are monitored, and their signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dauys.domain.names import Names
from dauys.domain.zones import Daypart


class Medium(StrEnum):
    """The four media of the commission's session."""

    TV = "tv"
    RADIO = "radio"
    ONLINE = "online"
    PRINT = "print"


class Level(StrEnum):
    """How far an outlet reaches."""

    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"


class Ownership(StrEnum):
    """Whose an outlet is; one that a contestant owns is counted apart."""

    STATE = "state"
    PRIVATE = "private"
    CONTESTANT = "contestant"
    MIXED = "mixed"
    UNKNOWN = "unknown"


AUDIENCE_PM = 1000
"""The weight of an outlet of which nothing else is known, in thousandths."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A media organisation; `zone` is the IANA zone in which the law judges it.

    audience_pm: its weight where figures are weighted by audience, in thousandths.
    is_illustrative: a plausible outlet in the place of one whose name is not published.
    """

    id: str
    names: Names
    medium: Medium
    level: Level
    owner: str
    languages: tuple[str, ...]
    zone: str
    prime_time: tuple[Daypart, ...]
    ownership: Ownership = Ownership.UNKNOWN
    owner_contestant_id: str = ""
    audience_pm: int = AUDIENCE_PM
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One monitored signal of an outlet.

    `due` are the local hours of each day, from `first_day` to `last_day` inclusive, that are to be recorded;
    without days or hours nothing is known to be due.
    """

    id: str
    outlet_id: str
    names: Names
    first_day: date | None = None
    last_day: date | None = None
    due: tuple[Daypart, ...] = ()
