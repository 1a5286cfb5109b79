"""Synthetic sound with known answers: tunes that are varied enough to have peaks, made from a seed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 8000


def tune(seed: int, length_s: float) -> NDArray[np.float32]:
    """float32 [k]: overlapping decaying harmonic notes over a little noise; nothing repeats."""
    rng = np.random.default_rng(seed)
    samples = int(length_s * RATE_HZ)
    out = rng.normal(0, 0.002, samples + RATE_HZ)
    for start in np.sort(rng.integers(0, samples, int(length_s * 7))):
        length = int(rng.uniform(0.15, 0.7) * RATE_HZ)
        t = np.arange(length) / RATE_HZ
        pitch = 180 * 2 ** rng.uniform(0, 3)
        note = sum(
            np.sin(2 * np.pi * pitch * h * t + rng.uniform(0, 6)) / h for h in (1, 2, 3) if pitch * h < 3500
        )
        out[start : start + length] += 0.1 * note * np.exp(-t * rng.uniform(3, 9)) * np.minimum(1, t * 100)
    return out[:samples].astype(np.float32)


def at_speed(samples: NDArray[np.float32], speed: float) -> NDArray[np.float32]:
    """The tape run so that it lasts `speed` times as long."""
    at = np.arange(int(len(samples) * speed)) / speed
    return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


def noise(seed: int, samples: NDArray[np.float32], snr_db: float) -> NDArray[np.float32]:
    """The sound under white noise of that signal-to-noise ratio."""
    white = np.random.default_rng(seed).normal(0, 1, len(samples))
    level = np.sqrt((samples**2).mean()) * 10 ** (-snr_db / 20)
    return (samples + level * white).astype(np.float32)
