"""A script made audible: music, jingle and speech mixed as a producer would."""

from __future__ import annotations

import numpy as np

from dauys.examples.rehearsal.instruments import STUDIO_HZ, Samples
from dauys.examples.rehearsal.music import generator, jingle, piece
from dauys.examples.rehearsal.scripts import JINGLE_MS, Script
from dauys.examples.rehearsal.voices import said

BED_GAIN = 0.42
"""Music under speech stands 7.5 dB below it."""


def samples(length_ms: int) -> int:
    """Samples at STUDIO_HZ nearest to that time."""
    return (length_ms * STUDIO_HZ + 500) // 1000


def produced(seed: int, script: Script) -> Samples:
    """The finished sound of a script: 1-D float32 at STUDIO_HZ, RMS near 0.1, no sample beyond ±0.95."""
    length, jingle_length = samples(script.length_ms), samples(JINGLE_MS)
    music = piece(generator(seed, f"bed {script.bed}"), length)
    music[-jingle_length:] *= np.linspace(1, 0, jingle_length, dtype=np.float32)
    music[-jingle_length:] += jingle(generator(seed, f"jingle {script.jingle}"), jingle_length)
    total: Samples = np.float32(BED_GAIN) * music
    for start_ms, name in script.cues:
        speech, start = said(name), samples(start_ms)
        total[start : start + len(speech)] += speech
    return np.clip(total, -0.95, 0.95, out=total)
