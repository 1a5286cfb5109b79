"""One candidate looked at closely: the line refined on the levels, the evidence along it, and its borders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dauys.sound import likeness, line
from dauys.sound.params import Params
from dauys.sound.print import Print, levels_db, unpack_levels
from dauys.sound.runs import credible, in_deep_noise, settled

AROUND = 500
"""Frames before and after the candidate that say how loud this channel is around here."""
CHUNK = 50
WIDTH_DB = 3.0
TOLL_NATS = 12.0
"""What a change between present and absent costs: one that the evidence does not pay for is not made."""
STEADY_DB = 2.8
"""What covers the spot and swings less is noise; speech over another spot's bed swings more."""
NATS_PER_VOTE = 2.0
"""Triples that agree on one line are rare by chance; under deep noise they speak where levels cannot."""


@dataclass(frozen=True, eq=False, slots=True)
class Version:
    """A registered version as the look needs it.

    levels: float32 dB [u, b]. floor: bool [u, b], too soft to say.
    peaks: int64 [u + 1], peaks before frame u.
    """

    number: int
    name: str
    samples: int
    levels: NDArray[np.float32]
    floor: NDArray[np.bool_]
    peaks: NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Stretch:
    """A stretch of the recording: float32 dB [t, b], and bool [t, b] where it is too soft to say."""

    levels: NDArray[np.float32]
    deaf: NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Look:
    """A version laid along a line.

    start: frame of the recording (fractional) at which the version's first frame falls; speed: tape/spot.
    pitch: recorded over registered. votes: int64 [u + 1], hits on the line before frame u.
    nats: float32 [u]. covered: bool [u]. runs: int64 [run, 2], frames that are present.
    """

    version: Version
    start: float
    speed: float
    pitch: float
    votes: NDArray[np.int64]
    nats: NDArray[np.float32]
    covered: NDArray[np.bool_]
    runs: NDArray[np.int64]
    swing_db: float

    @property
    def explained(self) -> float:
        """What speaks for the present runs: their nats, and NATS_PER_VOTE for each triple that agrees."""
        return float(
            sum(
                max(0.0, float(self.nats[a:b].sum())) + NATS_PER_VOTE * int(self.votes[b] - self.votes[a])
                for a, b in self.runs
            )
        )

    def spot_frame(self, frame: float) -> float:
        """The spot's frame that falls on this frame of the recording."""
        return (frame - self.start) / self.speed


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """Agreeing triples of one version: seconds in recording and spot, float64 [hit]; cents apart."""

    at_s: NDArray[np.float64]
    spot_s: NDArray[np.float64]
    cents: NDArray[np.float64]


def look(
    print_: Print, version: Version, hits: Hits, seed: tuple[float, float], params: Params, hits_least: int
) -> Look | None:
    """The version along the best line near the seed, seconds in recording and spot; None for too few hits."""
    start_s, speed, count = line.fit_line(hits.at_s, hits.spot_s, *seed)
    if count < hits_least:
        return None
    frame_s = params.frame_ms / 1000
    on = np.abs(hits.at_s - start_s - speed * hits.spot_s) <= line.NEAR_S
    frames = len(version.levels)
    first = max(0, int(start_s / frame_s) - AROUND)
    last = min(len(print_.packed), int(start_s / frame_s + speed * frames) + AROUND)
    if last - first < CHUNK:
        return None
    stretch = Stretch(levels_db(print_, params, first, last), unpack_levels(print_.packed[first:last]) == 0)
    # All that is learned of the channel comes from where triples agree: versions that share what was heard
    # must be judged alike, whatever the rest of them is. A stray hit far off does not count.
    low, high = np.quantile(hits.spot_s[on], (0.02, 0.98))
    span = max(0, int(low / frame_s)), min(frames, int(high / frame_s) + 1)
    start, speed = _refined(stretch, version, start_s / frame_s - first, speed, span)
    votes = _before(hits.spot_s[on] / frame_s, frames)
    nats, covered, swing_of = _weighed(stretch, version, start, speed, span, votes)
    runs = credible(settled(likeness.present_runs(nats, TOLL_NATS), nats), nats, votes, version.peaks)
    if swing_of(np.ones(frames, np.bool_)) < STEADY_DB:
        runs = in_deep_noise(nats, votes, runs)
    present = np.zeros(frames, np.bool_)
    for a, b in runs:
        present[a:b] = True
    pitch = float(2 ** (np.median(hits.cents[on]) / 1200))
    return Look(version, start + first, speed, pitch, votes, nats, covered, runs, swing_of(present))


def _refined(
    stretch: Stretch, version: Version, start: float, speed: float, span: tuple[int, int]
) -> tuple[float, float]:
    """The line in frames, moved and turned until the levels lie on each other."""
    for reach, step in ((3.0, 0.5), (1.5, 0.25)):
        gain = likeness.gains(stretch.levels, version.levels, version.floor, start, speed, *span)
        lags = likeness.lags(
            stretch.levels, version.levels, version.floor, start, speed, gain, CHUNK, reach, step
        )
        # Only where triples agree: what is cut off must not turn the line.
        lags[: span[0] // CHUNK, 1] = 0
        lags[-(-span[1] // CHUNK) :, 1] = 0
        start, speed = line.tilted(lags, CHUNK, start, speed, reach)
    return start, speed


def _weighed(
    stretch: Stretch,
    version: Version,
    start: float,
    speed: float,
    span: tuple[int, int],
    votes: NDArray[np.int64],
) -> tuple[NDArray[np.float32], NDArray[np.bool_], Callable[[NDArray[np.bool_]], float]]:
    """Evidence per frame, frames that are covered, and how much what covers them moves over given frames."""
    heard, floor = stretch.levels, version.floor
    gain = likeness.gains(heard, version.levels, floor, start, speed, *span)
    lift = likeness.follow(heard, version.levels, floor, start, speed, gain)
    due = version.levels + lift[:, None]
    around = heard[max(0, int(start + speed * span[0]) - AROUND) : int(start + speed * span[1]) + AROUND]
    mean, spread = around.mean(0), np.maximum(around.std(0), np.float32(4))
    others = likeness.company(heard, due, floor, start, speed, gain, *span)
    apart = likeness.evidence(
        heard, stretch.deaf, due, floor, start, speed, gain, mean, spread, others, WIDTH_DB
    )
    frame = np.arange(len(due))
    voted = votes[np.minimum(frame + 13, len(due))] - votes[np.maximum(frame - 12, 0)] >= 2
    nats, covered = likeness.together(apart, voted, float(others[0].mean()))
    return nats, covered, lambda shown: float(likeness.swing(heard, due, floor, start, speed, gain, shown))


def _before(where: NDArray[np.float64], frames: int) -> NDArray[np.int64]:
    """int64 [u + 1]: how many of these moments (in frames) lie before frame u."""
    inside = np.clip(where.astype(np.int64), 0, frames - 1)
    return np.concatenate([[0], np.cumsum(np.bincount(inside, minlength=frames))])
