"""One candidate looked at closely: the line refined on the levels, the evidence along it, and its borders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dauys.sound import likeness, line
from dauys.sound.params import Params
from dauys.sound.print import Print, levels_db, unpack_levels

AROUND = 500
"""Frames before and after the candidate that say how loud this channel is around here."""
CHUNK = 50
WIDTH_DB = 3.0
TOLL_NATS = 12.0
"""What a change between present and absent costs: one that the evidence does not pay for is not made."""
BURIED_NATS = -1.35
"""Nats a frame: where the spot is silent or buried, evidence is about 0; where it is gone, it is −4 or less."""
GONE_SHARE = 0.2
"""Absence must speak at least this much as clearly as presence does elsewhere in the airing."""
NATS_PER_VOTE = 2.0
"""Triples that agree on one line are rare by chance; under deep noise they speak where levels cannot."""
VOTES_SHARE, RATE_SHARE, VOTES_DUE = 0.1, 0.3, 30
CLEAR_SHARE, CLEAR_FRAMES_MIN, CLEAR_FRAMES_NEAR = 0.65, 25, 75
GAP_FRAMES = 12
"""A shorter stretch without the spot is not told from a loud moment over it."""


@dataclass(frozen=True, eq=False, slots=True)
class Version:
    """A registered version as the look needs it.

    levels: float32 dB [u, b]. floor: bool [u, b], too soft to say. peaks: int64 [u + 1], peaks before frame u.
    """

    number: int
    name: str
    samples: int
    levels: NDArray[np.float32]
    floor: NDArray[np.bool_]
    peaks: NDArray[np.int64]


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
            sum(self.nats[a:b].sum() + NATS_PER_VOTE * (self.votes[b] - self.votes[a]) for a, b in self.runs)
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
    """The version along the best line near the seed (seconds in recording and spot); None for too few hits."""
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
    heard = levels_db(print_, params, first, last)
    start = start_s / frame_s - first
    # All that is learned of the channel comes from where triples agree: versions that share what was heard
    # must be judged alike, whatever the rest of them is. A stray hit far off does not count.
    low, high = np.quantile(hits.spot_s[on], (0.02, 0.98))
    span = max(0, int(low / frame_s)), min(frames, int(high / frame_s) + 1)
    for reach, step in ((3.0, 0.5), (1.5, 0.25)):
        gain = likeness.gains(heard, version.levels, version.floor, start, speed, *span)
        found = likeness.lags(heard, version.levels, version.floor, start, speed, gain, CHUNK, reach, step)
        # Only where triples agree: what is cut off must not turn the line.
        found[: span[0] // CHUNK, 1] = 0
        found[-(-span[1] // CHUNK) :, 1] = 0
        start, speed = _tilted(found, start, speed, reach)
    gain = likeness.gains(heard, version.levels, version.floor, start, speed, *span)
    lift = likeness.follow(heard, version.levels, version.floor, start, speed, gain)
    due = version.levels + lift[:, None]
    around = heard[max(0, int(start + speed * span[0]) - AROUND) : int(start + speed * span[1]) + AROUND]
    mean, spread = around.mean(0), np.maximum(around.std(0), np.float32(4))
    others = likeness.company(heard, due, version.floor, start, speed, gain, *span)
    deaf = unpack_levels(print_.packed[first:last]) == 0
    found = likeness.evidence(
        heard, deaf, due, version.floor, start, speed, gain, mean, spread, others, WIDTH_DB
    )
    where = np.clip((hits.spot_s[on] / frame_s).astype(np.int64), 0, frames - 1)
    votes = np.concatenate([[0], np.cumsum(np.bincount(where, minlength=frames))])
    near = np.arange(frames)
    voted = votes[np.minimum(near + 13, frames)] - votes[np.maximum(near - 12, 0)] >= 2
    nats, covered = likeness.together(found, voted, float(others[0].mean()))
    runs = credible(settled(likeness.present_runs(nats, TOLL_NATS), nats), nats, votes, version.peaks)
    present = np.zeros(frames, np.bool_)
    for a, b in runs:
        present[a:b] = True
    swing = likeness.swing(heard, due, version.floor, start, speed, gain, present)
    pitch = float(2 ** (np.median(hits.cents[on]) / 1200))
    return Look(version, start + first, speed, pitch, votes, nats, covered, runs, float(swing))


def settled(runs: NDArray[np.int64], nats: NDArray[np.float32]) -> NDArray[np.int64]:
    """The runs, joined over and stretched to the spot's ends across what is only silent, short or buried."""

    def nothing_known(first: int, last: int) -> bool:
        return last - first < GAP_FRAMES or float(nats[first:last].mean()) > buried

    present = np.concatenate([nats[:0], *(nats[a:b] for a, b in runs)])
    buried = min(BURIED_NATS, -GONE_SHARE * float(present.mean())) if len(present) else BURIED_NATS
    joined: list[list[int]] = []
    for first, last in runs.tolist():
        if joined and nothing_known(joined[-1][1], first):
            joined[-1][1] = last
        else:
            joined.append([first, last])
    if joined and nothing_known(0, joined[0][0]):
        joined[0][0] = 0
    if joined and nothing_known(joined[-1][1], len(nats)):
        joined[-1][1] = len(nats)
    return np.array(joined, np.int64).reshape(-1, 2)


def credible(
    runs: NDArray[np.int64], nats: NDArray[np.float32], votes: NDArray[np.int64], peaks: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The runs that triples speak for too, each ended where the triples' silence shows that it must be.

    Pauses and beds resemble each other by chance, and then levels agree for a while; triples do not.
    votes, peaks: int64 [u + 1], agreeing triples and peaks of the spot before frame u.
    """
    if not len(runs):
        return runs
    votes_per_peak = max(float(votes[b] - votes[a]) / max(10, peaks[b] - peaks[a]) for a, b in runs)

    def due(first: int, last: int) -> float:
        return votes_per_peak * float(peaks[last] - peaks[first])

    kept = []
    clear = CLEAR_SHARE * max(float(nats[a:b].mean()) for a, b in runs)
    for a, b in runs.tolist():
        if votes[b] - votes[a] < max(2.0, VOTES_SHARE * due(a, b)):
            # A voice may hide the peaks of a moment; it hides them between moments that are heard.
            near = any(0 <= max(a - d, c - b) <= CLEAR_FRAMES_NEAR for c, d in runs.tolist() if (c, d) != (a, b))
            if b - a >= CLEAR_FRAMES_MIN and near and float(nats[a:b].mean()) >= clear:
                kept.append([a, b])
            continue
        voted = np.flatnonzero(np.diff(votes[a : b + 1]))
        first, last = a + int(voted[0]), a + int(voted[-1]) + 1
        rate = RATE_SHARE * float(nats[first:last].mean())
        if b < len(nats) or due(last, b) > VOTES_DUE:
            b = last + _reach(nats[last:b], rate)
        if a > 0 or due(a, first) > VOTES_DUE:
            a = first - _reach(nats[a:first][::-1], rate)
        kept.append([a, b])
    return np.array(kept, np.int64).reshape(-1, 2)


def _reach(nats: NDArray[np.float32], rate: float) -> int:
    """How many of these frames, from the first on, are still explained at more than `rate` nats each."""
    sums = np.concatenate([[0.0], np.cumsum(nats - rate)])
    return int(sums.argmax())


def _tilted(
    found: NDArray[np.float64], start: float, speed: float, reach: float
) -> tuple[float, float]:
    """The line moved and turned so that the chunks' lags vanish; chunks that disagree are left out.

    found: float64 [chunk, 2], lag in frames and its weight.
    """
    at = (np.arange(len(found)) + 0.5) * CHUNK
    lag, weight = found[:, 0], found[:, 1]
    if not weight.any():
        return start, speed
    order = np.argsort(lag, kind="stable")
    sums = np.cumsum(weight[order])
    shift, slope, middle = float(lag[order][np.searchsorted(sums, sums[-1] / 2)]), 0.0, 0.0
    for near in (reach, reach / 2, 0.75, 0.75):
        w = weight * (np.abs(lag - shift - slope * (at - middle)) <= max(near, 0.75))
        if not w.any():
            break
        moved = float((w * at).sum() / w.sum())
        shift, middle = shift + slope * (moved - middle), moved
        off = lag - shift - slope * (at - middle)
        shift += float((w * off).sum() / w.sum())
        # A prior worth one chunk a second away keeps a short stretch from turning the line.
        turn = (w * off * (at - middle)).sum() / ((w * (at - middle) ** 2).sum() + w.sum() * 250)
        slope += float(turn)
    return start + shift - slope * middle, speed + slope
