"""The shipped speech as sound: sentences by name, at the studio's rate."""

from __future__ import annotations

from functools import cache

import av
import numpy as np

from dauys.examples.rehearsal.instruments import STUDIO_HZ, Samples
from dauys.examples.rehearsal.scripts import STUDIO, sentences

OPUS_HZ = 48000
POOL_HZ = 24000
"""The speech was packed at this rate; kept at it, it takes half the memory."""


@cache
def pool(file: str) -> Samples:
    """All samples of one Opus file of the studio: 1-D float32 at POOL_HZ; decoded once a process."""
    with av.open(str(STUDIO / file)) as box:
        frames = [frame.to_ndarray()[0] for frame in box.decode(audio=0)]
    return np.concatenate(frames)[:: OPUS_HZ // POOL_HZ].astype(np.float32)


def said(name: str, pace: float = 1.0) -> Samples:
    """One sentence at STUDIO_HZ, RMS 0.1; `pace` 1.05 makes the speaker five per cent faster and higher."""
    place = sentences_once()[name]
    source = pool(place.file)[place.start_ms * POOL_HZ // 1000 : place.end_ms * POOL_HZ // 1000]
    length = int(place.length_ms * STUDIO_HZ / 1000 / pace)
    at = np.arange(length, dtype=np.float64) * (pace * POOL_HZ / STUDIO_HZ)
    speech = np.interp(at, np.arange(len(source)), source).astype(np.float32)
    return speech * np.float32(0.1 / max(1e-6, float(np.sqrt(np.mean(speech**2)))))


@cache
def talk(language: str) -> tuple[str, ...]:
    """The names of the programme's sentences in one language."""
    return tuple(name for name in sentences_once() if name.startswith(f"talk.{language}."))


sentences_once = cache(sentences)
