"""Samples → power spectrum → band levels and peaks: the kernels, one pass over memory each."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.fft import rfft

from dauys.sound.params import RATE_HZ, Params

CENTS_ZERO_HZ = 55.0
_SILENCE = 1e-10
_AT_ONCE = 64
"""Frames transformed together: their windows and spectra stay in the processor's cache."""


def window(params: Params) -> NDArray[np.float32]:
    """float32 [k]: a periodic Hann window, scaled so that a full-scale sine peaks at 0 dB."""
    k = np.arange(params.window)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * k / params.window)
    scaled: NDArray[np.float32] = (hann * 2 / hann.sum()).astype(np.float32)
    return scaled


def band_weights(params: Params) -> NDArray[np.float32]:
    """float32 [b, f]: the share of bin f that belongs to band b; edges lie evenly on the ERB scale.

    ERB-rate scale: Glasberg & Moore, "Derivation of auditory filter shapes" (1990), eq. 4.
    """
    low, high = (21.4 * np.log10(1 + 0.00437 * hz) for hz in (params.low_hz, params.high_hz))
    edges = (10 ** (np.linspace(low, high, params.bands + 1) / 21.4) - 1) / 0.00437
    bin_hz = RATE_HZ / params.window
    left = (np.arange(params.window // 2 + 1) - 0.5) * bin_hz
    inside = np.minimum(left + bin_hz, edges[1:, None]) - np.maximum(left, edges[:-1, None])
    shares: NDArray[np.float32] = (np.clip(inside, 0, None) / bin_hz).astype(np.float32)
    return shares


def _compiled(function: Any) -> Any:  # noqa: ANN401 - numba is untyped
    """Compiled once, cached on disk, without the interpreter's lock."""
    return njit(cache=True, nogil=True, fastmath=False)(function)


def square_plain(spectrum: NDArray[np.complex64], out: NDArray[np.float32]) -> None:
    """out [t, f] = |spectrum|²."""
    for t in range(spectrum.shape[0]):
        for f in range(spectrum.shape[1]):
            value = spectrum[t, f]
            out[t, f] = value.real * value.real + value.imag * value.imag


square = _compiled(square_plain)


def power(
    samples: NDArray[np.float32], hann: NDArray[np.float32], hop: int, out: NDArray[np.float32]
) -> None:
    """Fills out [t, f] with |STFT|² of the windows `hop` samples apart from the first sample on."""
    frames = sliding_window_view(samples, len(hann))[::hop]
    for first in range(0, len(out), _AT_ONCE):
        part = out[first : first + _AT_ONCE]
        square(rfft(frames[first : first + len(part)] * hann, axis=1, overwrite_x=True), part)


def band_db_plain(
    spectrum: NDArray[np.float32], weights: NDArray[np.float32], spans: NDArray[np.int64]
) -> NDArray[np.float32]:
    """float32 [t, b]: 10 log10 of the band's energy. spans: int64 [b, 2], bins where weights are not 0."""
    frames, bands = spectrum.shape[0], weights.shape[0]
    out = np.empty((frames, bands), np.float32)
    for t in range(frames):
        for b in range(bands):
            energy = np.float32(0)
            for f in range(spans[b, 0], spans[b, 1]):
                energy += spectrum[t, f] * weights[b, f]
            out[t, b] = np.float32(10) * np.log10(energy + np.float32(_SILENCE))
    return out


def lift_plain(heights: NDArray[np.float32], others: NDArray[np.float32]) -> None:
    """Raises heights [k] to others [k] where those are higher."""
    for k in range(len(heights)):
        heights[k] = others[k] if others[k] > heights[k] else heights[k]  # noqa: FURB136 - as one instruction


lift = _compiled(lift_plain)


def find_peaks_plain(
    spectrum: NDArray[np.float32], first: int, last: int, low: int, high: int, reach_t: int, reach_f: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows [first, last), bins [low, high): where the spectrum is higher than all within reach.

    Returns rows and bins, int32 [peak], in order of row and bin. `spectrum` holds `reach_t` rows before
    `first` and after `last`, and `high + reach_f` bins. Ties go to the later row and the higher bin.
    """
    rows = np.empty((last - first) * (high - low) // (2 * reach_f) + 16, np.int32)
    bins = np.empty_like(rows)
    found = 0
    width, depth = high - low, 2 * reach_t + 1
    # The highest within reach_f bins, of the last `depth` rows; from those, the highest before and after.
    # Whole rows are compared at once, without a branch, so that many bins are decided in one instruction.
    highest = np.empty((depth, width), np.float32)
    before, after = np.empty(width, np.float32), np.empty(width, np.float32)
    above = np.empty(width, np.uint8)
    for ahead in range(first - reach_t, last + reach_t):
        own = highest[ahead % depth]
        own[:] = spectrum[ahead, low - reach_f : high - reach_f]
        for f in range(low - reach_f + 1, low + reach_f + 1):
            lift(own, spectrum[ahead, f : f + width])
        t = ahead - reach_t
        if t < first:
            continue
        before[:] = highest[(t - 1) % depth]
        after[:] = highest[(t + 1) % depth]
        for i in range(2, reach_t + 1):
            lift(before, highest[(t - i) % depth])
            lift(after, highest[(t + i) % depth])
        around, row, right = highest[t % depth], spectrum[t, low:high], spectrum[t, low + 1 : high + 1]
        for k in range(width):
            here = row[k]
            above[k] = (
                (here > np.float32(_SILENCE))
                & (here > right[k])
                & (here >= around[k])
                & (here >= before[k])
                & (here > after[k])
            )
        for k in range(width):
            if above[k] and found < len(rows):
                rows[found] = t
                bins[found] = low + k
                found += 1
    return rows[:found], bins[:found]


band_db = _compiled(band_db_plain)
find_peaks = _compiled(find_peaks_plain)


def parabola(
    before: NDArray[np.float32], at: NDArray[np.float32], after: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Where between −½ and ½ the top of the parabola through three log powers lies.

    J. O. Smith, "Spectral Audio Signal Processing" (2011), quadratic interpolation of spectral peaks.
    """
    curve = before - 2 * at + after
    shift = np.where(curve < 0, 0.5 * (before - after) / np.where(curve < 0, curve, 1), 0)
    return np.clip(shift, -0.5, 0.5)
