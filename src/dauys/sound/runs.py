"""Evidence frame by frame → the runs in which the spot is present."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BURIED_NATS = -1.35
"""Nats a frame: where the spot is silent or buried, evidence is about 0; where it is gone, −4 or less."""
GONE_SHARE = 0.2
"""Absence must speak at least this much as clearly as presence does elsewhere in the airing."""
VOTES_SHARE, RATE_SHARE, VOTES_DUE, POOR_NATS = 0.1, 0.3, 30, -0.3
VOTES_ALONE, SPREAD_SHARE, DROWNED_NATS = 20, 0.6, -0.7
CLEAR_SHARE, CLEAR_FRAMES_MIN, CLEAR_FRAMES_NEAR = 0.65, 25, 75
GAP_FRAMES = 12
"""A shorter stretch without the spot is not told from a loud moment over it."""


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
    votes_per_peak = max(int(votes[b] - votes[a]) / max(10, int(peaks[b] - peaks[a])) for a, b in runs)

    def due(first: int, last: int) -> float:
        return votes_per_peak * int(peaks[last] - peaks[first])

    kept = []
    clear = CLEAR_SHARE * max(float(nats[a:b].mean()) for a, b in runs)
    for a, b in runs.tolist():
        if votes[b] - votes[a] < max(2.0, VOTES_SHARE * due(a, b)):
            # A voice may hide the peaks of a moment; it hides them between moments that are heard.
            near = any(
                0 <= max(a - d, c - b) <= CLEAR_FRAMES_NEAR for c, d in runs.tolist() if (c, d) != (a, b)
            )
            if b - a >= CLEAR_FRAMES_MIN and near and float(nats[a:b].mean()) >= clear:
                kept.append([a, b])
            continue
        voted = np.flatnonzero(np.diff(votes[a : b + 1]))
        first, last = a + int(voted[0]), a + int(voted[-1]) + 1
        rate = RATE_SHARE * float(nats[first:last].mean())
        start, end = a, b
        if b < len(nats) or _doubted(nats[last:b], due(last, b), rate):
            end = last + _reach(nats[last:b], rate)
        if a > 0 or _doubted(nats[a:first], due(a, first), rate):
            start = first - _reach(nats[a:first][::-1], rate)
        kept.append([start, end])
    return np.array(kept, np.int64).reshape(-1, 2)


def _doubted(nats: NDArray[np.float32], votes_due: float, rate: float) -> bool:
    """Whether a spot's head or tail, reached without a vote, should have had votes and looks poor."""
    if votes_due <= VOTES_DUE:
        return False
    return float(nats.mean()) < (rate if votes_due > 3 * VOTES_DUE else POOR_NATS)


def in_deep_noise(
    nats: NDArray[np.float32], votes: NDArray[np.int64], runs: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The whole spot, where triples speak for it throughout and drowned levels say nothing against it."""
    frames = len(nats)
    voted = np.flatnonzero(np.diff(votes))
    if int(votes[-1]) < VOTES_ALONE or float(nats.mean()) < DROWNED_NATS:
        return runs
    low, high = np.quantile(voted, (0.05, 0.95))
    known = sum(int(b - a) for a, b in runs)
    if high - low < SPREAD_SHARE * frames or known > frames / 2:
        return runs
    return np.array([[0, frames]], np.int64)


def _reach(nats: NDArray[np.float32], rate: float) -> int:
    """How many of these frames, from the first on, are still explained at more than `rate` nats each."""
    sums = np.concatenate([[0.0], np.cumsum(nats - rate)])
    return int(sums.argmax())
