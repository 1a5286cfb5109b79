"""What the ear says: one version along one line of one recording."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

CURVE_MS = 100
"""One value of a curve covers this much of the spot."""


@dataclass(frozen=True, slots=True)
class Match:
    """A version that stands, whole or in part, in a recording.

    spot: the version's name in the index; spot_length_ms: how long it is.
    start_ms, end_ms: in the recording, of the spot's first and last present sample;
    spot_start_ms, spot_end_ms: the same in the spot.
    line_start_ms: where the spot's own beginning falls, present or not.
    speed: tape time over spot time. pitch: recorded over registered frequency. score: 0…1, certainty.
    aligned: per 0.1 s of the spot the evidence that it is there, in nats, −127…127 (one signed byte each).
    covered: per 0.1 s the share of bands, in hundredths, over which something louder stands.
    swing_db: how much that louder sound moves; steady noise a little, a voice much.
    votes: triples that agree on the line where the spot is present.
    """

    spot: str
    spot_length_ms: int
    start_ms: int
    end_ms: int
    spot_start_ms: int
    spot_end_ms: int
    line_start_ms: int
    speed: float
    pitch: float
    score: float
    aligned: bytes
    covered: bytes
    swing_db: float
    votes: int
    missing_ms: tuple[tuple[int, int], ...]

    def curve(self) -> NDArray[np.int8]:
        """int8 [0.1 s of the spot]: `aligned` as numbers."""
        return np.frombuffer(self.aligned, np.int8)

    def to_json(self) -> dict[str, Any]:
        """Plain values for a message between processes."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        for name in ("aligned", "covered"):
            plain[name] = base64.b64encode(plain[name]).decode()
        plain["missing_ms"] = [list(gap) for gap in self.missing_ms]
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The match that `to_json` wrote. Raises ValueError for anything else."""
        if set(plain) != set(cls.__slots__):
            raise ValueError("a match has other fields than these")
        own = dict(plain)
        for name in ("aligned", "covered"):
            if not isinstance(own[name], str):
                raise ValueError(f"{name} of a match is text")
            own[name] = base64.b64decode(own[name], validate=True)
        for name in (
            "start_ms",
            "end_ms",
            "spot_start_ms",
            "spot_end_ms",
            "line_start_ms",
            "spot_length_ms",
            "votes",
        ):
            if type(own[name]) is not int or abs(own[name]) > 2**40:
                raise ValueError(f"{name} of a match is a whole number")
        for name in ("speed", "pitch", "score", "swing_db"):
            if type(own[name]) is not float or not math.isfinite(own[name]):
                raise ValueError(f"{name} of a match is a finite number")
        if not isinstance(own["spot"], str):
            raise ValueError("spot of a match is text")
        gaps = own["missing_ms"]
        if not isinstance(gaps, list) or any(
            not isinstance(gap, list) or len(gap) != 2 or any(type(end) is not int for end in gap)
            for gap in gaps
        ):
            raise ValueError("missing_ms of a match is a list of pairs of milliseconds")
        own["missing_ms"] = tuple((gap[0], gap[1]) for gap in gaps)
        if not own["start_ms"] <= own["end_ms"] or not own["spot_start_ms"] <= own["spot_end_ms"]:
            raise ValueError("a match ends before it starts")
        return cls(**own)
