"""A machine's claim that a spot stands in a recording, a decision on it, and the airing that remains."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dauys.domain.intervals import Interval


class Integrity(StrEnum):
    """How an airing departs from the registered version; the empty set is *whole*.

    speed_changed: tape time over spot time differs by more than 0.5 %; pitch_changed: the pitch does.
    A tape that simply runs faster is both (docs/decisions/0003-integrity.md).
    """

    CUT_START = "cut_start"
    CUT_END = "cut_end"
    CUT_MIDDLE = "cut_middle"
    OVERLAPPED = "overlapped"
    SPEED_CHANGED = "speed_changed"
    PITCH_CHANGED = "pitch_changed"


@dataclass(frozen=True, slots=True, order=True)
class VersionId:
    """A spot's version as files and registers name it: `spot` or `spot__version`."""

    spot: str
    version: str

    def __str__(self) -> str:
        return f"{self.spot}__{self.version}" if self.version else self.spot

    @classmethod
    def parse(cls, text: str) -> VersionId:
        """Splits at the first double underscore; a name without one is a spot of one version."""
        spot, _, version = text.partition("__")
        return cls(spot, version)


class Standing(StrEnum):
    """What the machine itself makes of its claim."""

    ACCEPTED = "accepted"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A spot's version heard in a recording.

    Times are milliseconds: `start_ms`/`end_ms` into the recording, the first and last present sample of
    the spot with its own silence; `spot_start_ms`/`spot_end_ms` into the spot; `missing` are intervals
    of the spot that were not heard. `speed_ppm` is tape time over spot time in millionths, `score_pm`
    the ear's certainty in thousandths.
    """

    version: VersionId
    start_ms: int
    end_ms: int
    spot_start_ms: int
    spot_end_ms: int
    score_pm: int
    speed_ppm: int
    integrity: frozenset[Integrity]
    missing: tuple[Interval, ...]
    undecided_with: tuple[VersionId, ...]
    standing: Standing
    why: str

    @property
    def integrity_text(self) -> str:
        """`whole`, or the set joined by `+` in alphabetical order."""
        return "+".join(sorted(self.integrity)) or "whole"


class Verdict(StrEnum):
    """What a decision says of a sighting."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's or a named policy's act on one sighting. Append-only: the newest one stands."""

    sighting_id: str
    verdict: Verdict
    by: str
    at_ms: int
    reason: str
    corrected: Sighting | None = None


@dataclass(frozen=True, slots=True)
class Airing:
    """One broadcast of a spot: what stands after the decisions, in real time."""

    sighting_id: str
    recording_sha256: str
    channel_id: str
    interval: Interval
    sighting: Sighting
    decided_by: str
