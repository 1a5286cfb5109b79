"""What the way to the listener adds: filters, a compressor, noise. All keep every sample's place."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.signal import butter, sosfiltfilt

from eval.corpus.levels import active_power
from eval.corpus.library import RATE

BLOCK = RATE // 400
"""Samples per step of the compressor's gain: 2.5 ms."""
ATTACK_S, RELEASE_S = 0.005, 0.15


@lru_cache(maxsize=4)
def am_filter() -> np.ndarray:
    """Second-order sections of an AM transmitter's band, 100 Hz to 4 kHz."""
    low = butter(1, 100, "highpass", fs=RATE, output="sos")
    high = butter(4, 4000, "lowpass", fs=RATE, output="sos")
    return np.vstack([low, high])


def am_band(sound: np.ndarray) -> np.ndarray:
    """The sound as AM radio carries it."""
    return sosfiltfilt(am_filter(), sound).astype(np.float32)


def peaking(frequency_hz: float, gain_db: float, quality: float) -> np.ndarray:
    """One peaking section (R. Bristow-Johnson's cookbook): float64[1, 6]."""
    amplitude = 10 ** (gain_db / 40)
    angle = 2 * np.pi * frequency_hz / RATE
    alpha = np.sin(angle) / (2 * quality)
    section = np.array(
        [
            1 + alpha * amplitude,
            -2 * np.cos(angle),
            1 - alpha * amplitude,
            1 + alpha / amplitude,
            -2 * np.cos(angle),
            1 - alpha / amplitude,
        ]
    )
    return (section / section[3])[None, :]


def equalised(sound: np.ndarray, gains_db: tuple[float, float, float]) -> np.ndarray:
    """Three bands at 200, 1000 and 4000 Hz, raised or lowered; run both ways, so each way does half."""
    sections = np.vstack(
        [peaking(hz, gain / 2, 0.7) for hz, gain in zip((200, 1000, 4000), gains_db, strict=True)]
    )
    return sosfiltfilt(sections, sound).astype(np.float32)


def compressed(sound: np.ndarray, threshold_db: float, ratio: float) -> np.ndarray:
    """A feed-forward compressor (attack 5 ms, release 150 ms) whose make-up gain restores the power."""
    count = -(-len(sound) // BLOCK)
    blocks = np.zeros(count * BLOCK, np.float32)
    blocks[: len(sound)] = sound
    level_db = 10 * np.log10(np.mean(blocks.reshape(count, BLOCK) ** 2, axis=1) + 1e-10)
    wanted = np.minimum(0.0, (threshold_db - level_db) * (1 - 1 / ratio))
    attack, release = np.exp(-BLOCK / RATE / ATTACK_S), np.exp(-BLOCK / RATE / RELEASE_S)
    gain_db = np.empty(count)
    state = 0.0
    for block, target in enumerate(wanted):
        keep = attack if target < state else release
        state = keep * state + (1 - keep) * target
        gain_db[block] = state
    at = (np.arange(count) + 0.5) * BLOCK
    gain = 10 ** (np.interp(np.arange(len(sound)), at, gain_db) / 20)
    out = (sound * gain).astype(np.float32)
    power = active_power(out)
    make_up = np.sqrt(active_power(sound) / power) if power > 0 else 1.0
    return np.clip(out * make_up, -1, 1).astype(np.float32)


def noise(count: int, colour: str, random: np.random.Generator) -> np.ndarray:
    """float32[count] of `white` or `pink` noise of unit power."""
    white = random.standard_normal(count, dtype=np.float32)
    if colour == "white":
        return white
    spectrum = np.fft.rfft(white)
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 20 * count / RATE))
    pink = np.fft.irfft(spectrum, count).astype(np.float32)
    return pink / pink.std()
