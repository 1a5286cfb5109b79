"""Pieces of music from a number: chords, bass, melody and drums, each piece in its own key, tempo and timbre.

The same number gives the same score everywhere; two numbers give pieces that do not resemble each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dauys.examples.rehearsal.instruments import (
    STUDIO_HZ,
    Instrument,
    Samples,
    hat,
    keys,
    kick,
    organ,
    snare,
    strings,
)

SCALES = (
    (0, 2, 4, 5, 7, 9, 11),
    (0, 2, 3, 5, 7, 8, 10),
    (0, 2, 3, 5, 7, 9, 10),
    (0, 2, 4, 5, 7, 9, 10),
    (0, 1, 3, 5, 7, 8, 10),
)
PROGRESSIONS = (
    (0, 4, 5, 3),
    (0, 5, 3, 4),
    (0, 3, 4, 4),
    (5, 3, 0, 4),
    (0, 2, 3, 4),
    (0, 6, 5, 4),
    (0, 3, 0, 4),
    (1, 4, 0, 0),
)
STEPS = 8
"""Steps of a bar: quavers."""


@dataclass(slots=True)
class Band:
    """The players of one piece; a note once rendered is kept, since music repeats its notes."""

    rng: np.random.Generator
    lead: Instrument
    chord: Instrument
    bass: Instrument
    _notes: dict[tuple[int, int, int], Samples] = field(default_factory=dict)

    def note(self, player: int, midi: int, length: int) -> Samples:
        """The note `midi` by lead (0), chord (1) or bass (2)."""
        key = (player, midi, length)
        if key not in self._notes:
            hz = 440.0 * 2 ** ((midi - 69) / 12)
            self._notes[key] = (self.lead, self.chord, self.bass)[player](hz, length)
        return self._notes[key]


@dataclass(frozen=True, slots=True)
class Score:
    """What makes a piece the piece it is. step: samples of a quaver; motifs: bars of (step, degree, held)."""

    rng: np.random.Generator
    players: Band
    scale: tuple[int, ...]
    root: int
    step: int
    chords: tuple[int, ...]
    motifs: list[list[tuple[int, int, int]]]
    bass_figure: list[int]
    drums: list[tuple[list[int], Samples]]


def generator(seed: int, label: str) -> np.random.Generator:
    """The stream of random numbers for one purpose."""
    return np.random.default_rng((seed, crc32(label.encode())))


def band(rng: np.random.Generator) -> Band:
    """Players with timbres of their own."""

    def player(low: float) -> Instrument:
        kind = int(rng.integers(4))
        if kind == 0:
            strengths = tuple(float(s) for s in rng.uniform(0.05, 1, 6) / np.arange(1, 7) ** low)
            return organ(strengths, float(rng.uniform(0.01, 0.12)))
        if kind == 1:
            return strings(rng, float(rng.uniform(0.988, 0.998)))
        ratio = float(rng.choice((1, 2, 3, 1.5, 3.5, 1.41, 4)))
        return keys(ratio, float(rng.uniform(0.5, 4)), float(rng.uniform(1.5, 6)))

    return Band(rng, player(0.6), player(1.2), player(1.6))


def piece(rng: np.random.Generator, length: int) -> Samples:
    """`length` samples of music at STUDIO_HZ, RMS 0.1."""
    score = _score(rng)
    bar_length = STEPS * score.step
    bars = length // bar_length + 1
    total = np.zeros(bars * bar_length + 2 * STUDIO_HZ, np.float32)
    for bar in range(bars):
        _play_bar(total[bar * bar_length :], score, score.chords[bar % len(score.chords)])
    return _levelled(total[:length])


def jingle(rng: np.random.Generator, length: int) -> Samples:
    """Four or five quick notes over one that lasts all the `length` samples, RMS 0.1."""
    players, scale = band(rng), SCALES[int(rng.integers(2))]
    root, step = int(rng.integers(52, 64)), int(STUDIO_HZ * rng.uniform(0.11, 0.17))
    total = np.zeros(length, np.float32)
    for place in range(int(rng.integers(4, 6))):
        midi = _pitch(root + 12, scale, int(rng.integers(0, 8)))
        note = players.note(0, midi, max(step, length - place * step))
        _add(total, place * step, note[: length - place * step], 0.8)
    # what is sustained to the end gives the spot an end that can be heard, and so a true one
    sustained = organ((1.0, 0.5, 0.3, 0.2), 0.02)(440.0 * 2 ** ((root - 69) / 12), length)
    _add(total, 0, sustained, 0.5)
    return _levelled(total)


def _score(rng: np.random.Generator) -> Score:
    figure = rng.random(STEPS) < 0.5
    figure[0] = True
    return Score(
        rng,
        band(rng),
        SCALES[int(rng.integers(len(SCALES)))],
        int(rng.integers(45, 57)),
        int(STUDIO_HZ * 30 / rng.uniform(76, 152)),
        PROGRESSIONS[int(rng.integers(len(PROGRESSIONS)))],
        [_motif(rng) for _ in range(3)],
        _steps(figure),
        _drums(rng),
    )


def _play_bar(total: Samples, score: Score, degree: int) -> None:
    """Adds one bar over the chord of that degree at the beginning of `total`."""
    rng, players, scale, step = score.rng, score.players, score.scale, score.step
    for third in (0, 2, 4):
        midi = _pitch(score.root, scale, degree + third)
        _add(total, 0, players.note(1, midi, STEPS * step), 0.28)
    low = players.note(2, _pitch(score.root - 12, scale, degree), 2 * step)
    for place in score.bass_figure:
        _add(total, place * step, low, 0.5)
    shift = int(rng.integers(-2, 3)) + degree
    for place, tone, hold in score.motifs[int(rng.integers(len(score.motifs)))]:
        midi = _pitch(score.root + 12, scale, tone + shift)
        _add(total, place * step, players.note(0, midi, hold * step), 0.6)
    for strokes, sound in score.drums:
        for place in strokes:
            _add(total, place * step, sound, 0.5)


def _motif(rng: np.random.Generator) -> list[tuple[int, int, int]]:
    """A bar of melody: (step, degree, steps held)."""
    tone, notes = int(rng.integers(0, 5)), []
    for onset in _steps(rng.random(STEPS) < 0.55):
        notes.append((onset, tone, int(rng.integers(1, 4))))
        tone = min(9, max(-3, tone + int(rng.integers(-2, 3))))
    return notes


def _drums(rng: np.random.Generator) -> list[tuple[list[int], Samples]]:
    """The strokes of a bar with their sounds; one piece in four has none."""
    if rng.random() < 0.25:
        return []
    return [
        ([0, 4] if rng.random() < 0.5 else [0, 3, 6], kick(float(rng.uniform(40, 70)))),
        ([2, 6], snare(rng, float(rng.uniform(160, 260)))),
        (_steps(rng.random(STEPS) < 0.7), hat(rng, float(rng.uniform(30, 90)))),
    ]


def _steps(played: NDArray[np.bool_]) -> list[int]:
    """The places of a bar at which something is played."""
    return [int(place) for place in np.flatnonzero(played)]


def _pitch(root: int, scale: tuple[int, ...], degree: int) -> int:
    """The MIDI note of a scale's degree, counted on over octaves."""
    octave, place = divmod(degree, len(scale))
    return root + 12 * octave + scale[place]


def _add(total: Samples, at: int, sound: Samples, gain: float) -> None:
    room = len(total) - at
    total[at : at + len(sound)] += np.float32(gain) * sound[:room]


def _levelled(samples: Samples) -> Samples:
    """The same at RMS 0.1."""
    return samples * np.float32(0.1 / max(1e-6, float(np.sqrt(np.mean(samples**2)))))
