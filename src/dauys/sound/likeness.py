"""How well a version explains a recording along a line, frame by frame: the dense second look.

Model: what is heard in a band is the louder of the spot (at some gain) and of all else (the MIXMAX model:
Nádas, Nahamoo & Picheny, "Speech recognition using noise-adaptive prototypes", 1989). If the spot is present,
a band is either as loud as the spot, or louder where something masks it, and hardly ever softer. If it is
absent, the band is as loud as anything on this channel. The log of the ratio of the two is the evidence.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Doubles = NDArray[np.float64]

PIECE, SHIFT_DB = 10, 12
COVERED_BY = 1.5
LOUD_SHARE = 0.4
SPARSELY = 2
"""Windows overlap: every second frame says as much of gain and lag."""
UNDER_MAX = 10.0
"""That something louder would hide the spot excuses a frame of a clean airing; it is no evidence."""
WEIGHT = 0.35
"""Neighbouring bands and frames tell much the same: what one of them adds to the evidence."""


@njit(cache=True, nogil=True)
def read_at(heard: Floats, at: float, out: Floats) -> bool:
    """Fills out [b] with the levels of `heard` [t, b] at the fractional frame `at`; False outside."""
    t = math.floor(at)
    if t < 0 or t + 1 >= heard.shape[0]:
        return False
    part = np.float32(at - t)
    for b in range(heard.shape[1]):
        out[b] = heard[t, b] + part * (heard[t + 1, b] - heard[t, b])
    return True


@njit(cache=True, nogil=True)
def gains(
    heard: Floats, spot: Floats, floor: Flags, start: float, speed: float, first: int, last: int
) -> Floats:
    """float32 [b]: the gain at which most of the spot's bands stand as loud as they should.

    heard, spot: float32 dB [t, b], [u, b]; floor: bool [u, b], the spot is too soft there to say how loud.
    start, speed: line in frames. Frames [first, last) of the spot are looked at.
    The mode over all bands, then each band's own median near it; each band's loudest LOUD_SHARE of frames are
    asked, for another sound hides them least.
    """
    bands = spot.shape[1]
    loud = np.empty(bands, np.float32)
    for b in range(bands):
        loud[b] = np.quantile(spot[first:last, b], 1 - LOUD_SHARE)
    cells = np.zeros(160, np.float32)
    row = np.empty(bands, np.float32)
    apart = np.full((last - first, bands), np.nan, np.float32)
    for u in range(first, last, SPARSELY):
        if read_at(heard, start + speed * u, row):
            for b in range(bands):
                if not floor[u, b] and spot[u, b] >= loud[b]:
                    e = row[b] - spot[u, b]
                    apart[u - first, b] = e
                    cell = int(e) + 80
                    if 0 <= cell < 160:
                        cells[cell] += 1
    best, mode = np.float32(-1), 80
    for cell in range(3, 157):
        around = (
            cells[cell] * 3
            + (cells[cell - 1] + cells[cell + 1]) * 2.5
            + (cells[cell - 2] + cells[cell + 2]) * 1.7
            + (cells[cell - 3] + cells[cell + 3]) * 0.8
        )
        if around > best:
            best, mode = around, cell
    common = np.float32(mode - 80 + 0.5)
    out = np.full(bands, common, np.float32)
    near = np.empty(last - first, np.float32)
    for b in range(bands):
        count = 0
        for i in range(last - first):
            if abs(apart[i, b] - common) <= 9:
                near[count] = apart[i, b]
                count += 1
        if count * SPARSELY >= 25:
            own = np.median(near[:count])
            out[b] = common + (own - common) * np.float32(count * SPARSELY / (count * SPARSELY + 25.0))
    return out


@njit(cache=True, nogil=True)
def follow(heard: Floats, spot: Floats, floor: Flags, start: float, speed: float, gain: Floats) -> Floats:
    """float32 [u]: dB by which a compressor lifts or presses the whole spot around each frame.

    Per 0.2 s the shift at which most bands agree. It is taken only where half as many bands again agree on it
    as on no shift at all: a voice over the spot lifts some bands, a compressor lifts all of them alike.
    """
    frames, bands = spot.shape
    pieces = -(-frames // PIECE)
    shift = np.zeros(pieces, np.float32)
    row = np.empty(bands, np.float32)
    agree = np.zeros(2 * SHIFT_DB + 1)
    for piece in range(pieces):
        agree[:] = 0
        counted = 0
        for u in range(piece * PIECE, min(frames, (piece + 1) * PIECE)):
            if read_at(heard, start + speed * u, row):
                for b in range(bands):
                    if not floor[u, b]:
                        counted += 1
                        e = row[b] - spot[u, b] - gain[b]
                        low = max(0, math.ceil(e) - 3 + SHIFT_DB)
                        for cell in range(low, min(2 * SHIFT_DB, math.floor(e) + 3 + SHIFT_DB) + 1):
                            agree[cell] += 1
        best = int(np.argmax(agree))
        if agree[best] > 1.5 * agree[SHIFT_DB] + 3 and agree[best] > 0.5 * counted:
            shift[piece] = best - SHIFT_DB
    out = np.empty(frames, np.float32)
    for u in range(frames):
        at = (u - PIECE / 2) / PIECE
        one = min(max(math.floor(at), 0), pieces - 1)
        two = min(one + 1, pieces - 1)
        part = min(max(at - one, 0.0), 1.0)
        out[u] = shift[one] + np.float32(part) * (shift[two] - shift[one])
    return out


@njit(cache=True, nogil=True)
def lags(
    heard: Floats,
    spot: Floats,
    floor: Flags,
    start: float,
    speed: float,
    gain: Floats,
    chunk: int,
    reach: float,
    step: float,
) -> Doubles:
    """Per chunk of the spot the lag in frames that fits best, and how much better it fits than the rest.

    Returns float64 [chunk, 2]: lag within ± reach frames, and the weight (0 where nothing stands out).
    """
    bands = spot.shape[1]
    count = -(-spot.shape[0] // chunk)
    tries = int(2 * reach / step) + 1
    out = np.zeros((count, 2))
    row = np.empty(bands, np.float32)
    scores = np.empty(tries)
    for c in range(count):
        first = c * chunk
        last = min(first + chunk, spot.shape[0])
        for k in range(tries):
            lag = k * step - reach
            total = 0.0
            for u in range(first, last, SPARSELY):
                if read_at(heard, start + lag + speed * u, row):
                    for b in range(bands):
                        if not floor[u, b]:
                            e = abs(row[b] - spot[u, b] - gain[b])
                            if e < 8:
                                total += 1 - e / 8
            scores[k] = total
        best = int(np.argmax(scores))
        mean = scores.mean()
        spread = scores.std()
        lag = best * step - reach
        if 0 < best < tries - 1:
            curve = scores[best - 1] - 2 * scores[best] + scores[best + 1]
            if curve < 0:
                lag += 0.5 * step * (scores[best - 1] - scores[best + 1]) / curve
            out[c, 0] = lag
            out[c, 1] = max(0.0, scores[best] - mean - spread)
    return out


@njit(cache=True, nogil=True)
def tail_share(x: float) -> float:
    """The share of a normal distribution above x standard deviations."""
    return 0.5 * math.erfc(x * 0.7071067811865476)


@njit(cache=True, nogil=True)
def company(
    heard: Floats, spot: Floats, floor: Flags, start: float, speed: float, gain: Floats, first: int, last: int
) -> Floats:
    """float32 [2, b]: how often, 5…95 %, another sound stands over the spot in frames [first, last).

    Row 0 where the spot has a level to stand over, row 1 where it is too soft to say.
    """
    bands = spot.shape[1]
    over = np.full((2, bands), 1.0, np.float32)
    total = np.full((2, bands), 10.0, np.float32)
    row = np.empty(bands, np.float32)
    for u in range(first, last):
        if read_at(heard, start + speed * u, row):
            for b in range(bands):
                soft = 1 if floor[u, b] else 0
                total[soft, b] += 1
                if row[b] - spot[u, b] - gain[b] > 5:
                    over[soft, b] += 1
    share = over / total
    share[1] = np.maximum(share[1], share[0])  # what stands over the loud stands over the soft as well
    bounded: Floats = np.minimum(np.maximum(share, np.float32(0.05)), np.float32(0.95))
    return bounded


@njit(cache=True, nogil=True)
def evidence(
    heard: Floats,
    deaf: Flags,
    spot: Floats,
    floor: Flags,
    start: float,
    speed: float,
    gain: Floats,
    mean: Floats,
    spread: Floats,
    others: Floats,
    width: float,
) -> Floats:
    """float32 [u, 2]: nats per frame that the spot is there alone, and that it is there covered.

    deaf: bool [t, b], the recording is too soft there to say. mean, spread: float32 [b], dB, of everything
    on this channel around here. others: as `company` returns. width: dB, how far a present band usually
    is from where it should be. Covered: under another sound that may stand over any band. See `together`.
    """
    frames, bands = spot.shape
    out = np.zeros((frames, 2), np.float32)
    row = np.empty(bands, np.float32)
    for u in range(frames):
        at = start + speed * u
        if not read_at(heard, at, row):
            out[u] = -bands * 0.3
            continue
        nearest = int(at + 0.5)
        alone, under = 0.0, 0.0
        for b in range(bands):
            due = spot[u, b] + gain[b]
            e = row[b] - due
            if deaf[nearest, b] and e > -3:
                continue  # as soft as this recording can say, and the spot no louder: nothing is known
            softer = max(0.05, 1 - tail_share((due - mean[b]) / spread[b]))
            soft = 1 if floor[u, b] else 0
            often = max(others[soft, b], 0.9)
            if soft:
                # The spot is softer than it can say: anything softer is as it should be.
                fit = 1.0 if e < 4 else math.exp(-(e - 4) / width)
                alone += 0.5 * math.log(0.05 + 0.95 * ((1 - others[1, b]) * fit / softer + others[1, b]))
                under += 0.5 * math.log(0.05 + 0.95 * ((1 - often) * fit / softer + often))
                continue
            z = (row[b] - mean[b]) / spread[b]
            anything = math.exp(-0.5 * z * z) / (2.5066 * spread[b]) + 0.002
            wide = width * (1 + others[0, b])  # two sounds of like loudness add up to more or to less
            fit = 0.5 / wide * math.exp(-abs(e) / wide) / anything
            over = 1.0 if e > -3 else math.exp((e + 3) / 2)
            # The spot shows where no other sound is, or where the other is softer.
            shows = 1 - others[0, b] + others[0, b] * softer
            alone += math.log(0.04 + 0.96 * (shows * fit + others[0, b] * over))
            under += math.log(0.04 + 0.96 * ((1 - often + often * softer) * fit + often * over))
        out[u, 0] = alone * WEIGHT
        out[u, 1] = under * WEIGHT
    return out


def together(
    apart: NDArray[np.float32], voted: NDArray[np.bool_], company: float
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Evidence that the spot is there at all, float32 [u], and where only a sound over it explains the frame.

    apart: what `evidence` returns. How often the airing is covered is learned where triples agree, `voted`:
    an airing that is clean elsewhere is not called covered, but gone, where something else is heard.
    company: the mean share of other sound over it; in good company even a covered frame tells a little.
    """
    covered = apart[:, 1] > apart[:, 0] + COVERED_BY
    often = (1 + np.count_nonzero(covered & voted)) / (50 + np.count_nonzero(voted))
    alone = apart[:, 0] + WEIGHT * math.log(1 - often)
    under = np.minimum(apart[:, 1], UNDER_MAX * (company - 0.05)) + WEIGHT * math.log(often)
    return np.maximum(alone, under), apart[:, 1] + WEIGHT * math.log(often) > alone


@njit(cache=True, nogil=True)
def swing(
    heard: Floats, spot: Floats, floor: Flags, start: float, speed: float, gain: Floats, present: Flags
) -> float:
    """dB: how much the sound that covers the spot moves, over the frames marked in present: bool [u].

    Steady noise stands over the spot at one level per band; a voice or music comes and goes.
    """
    frames, bands = spot.shape
    count = np.zeros(bands)
    total = np.zeros(bands)
    squares = np.zeros(bands)
    row = np.empty(bands, np.float32)
    for u in range(frames):
        if present[u] and read_at(heard, start + speed * u, row):
            for b in range(bands):
                if not floor[u, b] and row[b] - spot[u, b] - gain[b] > 6:
                    count[b] += 1
                    total[b] += row[b]
                    squares[b] += row[b] * row[b]
    weight, spread = 0.0, 0.0
    for b in range(bands):
        if count[b] >= 10:
            spread += count[b] * math.sqrt(max(0.0, squares[b] / count[b] - (total[b] / count[b]) ** 2))
            weight += count[b]
    return spread / weight if weight else 0.0


@njit(cache=True, nogil=True)
def present_runs(nats: Floats, toll: float) -> Whole:
    """The runs [first, last) of frames that are best called present, when each change of state costs `toll`.

    Viterbi over two states; the absent state scores 0. Returns int64 [run, 2].
    """
    n = len(nats)
    came = np.zeros((n, 2), np.uint8)
    absent, present = 0.0, -toll
    for u in range(n):
        stay_absent, stay_present = absent, present
        if present - toll > absent:
            stay_absent = present - toll
            came[u, 0] = 1
        if absent - toll > present:
            stay_present = absent - toll
        else:
            came[u, 1] = 1
        absent, present = stay_absent, stay_present + nats[u]
    state = 1 if present - toll > absent else 0
    flags = np.zeros(n + 2, np.int8)
    for u in range(n - 1, -1, -1):
        flags[u + 1] = state
        state = came[u, state]
    change = flags[1:] != flags[:-1]
    return np.nonzero(change)[0].reshape(-1, 2)
