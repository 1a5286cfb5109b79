"""Peaks → triples: three peaks near each other, named so that pitch and tempo may move a little.

A triple is an anchor and two of the peaks that follow it. Its code holds where the anchor lies (to three
semitones), how much higher or lower the two others are (to half a semitone), and how much later.
After Sonnleitner & Widmer, "Robust quad-based audio fingerprinting" (2016) and Six & Leman, "Panako" (2014);
we keep ratios of frequency but only coarse times, so no triple has to be stored for several tempi.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

FAN = 5
"""Following peaks that an anchor pairs with: FAN (FAN − 1) / 2 triples an anchor."""
NEAREST_Q, FARTHEST_Q = 4, 320
"""Quarter frames between an anchor and a peak it pairs with: 20 ms to 1.6 s."""
SPREAD_CENTS = 1400
UNISON_CENTS = 50
"""Three peaks of one pitch are a sustained tone: it sounds alike everywhere and names no spot."""
ANCHOR_CENTS, RATIO_CENTS = 300, 44
_RATIOS = 2 * SPREAD_CENTS // RATIO_CENTS + 1
_DELAYS = 32
assert 7000 // ANCHOR_CENTS * _RATIOS * _RATIOS * _DELAYS * _DELAYS < 2**31


def delay_steps() -> NDArray[np.int32]:
    """int32 [FARTHEST_Q + 1]: quarter frames → step; steps widen from one frame to a twelfth of the delay."""
    quarters = np.arange(FARTHEST_Q + 1)
    steps: NDArray[np.int32] = np.rint(12 * np.log1p(quarters / 4 / 12)).astype(np.int32)
    assert steps.max() < _DELAYS
    return steps


def triples_plain(
    quarters: NDArray[np.int64], cents: NDArray[np.uint16], delays: NDArray[np.int32]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Codes and anchors, uint32 [triple], in order of anchor. Peaks with cents 0 are fillers and left out."""
    codes = np.empty(len(quarters) * (FAN * (FAN - 1) // 2), np.uint32)
    anchors = np.empty_like(codes)
    near = np.empty(FAN, np.int64)
    made = 0
    for i in range(len(quarters)):
        if cents[i] == 0:
            continue
        count = 0
        for j in range(i + 1, len(quarters)):
            later = quarters[j] - quarters[i]
            if later > FARTHEST_Q or count == FAN:
                break
            higher = np.int64(cents[j]) - np.int64(cents[i])
            if later >= NEAREST_Q and cents[j] != 0 and -SPREAD_CENTS <= higher <= SPREAD_CENTS:
                near[count] = j
                count += 1
        place = np.int64(cents[i]) // ANCHOR_CENTS
        for a in range(count):
            higher = np.int64(cents[near[a]]) - np.int64(cents[i])
            one = (higher + SPREAD_CENTS) // RATIO_CENTS
            first = delays[quarters[near[a]] - quarters[i]]
            for b in range(a + 1, count):
                highest = np.int64(cents[near[b]]) - np.int64(cents[i])
                if abs(higher) <= UNISON_CENTS and abs(highest) <= UNISON_CENTS:
                    continue
                two = (highest + SPREAD_CENTS) // RATIO_CENTS
                second = delays[quarters[near[b]] - quarters[i]]
                code = ((place * _RATIOS + one) * _RATIOS + two) * _DELAYS + first
                codes[made] = code * _DELAYS + second
                anchors[made] = i
                made += 1
    return codes[:made], anchors[:made]


triples = njit(cache=True, nogil=True)(triples_plain)
