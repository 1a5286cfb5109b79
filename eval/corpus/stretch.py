"""Speed, tempo and pitch: what tape machines, time compressors and pitch shifters do to a spot."""

from __future__ import annotations

from collections.abc import Callable

import av
import numpy as np
from scipy.fft import next_fast_len
from scipy.signal import resample

from eval.corpus.library import RATE

WINDOW = 1024
"""WSOLA window, samples: 46 ms at 22050 Hz."""
HOP = WINDOW // 2
SEARCH = 256
"""WSOLA looks 12 ms to both sides for the best continuation."""
PAD = 4096
Tempo = Callable[[np.ndarray, float], np.ndarray]


def resampled(sound: np.ndarray, factor: float) -> np.ndarray:
    """Tape speed: float32[round(n * factor)], band-limited; pitch falls by the same factor."""
    size = next_fast_len(len(sound) + 2 * PAD, real=True)
    padded = np.zeros(size, np.float32)
    padded[PAD : PAD + len(sound)] = sound
    out_size = round(size * factor)
    start = round(PAD * out_size / size)
    return resample(padded, out_size)[start : start + round(len(sound) * factor)].astype(np.float32)


def stretched(sound: np.ndarray, factor: float) -> np.ndarray:
    """Tempo alone: float32[round(n * factor)] at the same pitch, by WSOLA (Verhelst & Roelands 1993).

    The first and last window are taken from the very ends, so both borders are exact; between them the time
    line may wander by the search width, as it does in any such machine.
    """
    out_size = round(len(sound) * factor)
    window = np.hanning(WINDOW + 1)[:WINDOW].astype(np.float32)
    out = np.zeros(out_size, np.float32)
    weight = np.zeros(out_size, np.float32)
    last_in, last_out = len(sound) - WINDOW, out_size - WINDOW
    places = [*range(0, last_out, HOP), last_out]
    taken = 0
    for place, previous in zip(places, [0, *places], strict=False):
        if place == 0:
            taken = 0
        elif place == last_out:
            taken = last_in
        else:
            target = np.clip(taken + place - previous, 0, last_in)
            middle = round(place / factor)
            first = int(np.clip(middle - SEARCH, 0, last_in))
            stop = int(np.clip(middle + SEARCH, 0, last_in)) + WINDOW
            match = np.correlate(sound[first:stop], sound[target : target + WINDOW], "valid")
            taken = first + int(np.argmax(match))
        out[place : place + WINDOW] += window * sound[taken : taken + WINDOW]
        weight[place : place + WINDOW] += window
    return np.where(weight > 1e-3, out / np.maximum(weight, 1e-3), 0).astype(np.float32)


def filtered(sound: np.ndarray, factor: float) -> np.ndarray:
    """Tempo alone by FFmpeg's `atempo`, whose output may be up to 25 ms shorter or longer than n * factor."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono")
    tempo, sink = graph.add("atempo", f"{1 / factor:.8f}"), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(sound[None, :].astype(np.float32), format="flt", layout="mono")
    frame.sample_rate = RATE
    source.push(frame)
    source.push(None)
    pieces = []
    while True:
        try:
            pieces.append(sink.pull().to_ndarray()[0])
        except (av.EOFError, av.BlockingIOError):
            return np.concatenate(pieces)


def pitched(sound: np.ndarray, factor: float, tempo: Tempo = stretched) -> np.ndarray:
    """Pitch alone: every frequency times `factor`, the duration kept as well as `tempo` keeps it."""
    higher = resampled(sound, 1 / factor)
    return tempo(higher, len(sound) / len(higher))
