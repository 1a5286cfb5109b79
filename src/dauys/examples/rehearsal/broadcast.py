"""What a treatment does to a spot's sound on its way to the listener."""

from __future__ import annotations

import numpy as np
import scipy.fft

from dauys.examples.rehearsal.instruments import Samples
from dauys.examples.rehearsal.sound import samples
from dauys.examples.rehearsal.treatments import ONE_PPM, Treated

FRAME = 2048
HOP = 512
RAMP = 220
"""Samples over which a hole opens and closes: 5 ms."""


def aired(spot: Samples, treated: Treated, announcer: Samples) -> Samples:
    """The spot as it goes out: `samples(treated.length_ms)` samples.

    announcer: speech at RMS 0.1, at least as long as the treatment's voice interval.
    """
    sound = spot[samples(treated.from_ms) : samples(treated.to_ms)]
    length = samples(treated.length_ms)
    if treated.pitch_ppm != ONE_PPM or treated.speed_ppm != ONE_PPM:
        sound = respeeded(sound, length, treated.pitch_ppm / ONE_PPM)
    sound = np.resize(sound, length) * np.float32(10 ** (treated.level_db / 20))
    if treated.hole:
        _silence(sound, samples(treated.hole[0]), samples(treated.hole[1]))
    if treated.voice:
        _speak_over(sound, treated, announcer)
    return sound


def respeeded(sound: Samples, length: int, pitch: float) -> Samples:
    """The sound in `length` samples with its pitch multiplied by `pitch`.

    The pitch comes from reading the samples faster or slower; what is left of the change of length comes
    from a phase vocoder (Flanagan and Golden 1966).
    """
    read = resampled(sound, round(len(sound) / pitch))
    return read if abs(len(read) - length) <= 2 else stretched(read, length)


def resampled(sound: Samples, length: int) -> Samples:
    """The same sound read at another rate, so that it takes `length` samples."""
    at = np.arange(length, dtype=np.float64) * (len(sound) / length)
    return np.interp(at, np.arange(len(sound)), sound).astype(np.float32)


def stretched(sound: Samples, length: int) -> Samples:
    """The same pitch in `length` samples: a phase vocoder over frames of 46 ms."""
    ratio = length / len(sound)
    window = np.hanning(FRAME).astype(np.float32)
    count = length // HOP + 1
    padded = np.pad(sound, (FRAME // 2 + HOP, 2 * FRAME + HOP))
    # frame i is written at i * HOP and read at its own place divided by the ratio, and once more a hop before
    places = HOP + np.minimum((np.arange(count) * (HOP / ratio)).astype(np.int64), len(sound) + FRAME // 2)
    now = scipy.fft.rfft(padded[places[:, None] + np.arange(FRAME)] * window, axis=1)
    before = scipy.fft.rfft(padded[places[:, None] - HOP + np.arange(FRAME)] * window, axis=1)
    advance = np.angle(now) - np.angle(before)
    advance[0] = np.angle(now[0])
    phase = np.cumsum(advance.astype(np.float64), axis=0)
    frames = scipy.fft.irfft(np.abs(now) * np.exp(1j * phase), n=FRAME, axis=1).astype(np.float32) * window
    total = np.zeros(count * HOP + FRAME, np.float32)
    for i, frame in enumerate(frames):
        total[i * HOP : i * HOP + FRAME] += frame
    overlap = np.float32(np.sum(window**2) / HOP)
    return total[FRAME // 2 : FRAME // 2 + length] / overlap


def _silence(sound: Samples, start: int, end: int) -> None:
    """Drops the signal from `start` to `end`."""
    ramp = np.linspace(1, 0, RAMP, dtype=np.float32)
    sound[start : start + RAMP] *= ramp
    sound[start + RAMP : end - RAMP] = 0
    sound[end - RAMP : end] *= ramp[::-1]


def _speak_over(sound: Samples, treated: Treated, announcer: Samples) -> None:
    """Adds the announcer over the treatment's interval, so many decibels above the spot."""
    assert treated.voice is not None
    start, end = (samples(at_ms) for at_ms in treated.voice)
    spot_rms = float(np.sqrt(np.mean(sound[start:end] ** 2)))
    gain = np.float32(10 * spot_rms * 10 ** (treated.voice_db / 20))
    sound[start:end] += gain * announcer[: end - start]
