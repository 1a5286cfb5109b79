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


@dataclass(frozen=True, slots=True)
class Outlet:
    """A media organisation; `zone` is the IANA zone in which the law judges it."""

    id: str
    names: Names
    medium: Medium
    level: Level
    owner: str
    languages: tuple[str, ...]
    zone: str
    prime_time: tuple[Daypart, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """One monitored signal of an outlet.

    `due` are the local hours of each day, from `first_day` to `last_day` inclusive, that are to be recorded.
    """

    id: str
    outlet_id: str
    names: Names
    first_day: date
    last_day: date
    due: tuple[Daypart, ...]
