"""Everything between the breaks: news and talk in the outlet's languages, music, and talk over music."""

from __future__ import annotations

import numpy as np

from dauys.examples.rehearsal.instruments import STUDIO_HZ, Samples
from dauys.examples.rehearsal.music import piece
from dauys.examples.rehearsal.voices import said, talk

KINDS = ("talk", "talk", "talk over music", "music")
ROOM = 0.0012
"""The noise of a studio: 38 dB below speech."""


def speech(rng: np.random.Generator, length: int, languages: tuple[str, ...]) -> Samples:
    """`length` samples of people talking, with pauses, at RMS near 0.1; no two runs say it alike."""
    total = np.zeros(length, np.float32)
    at = int(rng.integers(0, STUDIO_HZ // 3))
    while at < length:
        language = languages[int(rng.integers(len(languages)))]
        pace = float(rng.uniform(0.93, 1.08))
        for name in rng.choice(talk(language), int(rng.integers(2, 6)), replace=False):
            sentence = said(str(name), pace)
            part = sentence[: max(0, length - at)]
            total[at : at + len(part)] += part
            at += len(sentence) + int(rng.uniform(0.15, 0.7) * STUDIO_HZ)
    return total


def programme(rng: np.random.Generator, length: int, languages: tuple[str, ...]) -> Samples:
    """`length` samples of programme in sections of 15 to 60 s."""
    total = np.empty(length, np.float32)
    at = 0
    while at < length:
        section = min(length - at, int(rng.uniform(15, 60) * STUDIO_HZ))
        total[at : at + section] = _section(rng, KINDS[int(rng.integers(len(KINDS)))], section, languages)
        at += section
    return total


def _section(rng: np.random.Generator, kind: str, length: int, languages: tuple[str, ...]) -> Samples:
    if kind == "music":
        return piece(rng, length)
    total = speech(rng, length, languages)
    if kind == "talk over music":
        return total + np.float32(rng.uniform(0.15, 0.4)) * piece(rng, length)
    # seven seconds of noise over and over: a quarter of the cost of noise throughout, and as quiet
    noise = np.float32(ROOM) * rng.standard_normal(7 * STUDIO_HZ).astype(np.float32)
    return total + np.resize(noise, length)
