"""Samples → print, as they come: memory stays constant however long the recording is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dauys.sound import spectrum
from dauys.sound.params import RATE_HZ, Params
from dauys.sound.print import LEVEL_TOP, QUARTERS, Print, pack_levels

_BLOCKS_AT_ONCE = 10
_FILLER_STEP = 255
_FED_AT_ONCE = 80_000


class Printer:
    """Makes one print: `feed` blocks of samples in order, then `finish` once.

    Samples are float32 [k], mono, at 8,000 Hz, full scale ± 1. Blocks may have any length; the print does
    not depend on where they are cut.
    """

    def __init__(self, params: Params | None = None) -> None:
        self.params = params or Params()
        p = self.params
        self._hann = spectrum.window(p)
        self._weights = spectrum.band_weights(p)
        used = self._weights > 0
        self._spans = np.stack([used.argmax(1), used.shape[1] - used[:, ::-1].argmax(1)], axis=1)
        self._bins = np.array([p.low_hz, p.high_hz]) * p.window // RATE_HZ
        # A frame's window is centred on the frame's time, so the sound starts half a window in.
        self._waiting: list[NDArray[np.float32]] = [np.zeros(p.window // 2, np.float32)]
        self._waiting_count = p.window // 2
        self._samples = 0
        # Rows before the first frame, so that a peak in it has neighbours.
        self._rows = np.zeros((_BLOCKS_AT_ONCE * p.block + 2 * p.reach_t, p.window // 2 + 1), np.float32)
        self._kept = p.reach_t
        self._frames = 0
        self._last_quarter = 0
        self._packed: list[NDArray[np.uint8]] = []
        self._scales: list[NDArray[np.int8]] = []
        self._steps: list[NDArray[np.uint8]] = []
        self._cents: list[NDArray[np.uint16]] = []

    def feed(self, block: NDArray[np.float32]) -> None:
        """Takes the next samples. Raises ValueError for anything but finite float32 [k]."""
        if block.dtype != np.float32 or block.ndim != 1:
            raise ValueError(f"samples are float32 in one dimension, not {block.dtype} in {block.ndim}")
        if not np.isfinite(block).all():
            raise ValueError("samples must be finite; replace NaN and infinity by 0 before they come here")
        self._waiting.append(block)
        self._waiting_count += len(block)
        self._samples += len(block)
        p = self.params
        enough = (_BLOCKS_AT_ONCE * p.block + p.reach_t) * p.hop + p.window
        while self._waiting_count >= enough:
            self._take(_BLOCKS_AT_ONCE * p.block)

    def finish(self) -> Print:
        """The print of all that was fed."""
        p = self.params
        end = -(-self._samples // p.hop)
        room = (end - self._frames + 2 * p.reach_t) * p.hop + p.window
        self._waiting.append(np.zeros(room, np.float32))
        self._waiting_count += room
        while self._frames < end:
            self._take(min(end - self._frames, _BLOCKS_AT_ONCE * p.block))
        width = p.bands * 3 // 8
        return Print(
            p.digest(),
            self._samples,
            np.concatenate([np.empty((0, width), np.uint8), *self._packed]),
            np.concatenate([np.empty((0, p.bands), np.int8), *self._scales]),
            np.concatenate([np.empty(0, np.uint8), *self._steps]),
            np.concatenate([np.empty(0, np.uint16), *self._cents]),
        )

    def _take(self, frames: int) -> None:
        """Prints the next `frames` frames; the windows of `reach_t` more are at hand."""
        p = self.params
        samples = np.concatenate(self._waiting)
        rows = self._rows[: frames + 2 * p.reach_t]
        ahead = len(rows) - self._kept
        spectrum.power(samples[: (ahead - 1) * p.hop + p.window], self._hann, p.hop, rows[self._kept :])
        self._waiting = [samples[ahead * p.hop :]]
        self._waiting_count = len(self._waiting[0])
        self._keep_levels(rows[p.reach_t : p.reach_t + frames])
        self._keep_peaks(rows, frames)
        self._kept = 2 * p.reach_t
        self._rows[: self._kept] = rows[frames:].copy()
        self._frames += frames

    def _keep_levels(self, rows: NDArray[np.float32]) -> None:
        p = self.params
        db = spectrum.band_db(rows, self._weights, self._spans)
        starts = np.arange(0, len(rows), p.block)
        scales = np.ceil(np.maximum.reduceat(db, starts, axis=0)).clip(-100, 100)
        below = np.repeat(scales, p.block, axis=0)[: len(rows)] - db
        levels = LEVEL_TOP - np.minimum(below / np.float32(p.level_step_db), LEVEL_TOP).astype(np.uint8)
        self._packed.append(pack_levels(levels))
        self._scales.append(scales.astype(np.int8))

    def _keep_peaks(self, rows: NDArray[np.float32], frames: int) -> None:
        p = self.params
        low, high = (int(f) for f in self._bins)
        t, f = spectrum.find_peaks(rows, p.reach_t, p.reach_t + frames, low, high, p.reach_t, p.reach_f)
        if not len(t):
            return
        # The loudest are the last to drown; levelling the spectrum would prefer noise in its upper bands.
        height = np.log(rows[t, f] + 1e-20)
        kept = _strongest(height, (t - p.reach_t) // p.block, p.peaks)
        t, f, height = t[kept], f[kept], height[kept]
        left, right, before, after = (
            np.log(rows[t + i, f + j] + 1e-20) for i, j in ((0, -1), (0, 1), (-1, 0), (1, 0))
        )
        at = f + spectrum.parabola(left, height, right)
        when = t - p.reach_t + spectrum.parabola(before, height, after)
        quarters = np.maximum(np.rint((when + self._frames) * QUARTERS).astype(np.int64), 0)
        hz = at * (RATE_HZ / p.window)
        cents = np.rint(1200 * np.log2(hz / spectrum.CENTS_ZERO_HZ)).astype(np.int64)
        order = np.lexsort((cents, quarters))
        self._write_peaks(quarters[order], cents[order])

    def _write_peaks(self, quarters: NDArray[np.int64], cents: NDArray[np.int64]) -> None:
        """Appends peaks; a silence longer than a step can say is bridged by fillers without frequency."""
        quarters = np.maximum.accumulate(np.maximum(quarters, self._last_quarter))
        steps = np.diff(quarters, prepend=self._last_quarter)
        fillers = steps // (_FILLER_STEP + 1)
        where = np.arange(len(steps)) + np.cumsum(fillers)
        all_steps = np.full(len(steps) + int(fillers.sum()), _FILLER_STEP, np.int64)
        all_cents = np.zeros(len(all_steps), np.int64)
        all_steps[where] = steps - fillers * _FILLER_STEP
        all_cents[where] = cents
        self._steps.append(all_steps.astype(np.uint8))
        self._cents.append(all_cents.astype(np.uint16))
        self._last_quarter = int(quarters[-1])


def _strongest(strength: NDArray[np.float32], block: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Indices of the `most` strongest of each block, in their old order; ties go to the earlier."""
    order = np.lexsort((-strength, block))
    first = np.searchsorted(block[order], block[order])
    return np.sort(order[np.arange(len(order)) - first < most])


def fingerprint(samples: NDArray[np.float32], params: Params | None = None) -> Print:
    """The print of sound that is at hand whole: float32 [k], mono, 8,000 Hz."""
    printer = Printer(params)
    for first in range(0, len(samples), _FED_AT_ONCE):
        printer.feed(samples[first : first + _FED_AT_ONCE])
    return printer.finish()
