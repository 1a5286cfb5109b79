"""Really compressed sound: encoding with PyAV, and the delay each codec puts before the first sample."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
from scipy.signal import correlate

from eval.corpus.library import RATE

ENCODERS = {"aac": "aac", "mp3": "libmp3lame", "mp2": "mp2", "opus": "libopus", "flac": "flac"}
MUXERS = {"m4a": "ipod", "mp3": "mp3", "mp2": "mp2", "opus": "opus", "ts": "mpegts", "flac": "flac"}
FINE = 8
"""The delay is measured to an eighth of a sample of the library's rate: 6 microseconds."""


@dataclass(frozen=True)
class Carrier:
    """How a recording is stored: file ending, codec, sampling rate, channels and bit rate."""

    ending: str
    codec: str
    rate: int
    channels: int
    kbit_s: int
    quick: bool = False


QUICK = {"mp3": {"compression_level": "9"}, "aac": {"aac_coder": "fast"}}
"""What each encoder offers for less work; used where hours would cost too much otherwise."""


def encoded(sound: np.ndarray, carrier: Carrier) -> bytes:
    """The whole file as bytes. Stereo carries the sound in the middle, a delayed softer copy at the sides."""
    target = io.BytesIO()
    with av.open(target, "w", format=MUXERS[carrier.ending]) as container:
        options = QUICK.get(carrier.codec, {}) if carrier.quick else {}
        stream = container.add_stream(ENCODERS[carrier.codec], rate=carrier.rate, options=options)
        stream.layout = "mono" if carrier.channels == 1 else "stereo"
        if carrier.codec != "flac":
            stream.bit_rate = carrier.kbit_s * 1000
        for frame in frames(sound, carrier.channels):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def frames(sound: np.ndarray, channels: int) -> list[av.AudioFrame]:
    """The sound as float frames of ten seconds at RATE."""
    planes = sound[None, :]
    if channels == 2:
        side = np.zeros_like(sound)
        shift = RATE // 90
        side[shift:] = 0.25 * sound[:-shift]
        planes = np.stack([sound + side, sound - side])
    planes = np.clip(planes, -1, 1)
    step = 10 * RATE
    out = []
    for start in range(0, len(sound), step):
        piece = np.ascontiguousarray(planes[:, start : start + step], dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono" if channels == 1 else "stereo")
        frame.sample_rate = RATE
        frame.pts = start
        out.append(frame)
    return out


def decoded(source: bytes | Path) -> np.ndarray:
    """float32[n] at RATE, mono: the decoded frames one after the other, as a plain PyAV reader sees them."""
    with av.open(io.BytesIO(source) if isinstance(source, bytes) else str(source)) as container:
        to_rate = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        pieces = [
            out.to_ndarray()[0]
            for frame in [*container.decode(audio=0), None]
            for out in to_rate.resample(frame)
        ]
    return np.concatenate(pieces)


@lru_cache(maxsize=64)
def delay_s(carrier: Carrier) -> float:
    """Seconds by which a decoded file lags what was encoded: the peak of a correlation of noise."""
    random = np.random.default_rng(1)
    spectrum = np.fft.rfft(random.standard_normal(4 * RATE))
    hertz = np.fft.rfftfreq(4 * RATE, 1 / RATE)
    spectrum[(hertz < 200) | (hertz > 3500)] = 0
    probe = np.fft.irfft(spectrum).astype(np.float32)
    probe *= 0.1 / probe.std()
    probe[:RATE] = 0
    probe[-RATE:] = 0
    heard = decoded(encoded(probe, carrier))
    match = correlate(heard, probe, mode="full", method="fft")
    around = np.abs(match[len(probe) - 1 - RATE // 4 : len(probe) + RATE // 4])
    peak = int(np.argmax(around))
    left, top, right = around[peak - 1 : peak + 2]
    part = 0.5 * (left - right) / (left - 2 * top + right)
    lag = peak + part - RATE // 4
    return round(lag * FINE) / FINE / RATE


def through(sound: np.ndarray, carrier: Carrier) -> np.ndarray:
    """The sound after encoding and decoding, put back in its place: float32 of the same length."""
    heard = decoded(encoded(sound, carrier))
    lag = round(delay_s(carrier) * RATE)
    heard = heard[lag:] if lag >= 0 else np.concatenate([np.zeros(-lag, np.float32), heard])
    out = np.zeros(len(sound), np.float32)
    out[: min(len(out), len(heard))] = heard[: len(out)]
    return out
