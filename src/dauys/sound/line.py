"""The line through a candidate's hits: where the spot starts in the recording, and how fast the tape runs."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

SPEED_REACH = 0.065
"""Tape may run up to this much faster or slower; search goes a little beyond the promised 4 %."""
_SPEED_STEPS = 27
_CELL_S, _CELLS = 0.02, 48
NEAR_S = 0.035
"""Hits within this of the line belong to it."""


@njit(cache=True, nogil=True)
def fit_line(
    at_s: Doubles, spot_s: Doubles, seed_at_s: float, seed_spot_s: float
) -> tuple[float, float, int]:
    """Start in the recording in seconds, speed (tape over spot), and the number of hits on the line.

    at_s, spot_s: float64 [hit], seconds in the recording and in the spot. The seed is a point within half
    a second of the line. A Hough transform over speed and start, then least squares over what lies near.
    """
    best, best_speed, best_shift = 0, 1.0, 0.0
    cells = np.zeros(_CELLS, np.int32)
    for k in range(_SPEED_STEPS):
        # 0, +1, −1, +2, …: of equals, the speed nearest to 1 is taken
        half = (k + 1) // 2 if k % 2 else -(k // 2)
        speed = 1.0 + half * SPEED_REACH / (_SPEED_STEPS // 2)
        cells[:] = 0
        for i in range(len(at_s)):
            shift = (at_s[i] - seed_at_s) - speed * (spot_s[i] - seed_spot_s)
            cell = int(np.floor(shift / _CELL_S)) + _CELLS // 2
            if 0 <= cell < _CELLS:
                cells[cell] += 1
        for cell in range(_CELLS - 1):
            votes = cells[cell] + cells[cell + 1]
            if votes > best:
                best, best_speed = votes, speed
                best_shift = (cell + 1 - _CELLS // 2) * _CELL_S
    start = seed_at_s + best_shift - best_speed * seed_spot_s
    speed = best_speed
    count = 0
    for _ in range(3):
        count, sx, sy, sxx, sxy = 0, 0.0, 0.0, 0.0, 0.0
        for i in range(len(at_s)):
            off = at_s[i] - start - speed * spot_s[i]
            if abs(off) <= NEAR_S:
                x = spot_s[i] - seed_spot_s
                count += 1
                sx += x
                sy += off
                sxx += x * x
                sxy += x * off
        if count < 3:
            break
        # A short stretch says little about speed: the prior keeps it where the Hough transform put it.
        spread = sxx - sx * sx / count + 2.0
        tilt = (sxy - sx * sy / count) / spread
        start += sy / count - tilt * (sx / count + seed_spot_s)
        speed += tilt
    return start, speed, count


def tilted(lags: Doubles, chunk: int, start: float, speed: float, reach: float) -> tuple[float, float]:
    """The line moved and turned so that the chunks' lags vanish; chunks that disagree are left out.

    lags: float64 [chunk, 2], lag in frames and its weight.
    """
    at = (np.arange(len(lags)) + 0.5) * chunk
    lag, weight = lags[:, 0], lags[:, 1]
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
