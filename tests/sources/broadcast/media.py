"""Sound files of every kind, made on the spot."""

from __future__ import annotations

import io
from dataclasses import dataclass

import av
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Kind:
    """How a file is made, in FFmpeg's names. gapless: it declares its encoder's delay."""

    container: str
    encoder: str
    rate_hz: int
    gapless: bool = True
    sample_format: str = ""
    bit_rate: int = 128_000


def clicks(rate_hz: int, length_s: float, at_s: tuple[float, ...]) -> NDArray[np.float32]:
    """Silence with a short band-limited pulse at each moment: its middle, exactly."""
    t = np.arange(round(rate_hz * length_s)) / rate_hz
    total = np.zeros(len(t))
    for moment in at_s:
        u = t - moment
        total += 0.8 * np.exp(-((u / 0.0015) ** 2)) * np.cos(2 * np.pi * 1000 * u)
    return total.astype(np.float32)


def encode(sound: NDArray[np.float32], kind: Kind, layout: str = "stereo") -> bytes:
    """The file's bytes; every channel carries the same sound."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind.container) as container:
        stream = container.add_stream(kind.encoder, rate=kind.rate_hz, layout=layout)
        if not kind.encoder.startswith(("pcm", "flac")):
            stream.bit_rate = kind.bit_rate
        if kind.sample_format:
            stream.format = kind.sample_format
        for start in range(0, len(sound), kind.rate_hz):
            part = sound[start : start + kind.rate_hz]
            planes = np.ascontiguousarray(np.tile(part, (len(av.AudioLayout(layout).channels), 1)))
            frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
            frame.sample_rate, frame.pts = kind.rate_hz, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def loudest_at_s(samples: NDArray[np.float32], near_s: float) -> float:
    """Where around a moment the pulse stands, from samples at 8 kHz: the middle of its energy."""
    first = max(0, round((near_s - 0.1) * 8000))
    energy = samples[first : round((near_s + 0.1) * 8000)].astype(float) ** 2
    return float((energy * np.arange(first, first + len(energy))).sum() / energy.sum() / 8000)
