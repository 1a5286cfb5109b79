"""Triples of a recording → where which version may stand: counts of agreeing triples along diagonals."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Whole = NDArray[np.int64]


AT_ONCE = 64
"""Triples whose places in the index are fetched together: the waits for memory then overlap."""


@njit(cache=True, nogil=True)
def look_up(
    codes: Words, anchors: Words, buckets: Words, shift: np.uint32, index_codes: Words, index_peaks: Words
) -> tuple[Whole, Whole]:
    """Every agreement of a recorded triple with a registered one: int64 [hit] recorded and index peaks."""
    room = 2 * len(codes) + 1024
    ours, theirs = np.empty(room, np.int64), np.empty(room, np.int64)
    places, ends = np.empty(AT_ONCE, np.uint32), np.empty(AT_ONCE, np.uint32)
    nearest = np.empty(AT_ONCE, np.uint32)
    count = 0
    for first in range(0, len(codes), AT_ONCE):
        some = min(AT_ONCE, len(codes) - first)
        for k in range(some):
            bucket = np.uint32(codes[first + k] * np.uint32(2654435769)) >> shift
            places[k], ends[k] = buckets[bucket], buckets[bucket + 1]
        for k in range(some):
            nearest[k] = index_codes[min(places[k], len(index_codes) - 1)]
        for k in range(some):
            code, place, end = codes[first + k], places[k], ends[k]
            # Within a bucket the codes ascend.
            if place == end or nearest[k] > code:
                continue
            while place < end and index_codes[place] < code:
                place += 1
            while place < end and index_codes[place] == code:
                if count == room:
                    ours = np.concatenate((ours, np.empty(room, np.int64)))
                    theirs = np.concatenate((theirs, np.empty(room, np.int64)))
                    room *= 2
                ours[count] = anchors[first + k]
                theirs[count] = index_peaks[place]
                count += 1
                place += 1
    return ours[:count], theirs[:count]


@njit(cache=True, nogil=True)
def count_votes(
    at_q: Whole, spot_q: Whole, span_q: int, step_q: int, cell_bits: int, line_q: int, least: int
) -> Whole:
    """Diagonals with at least `least` hits within `span_q` of recorded time, looked for every `step_q`.

    at_q, spot_q: int64 [hit], quarter frames in the recording (in order) and on the index's time line of
    length line_q. Two neighbouring cells of 2^cell_bits are counted together, so that no diagonal is split.
    Returns int64 [claim, 3]: votes, and the recorded and indexed quarter of the last hit that made it.
    """
    cells = np.zeros((line_q + span_q >> cell_bits) + 3, np.int32)
    claims = []
    first = 0
    if len(at_q):
        start = at_q[0]
        while first < len(at_q):
            while first < len(at_q) and at_q[first] < start:
                first += 1
            last = first
            while last < len(at_q) and at_q[last] < start + span_q:
                cells[(spot_q[last] - (at_q[last] - start) + span_q) >> cell_bits] += 1
                last += 1
            for i in range(first, last):
                cell = (spot_q[i] - (at_q[i] - start) + span_q) >> cell_bits
                votes = cells[cell] + cells[cell + 1]
                if cells[cell] and votes >= least:
                    claims.append((np.int64(votes), at_q[i], spot_q[i]))
                    cells[cell + 1] = 0 if cells[cell + 1] <= cells[cell] else cells[cell + 1]
                    cells[cell] = 0
            for i in range(first, last):
                cells[(spot_q[i] - (at_q[i] - start) + span_q) >> cell_bits] = 0
            start += step_q
    out = np.empty((len(claims), 3), np.int64)
    for i in range(len(claims)):
        out[i, 0], out[i, 1], out[i, 2] = claims[i]
    return out
