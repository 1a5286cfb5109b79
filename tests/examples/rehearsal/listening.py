"""Where one sound stands in another: cross-correlation, and the decoder that a listener would use."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from scipy.signal import correlate

from dauys.examples.rehearsal.instruments import STUDIO_HZ, Samples


def decoded(path: Path) -> Samples:
    """The first channel as PyAV gives it: 1-D float32 at the file's own rate."""
    with av.open(str(path)) as box:
        return np.concatenate([frame.to_ndarray()[0] for frame in box.decode(audio=0)])


def lag_ms(
    tape: Samples, spot: Samples, at_ms: float, reach_ms: int = 100, rate_hz: int = STUDIO_HZ
) -> float:
    """How much later than `at_ms` the spot stands in the tape, where they agree best."""
    reach, at = reach_ms * rate_hz // 1000, round(at_ms * rate_hz / 1000)
    first = max(0, at - reach)
    around = tape[first : at + len(spot) + reach]
    best = int(np.argmax(correlate(around, spot, "valid", "fft")))
    return (first + best - at) * 1000 / rate_hz


def loudness(sound: Samples, step_ms: int = 2) -> Samples:
    """RMS of each `step_ms`: what stays when phases do not."""
    step = STUDIO_HZ * step_ms // 1000
    whole = sound[: len(sound) // step * step].reshape(-1, step)
    return np.sqrt(np.mean(whole**2, axis=1))
