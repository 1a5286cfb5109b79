"""Small real sound files: melodies from a seed, so that every seed is another piece."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16000
NOTE_MS = 160


def melody(seed: int, length_ms: int) -> NDArray[np.float32]:
    """1-D float32 at RATE_HZ: chords of three decaying tones, one every NOTE_MS."""
    rng = np.random.default_rng(seed)
    samples = length_ms * RATE_HZ // 1000
    note = NOTE_MS * RATE_HZ // 1000
    at = np.arange(note) / RATE_HZ
    chords = []
    for _ in range(-(-samples // note)):
        tones = rng.uniform(200, 3200, 3)[:, None]
        chords.append((np.sin(2 * np.pi * tones * at) * np.exp(-8 * at)).sum(axis=0) / 4)
    return np.concatenate(chords)[:samples].astype(np.float32)


def write_wav(path: Path, samples: NDArray[np.float32]) -> None:
    """16-bit mono."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(RATE_HZ)
        stream.writeframes((samples * 32000).astype("<i2").tobytes())
