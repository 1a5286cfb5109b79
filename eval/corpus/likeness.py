"""Which versions cannot be told apart from the part of a spot that was aired."""

from __future__ import annotations

import numpy as np

from eval.corpus.library import RATE
from eval.corpus.score import Spot

FRAME = RATE // 50
DIFFERENT_DB = -20.0
"""A 20 ms frame differs when the difference is above this, relative to the spot's mean power."""
DIFFERENT_S_MIN = 0.4
"""Less different sound than this, in all, decides nothing."""

Parts = list[tuple[int, int]]


def offsets(one: Spot, other: Spot) -> set[int]:
    """Shifts d for which sample k of `one` and k + d of `other` hold the same source sample."""
    return {(b.at - b.source) - (a.at - a.source) for a in one.layers for b in other.layers if a.key == b.key}


def different_s(one: np.ndarray, other: np.ndarray, shift: int, parts: Parts) -> float:
    """Seconds of `parts` (samples of `one`) in which `other`, moved by `shift`, sounds different or ends."""
    floor = float(np.mean(one**2)) * 10 ** (DIFFERENT_DB / 10)
    seconds = 0.0
    for start, stop in parts:
        for at in range(start, stop - FRAME + 1, FRAME):
            there = other[max(0, at + shift) : max(0, at + shift + FRAME)]
            here = one[at : at + FRAME]
            if len(there) < FRAME or at + shift < 0 or float(np.mean((here - there) ** 2)) > floor:
                seconds += FRAME / RATE
    return seconds


def undecidable(spot: Spot, parts: Parts, register: list[Spot], sounds: dict[str, np.ndarray]) -> list[str]:
    """Stems of the other registered versions that hold the aired parts as well as `spot` does."""
    return sorted(
        other.stem
        for other in register
        if other.stem != spot.stem
        and any(
            different_s(sounds[spot.stem], sounds[other.stem], shift, parts) < DIFFERENT_S_MIN
            for shift in offsets(spot, other)
        )
    )
