"""Who stands and what they registered: contests, contestants, spots and their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dauys.domain.intervals import Interval
from dauys.domain.names import Names


class ContestKind(StrEnum):
    """For whom the ballot paper has a place: party lists, or single candidates."""

    LIST = "list"
    CANDIDATES = "candidates"


class Reading(StrEnum):
    """How a total of the session is read whose words allow both: of all parties together, or of each."""

    TOTAL = "total"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Contest:
    """One race with its own campaign window (law and zone decide the window's meaning).

    silence: no campaigning; embargo: no poll results; None where they are not known. region: empty where the
    race is nationwide. zone: whose clock its times were written by; the same clock time then holds in every
    outlet's own zone. Empty: its times are moments, the same everywhere.
    """

    id: str
    names: Names
    campaign: Interval
    voting_day: date
    election_id: str = ""
    kind: ContestKind = ContestKind.LIST
    region: str = ""
    silence: Interval | None = None
    embargo: Interval | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a contestant, in force from `since` to before `until` (None: open)."""

    contestant_id: str
    language: str
    text: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Contestant:
    """A party, list or candidate of one contest; `order` is the place on the ballot paper.

    fund_tiyn: what the electoral fund held on `fund_on`; None where it is not known.
    """

    id: str
    contest_id: str
    names: Names
    order: int
    languages: tuple[str, ...] = ()
    fund_tiyn: int | None = None
    fund_on: date | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A produced advertisement, registered for one contestant.

    has_issuer, has_customer, has_fund: whether it says who issued, ordered and paid for it. has_label:
    whether it says that it is campaign advertising. None where nobody knows.
    """

    id: str
    contestant_id: str
    title: str
    has_issuer: bool | None = None
    has_customer: bool | None = None
    has_fund: bool | None = None
    made_abroad: bool | None = None
    has_label: bool | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A spot's cut in one language or length; its sound stands in the vault under `sha256`."""

    spot_id: str
    id: str
    language: str
    sha256: str
    length_ms: int
