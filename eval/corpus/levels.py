"""Loudness: the active power of a sound, and setting it."""

from __future__ import annotations

import numpy as np

from eval.corpus.library import RATE

FRAME = RATE // 50
"""Samples per frame of 20 ms."""
ACTIVE_BELOW_LOUD_DB = 25.0
PEAK_MAX = 0.9


def active_power(sound: np.ndarray) -> float:
    """Mean square of the 20 ms frames that are within 25 dB of the loud ones (95th percentile)."""
    count = len(sound) // FRAME
    if count == 0:
        return float(np.mean(sound**2)) if len(sound) else 0.0
    power = np.mean(sound[: count * FRAME].reshape(count, FRAME) ** 2, axis=1)
    active = power[power >= np.percentile(power, 95) * 10 ** (-ACTIVE_BELOW_LOUD_DB / 10)]
    return float(active.mean()) if len(active) else 0.0


def active_share(sound: np.ndarray, within_db: float) -> float:
    """Share of 20 ms frames within some dB of the loud ones: near 1 for dense sound, low for sparse sound."""
    count = len(sound) // FRAME
    power = np.mean(sound[: count * FRAME].reshape(count, FRAME) ** 2, axis=1)
    return float(np.mean(power >= np.percentile(power, 95) * 10 ** (-within_db / 10)))


def gain_to(sound: np.ndarray, level_db: float) -> float:
    """The linear gain that brings the active power to `level_db` (re full scale), the peak at most to 0.9."""
    power, peak = active_power(sound), float(np.abs(sound).max(initial=0.0))
    return min(float(np.sqrt(10 ** (level_db / 10) / power)), PEAK_MAX / peak) if power > 0 else 0.0


def at_level(sound: np.ndarray, level_db: float) -> np.ndarray:
    """The sound scaled to an active power of `level_db`."""
    return (sound * np.float32(gain_to(sound, level_db))).astype(np.float32)


def faded(sound: np.ndarray, fade_s: float) -> np.ndarray:
    """A copy with linear fades of `fade_s` at both ends."""
    out = sound.copy()
    count = min(round(fade_s * RATE), len(out) // 2)
    if count:
        ramp = np.arange(count, dtype=np.float32) / count
        out[:count] *= ramp
        out[-count:] *= ramp[::-1]
    return out
