"""Recordings with a tone per ten seconds, so that a clip shows where it was cut."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE_HZ = 44_100
TONES_HZ = (400, 700, 1100, 1600, 2300, 3100)
STEP_S = 10


def write_tones(path: Path, codec: str, form: str) -> Path:
    """A minute: ten seconds of each tone, stereo."""
    time = np.arange(RATE_HZ * STEP_S) / RATE_HZ
    sound = np.concatenate([0.5 * np.sin(2 * np.pi * hz * time) for hz in TONES_HZ]).astype(np.float32)
    with av.open(str(path), "w", format=form) as container:
        stream = container.add_stream(codec, rate=RATE_HZ)
        stream.layout = "stereo"
        resampler = av.AudioResampler(format=stream.format, layout="stereo", rate=RATE_HZ)
        for start in range(0, len(sound), RATE_HZ):
            block = np.tile(sound[start : start + RATE_HZ], (2, 1))
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, start, Fraction(1, RATE_HZ)
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def tones_of(path: Path) -> tuple[list[int], float]:
    """The loudest of the tones in each second of a sound file, and its length in seconds."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        blocks = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    sound = np.concatenate(blocks)
    loudest = []
    for start in range(0, len(sound) - rate + 1, rate):
        power = np.abs(np.fft.rfft(sound[start : start + rate]))
        loudest.append(min(TONES_HZ, key=lambda hz: abs(hz - int(power.argmax()))))
    return loudest, len(sound) / rate
