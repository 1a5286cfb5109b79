"""Notes and drum strokes by simple synthesis: 1-D float32 samples at STUDIO_HZ, peak about 1.

Tones are additive, frequency-modulated (Chowning 1973) or plucked strings
(Karplus and Strong 1983); drums are swept sines and noise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Instrument = Callable[[float, int], Samples]
"""hz, length in samples → a note."""

STUDIO_HZ = 44100
RELEASE_S = 0.04


def seconds(length: int) -> Samples:
    """t[k]: the time of each sample k."""
    return np.arange(length, dtype=np.float32) / np.float32(STUDIO_HZ)


def fade_ends(samples: Samples, attack_s: float, release_s: float = RELEASE_S) -> Samples:
    """The same with linear ramps at both ends, so that nothing clicks."""
    for ramp_s, end in ((attack_s, 1), (release_s, -1)):
        length = min(int(ramp_s * STUDIO_HZ), len(samples))
        samples[::end][:length] *= np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    return samples


def sine(hz: float, t: Samples) -> Samples:
    """A sine whose phase is kept small enough for float32."""
    turns = np.float32(hz) * t
    wave: Samples = np.sin(np.float32(2 * np.pi) * (turns - np.floor(turns)))
    return wave


def organ(harmonics: tuple[float, ...], attack_s: float) -> Instrument:
    """A sustained tone with the given strengths of its harmonics."""

    def note(hz: float, length: int) -> Samples:
        t = seconds(length)
        audible = [(i + 1, s) for i, s in enumerate(harmonics) if hz * (i + 1) < STUDIO_HZ / 3]
        total = sum((np.float32(s) * sine(hz * i, t) for i, s in audible), np.zeros(length, np.float32))
        return fade_ends(total / np.float32(sum(harmonics)), attack_s, 0.08)

    return note


def keys(ratio: float, depth: float, decay: float) -> Instrument:
    """A struck tone: one sine bends another's phase by `depth`, both dying away at `decay` per second."""

    def note(hz: float, length: int) -> Samples:
        t = seconds(length)
        envelope = np.exp(np.float32(-decay) * t)
        phase = np.float32(2 * np.pi * hz) * t + np.float32(depth) * envelope * sine(hz * ratio, t)
        return fade_ends(np.sin(phase) * envelope, 0.003)

    return note


def strings(rng: np.random.Generator, damping: float) -> Instrument:
    """Plucked strings: noise runs round a delay line and loses its highs with every turn.

    One turn averages neighbours round the ring, which is a product in the ring's own spectrum; so turn j is
    the first one's spectrum times the j-th power, and all turns come out of one transform.
    """

    def note(hz: float, length: int) -> Samples:
        period = max(8, round(STUDIO_HZ / hz))
        turn = np.arange(length // period + 1, dtype=np.float32)[:, None]
        first = scipy.fft.rfft(rng.uniform(-1, 1, period).astype(np.float32))
        angle = np.float32(np.pi / period) * np.arange(len(first), dtype=np.float32)
        loss = np.float32(damping) * np.cos(angle) + np.float32(1e-9)
        turns = first * loss**turn * np.exp(-1j * angle * turn)
        rung: Samples = scipy.fft.irfft(turns, n=period, axis=1).reshape(-1)[:length]
        return fade_ends(rung.astype(np.float32), 0.001)

    return note


def kick(depth_hz: float) -> Samples:
    """A bass drum: a sine that falls to `depth_hz`."""
    t = seconds(STUDIO_HZ // 4)
    phase = np.float32(2 * np.pi) * (np.float32(depth_hz) * t - 3 * np.exp(-30 * t))
    return fade_ends(np.sin(phase) * np.exp(-12 * t), 0.002)


def snare(rng: np.random.Generator, tone_hz: float) -> Samples:
    """A snare drum: noise over a short tone."""
    t = seconds(STUDIO_HZ // 5)
    noise = rng.standard_normal(len(t)).astype(np.float32)
    return fade_ends((0.4 * noise + 0.5 * sine(tone_hz, t)) * np.exp(-22 * t), 0.001)


def hat(rng: np.random.Generator, decay: float) -> Samples:
    """A cymbal stroke: noise without its lows."""
    t = seconds(STUDIO_HZ // 8)
    noise = np.diff(rng.standard_normal(len(t) + 1)).astype(np.float32)
    return fade_ends(0.4 * noise * np.exp(np.float32(-decay) * t), 0.001)
