"""Any sample rate → 8,000 Hz, in big blocks: two polyphase filters written as matrix products.

An output sample is a weighted sum of the inputs around it. Outputs that lie a whole number of inputs apart
have the same weights, so a few outputs for every `hop` inputs are one row of windows times one fixed matrix;
the matrix product is the fastest kernel there is. Outputs next to each other share a matrix: the more they
are, the more of its weights are zeros. Rows that do not overlap go into the product as they lie in memory.
The first filter only divides the rate by a whole number, to 12–24 kHz, and may be short because nothing can
yet fold below 4 kHz; the second is sharp.

Both are Kaiser-windowed sincs (Kaiser 1974; Crochiere & Rabiner, "Multirate Digital Signal Processing",
1983): level to 3,600 Hz, at least 45 dB down from 4,000 Hz. Output n stands exactly at second n / 8000 of the
input: the filters are symmetric and their delay is taken off.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, lcm

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

RATE_HZ = 8000
PASS_HZ, STOP_HZ = 3600, 4000
STOP_DB = 47.0
"""Designed 2 dB below what is promised: Kaiser's formula for the length is an estimate."""
FIRST_RATE_HZ = 12_000
"""The first filter divides the rate as far as it stays above this: the sum of both is then cheapest."""
GROUP = 16
"""The least outputs that share a matrix: fewer and BLAS is slow, more and most weights are zeros."""
RATES_HZ = (4_000, 768_000)
"""Rates that are taken for sound. Below, a byte would become seconds; above, no sound is stored."""

CYCLE_MOST = 640
"""The most outputs until the weights repeat (44,100 Hz: 80; 11,025 Hz: 320) that are worth a matrix."""
PHASES = 1024
"""Where they hardly repeat, weights are made for so many positions between two inputs: an error of -70 dB."""

Samples = NDArray[np.float32]


class Resampler:
    """Feed float32 [k] at `rate_hz` in blocks of any length; each call gives the samples that are ready.

    gain: every sample is multiplied by it (the mean of channels is their sum and this).
    """

    def __init__(self, rate_hz: int, gain: float = 1.0) -> None:
        if not RATES_HZ[0] <= rate_hz <= RATES_HZ[1]:
            raise ValueError(
                f"{rate_hz} samples a second is no rate of sound ({RATES_HZ[0]} to {RATES_HZ[1]})"
            )
        self.rate_hz = rate_hz
        self._gain = np.float32(gain)
        self._stages = [_stage(*step) for step in _plan(rate_hz)]
        self._taken = self._given = 0

    def feed(self, block: Samples) -> Samples:
        """The next samples."""
        self._taken += len(block)
        for stage in self._stages:
            block = stage.feed(block)
        self._given += len(block)
        return block * self._gain

    def finish(self) -> Samples:
        """The last samples: in all, the input's length × 8000 / rate, rounded."""
        left = round(Fraction(self._taken * RATE_HZ, self.rate_hz)) - self._given
        if left <= 0 or not self._stages:
            return np.empty(0, np.float32)
        block = np.zeros(0, np.float32)
        for stage in self._stages:
            block = stage.feed(np.concatenate([block, np.zeros(stage.reach * 2 + stage.hop, np.float32)]))
        return block[:left] * self._gain


class _Stage:
    """One filter as matrix products. hop: inputs a row moves by; reach: inputs on each side of an output.

    parts: weights [input, output] of outputs next to each other, and the first input of a row they look at.
    """

    def __init__(self, rate: Fraction, ratio: Fraction, pass_hz: float, stop_hz: float) -> None:
        self._parts, self.hop, self.reach = _parts(rate, ratio, pass_hz, stop_hz)
        self._outputs = sum(weights.shape[1] for _, weights in self._parts)
        self._tail = np.zeros(self.reach, np.float32)

    def feed(self, block: Samples) -> Samples:
        held = np.concatenate([self._tail, block])
        width = self.hop + 2 * self.reach
        rows = max(0, (len(held) - width) // self.hop + 1)
        windows: Samples = np.ndarray((rows, width), np.float32, held, 0, (self.hop * 4, 4))
        product = np.empty((rows, self._outputs), np.float32)
        first = 0
        for at, weights in self._parts:
            end = first + weights.shape[1]
            np.matmul(windows[:, at : at + len(weights)], weights, out=product[:, first:end])
            first = end
        self._tail = held[rows * self.hop :]
        return product.reshape(-1)


class _OddStage:
    """One filter for a ratio without a short cycle: each output takes the nearest of many weightings."""

    def __init__(self, rate: Fraction, ratio: Fraction, pass_hz: float, stop_hz: float) -> None:
        self.reach = _reach(rate, pass_hz, stop_hz)
        self.hop = 1
        late = np.arange(PHASES + 1)[:, None] / PHASES
        distance = np.arange(2 * self.reach + 1) - self.reach - late
        weights = _sinc(distance, (pass_hz + stop_hz) / float(rate), self.reach)
        self._weights = (weights / weights.sum(1, keepdims=True)).astype(np.float32)
        self._ratio = ratio
        self._tail = np.zeros(self.reach, np.float32)
        self._first_input = self._next_output = 0

    def feed(self, block: Samples) -> Samples:
        """As _Stage.feed; some ten times slower."""
        held = np.concatenate([self._tail, block])
        up, down = self._ratio.numerator, self._ratio.denominator
        ready = max(0, len(held) - 2 * self.reach) + self._first_input
        stop = -(-ready * up // down)
        if stop <= self._next_output:
            self._tail = held
            return np.empty(0, np.float32)
        inputs, late = np.divmod(np.arange(self._next_output, stop) * down, up)
        windows = sliding_window_view(held, 2 * self.reach + 1)[inputs - self._first_input]
        weights = self._weights[(late * PHASES + up // 2) // up]
        self._next_output = stop
        used = stop * down // up - self._first_input
        self._tail = held[used:]
        self._first_input += used
        out: Samples = np.einsum("ij,ij->i", windows, weights)
        return out


def _stage(rate: Fraction, ratio: Fraction, pass_hz: float, stop_hz: float) -> _Stage | _OddStage:
    kind = _Stage if ratio.numerator <= CYCLE_MOST else _OddStage
    return kind(rate, ratio, pass_hz, stop_hz)


def _plan(rate_hz: int) -> list[tuple[Fraction, Fraction, float, float]]:
    """(rate, outputs per input, passed to, stopped from) of each stage."""
    if rate_hz == RATE_HZ:
        return []
    divisor = max(1, rate_hz // FIRST_RATE_HZ)
    rate = Fraction(rate_hz, divisor)
    sharp_hz = min(1.0, float(rate) / 2 / STOP_HZ)
    stages = [(rate, RATE_HZ / rate, PASS_HZ * sharp_hz, STOP_HZ * sharp_hz)]
    if divisor > 1:
        stages.insert(0, (Fraction(rate_hz), Fraction(1, divisor), PASS_HZ, float(rate) - STOP_HZ))
    return stages


@lru_cache(maxsize=16)
def _parts(
    rate: Fraction, ratio: Fraction, pass_hz: float, stop_hz: float
) -> tuple[list[tuple[int, Samples]], int, int]:
    """First input and weights of each part of a row, inputs between rows, inputs on each side of one."""
    weights, hop, reach = _weights(rate, ratio, pass_hz, stop_hz)
    outputs = weights.shape[1]
    size = next(size for size in range(GROUP, outputs + 1) if outputs % size == 0)
    parts = []
    for first in range(0, outputs, size):
        own = weights[:, first : first + size]
        used = np.flatnonzero(own.any(1))
        at, end = int(used[0]), int(used[-1]) + 1
        parts.append((at, np.ascontiguousarray(own[at:end])))
    return parts, hop, reach


def _weights(rate: Fraction, ratio: Fraction, pass_hz: float, stop_hz: float) -> tuple[Samples, int, int]:
    """Weights [input of a row, output of a row], inputs between rows, inputs on each side of an output."""
    reach = _reach(rate, pass_hz, stop_hz)
    # Whole cycles and whole parts, and so many that the windows of a part do not overlap from row to row.
    cycle = ratio.numerator if ratio.numerator > GROUP else lcm(ratio.numerator, GROUP)
    group = cycle * ceil((GROUP + 2 * reach * ratio) / cycle)
    hop = group * ratio.denominator // ratio.numerator
    distance = np.arange(hop + 2 * reach)[:, None] - reach - np.arange(group) * float(1 / ratio)
    weights = _sinc(distance, (pass_hz + stop_hz) / float(rate), reach)
    return (weights / weights.sum(0)).astype(np.float32), hop, reach


def _reach(rate: Fraction, pass_hz: float, stop_hz: float) -> int:
    """Kaiser's estimate of how many inputs on each side of an output such a filter takes."""
    return ceil((STOP_DB - 8) / (2.285 * 2 * np.pi * (stop_hz - pass_hz) / float(rate)) / 2)


def _sinc(distance: NDArray[np.float64], cutoff: float, reach: int) -> NDArray[np.float64]:
    """A Kaiser-windowed low-pass at `cutoff` (1 is half the rate), at these distances in samples."""
    beta = 0.5842 * (STOP_DB - 21) ** 0.4 + 0.07886 * (STOP_DB - 21)
    inside = np.clip(1 - (distance / (reach + 0.5)) ** 2, 0, None)
    window = np.where(np.abs(distance) <= reach, np.i0(beta * np.sqrt(inside)), 0)
    low_pass: NDArray[np.float64] = np.sinc(cutoff * distance) * window
    return low_pass
