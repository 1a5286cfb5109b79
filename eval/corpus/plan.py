"""The plan of a corpus: which airings go into which recording, drawn from a seed before any sound is made."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from eval.corpus.airing import EDGE_S
from eval.corpus.classes import CLASSES, PAIRED, Class
from eval.corpus.encode import Carrier
from eval.corpus.library import RATE
from eval.corpus.score import Spot

SEEDS = {"development": 20201, "test": 20202, "held_out": 20203}
"""The splits, each with the seed of all that is drawn for it."""
LONG_S_MIN = 8 + 2 * EDGE_S + 0.2
AIRING_CARRIERS = (
    Carrier("m4a", "aac", 44100, 2, 96, quick=True),
    Carrier("mp3", "mp3", 22050, 1, 48),
    Carrier("mp2", "mp2", 48000, 2, 128),
    Carrier("opus", "opus", 48000, 1, 32),
    Carrier("ts", "aac", 48000, 2, 128, quick=True),
    Carrier("m4a", "aac", 22050, 1, 48),
    Carrier("mp3", "mp3", 44100, 2, 128, quick=True),
    Carrier("ts", "mp2", 48000, 2, 128),
    Carrier("m4a", "aac", 48000, 1, 64, quick=True),
    Carrier("mp3", "mp3", 44100, 1, 64, quick=True),
)
LISTENING_CARRIERS = (
    Carrier("m4a", "aac", 22050, 1, 32, quick=True),
    Carrier("mp2", "mp2", 22050, 1, 48, quick=True),
    Carrier("mp2", "mp2", 24000, 1, 64, quick=True),
    Carrier("mp3", "mp3", 22050, 1, 32, quick=True),
    Carrier("mp2", "mp2", 22050, 1, 32, quick=True),
    Carrier("ts", "mp2", 24000, 1, 64, quick=True),
)


@dataclass(frozen=True)
class Scale:
    """How large a corpus is: draws per class, airing recordings, and hours of listening without airings."""

    per_class: int
    per_beyond_class: int
    recordings: int
    listening_h: int


SCALES = {
    ("development", "small"): Scale(16, 8, 10, 3),
    ("development", "full"): Scale(40, 20, 18, 12),
    ("test", "small"): Scale(16, 8, 10, 3),
    ("test", "full"): Scale(44, 40, 20, 60),
    ("held_out", "small"): Scale(16, 8, 10, 3),
    ("held_out", "full"): Scale(44, 40, 20, 60),
}


@dataclass(frozen=True)
class Draw:
    """One block to be made: its class, its parameter and the stems of its spots, in order."""

    kind: Class
    parameter: float
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Planned:
    """A recording to be made; without draws it is an hour of listening."""

    name: str
    carrier: Carrier
    draws: tuple[Draw, ...]


def generator(seed: int, name: str) -> np.random.Generator:
    """The generator of one named part, independent of all others."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def planned(register: list[Spot], scale: Scale, seed: int) -> list[Planned]:
    """All recordings of a corpus, airing recordings first."""
    random = generator(seed, "plan")
    draws = []
    for kind in CLASSES:
        count = scale.per_beyond_class if kind.name.startswith("beyond_") else scale.per_class
        draws += drawn(kind, -(-count // PAIRED.get(kind.name, 1)), register, random)
    order = random.permutation(len(draws))
    shuffled = [draws[n] for n in order]
    recordings = [
        Planned(
            f"airings{n + 1:02d}",
            AIRING_CARRIERS[n % len(AIRING_CARRIERS)],
            tuple(shuffled[n :: scale.recordings]),
        )
        for n in range(scale.recordings)
    ]
    listening = [
        Planned(f"listening{n + 1:02d}", LISTENING_CARRIERS[n % len(LISTENING_CARRIERS)], ())
        for n in range(scale.listening_h)
    ]
    return recordings + listening


def drawn(kind: Class, count: int, register: list[Spot], random: np.random.Generator) -> list[Draw]:
    """`count` blocks of one class; spots that may be aired in it take turns in random order."""
    allowed = [spot.stem for spot in register if fits(spot, kind.spots)]
    turns: list[str] = []
    draws = []
    for _ in range(count):
        needed = PAIRED["break"] if kind.name == "break" else 1
        while len(turns) < needed:
            turns += [allowed[n] for n in random.permutation(len(allowed))]
        stems = tuple(turns.pop(0) for _ in range(needed))
        draws.append(Draw(kind, kind.draw(random), stems * 2 if kind.name == "back_to_back" else stems))
    return draws


def fits(spot: Spot, wanted: str) -> bool:
    """Whether a class that wants `any`, `long` or spots of some kind may air the spot."""
    if wanted == "any":
        return True
    if wanted == "long":
        return spot.length >= LONG_S_MIN * RATE
    return spot.kind.startswith(wanted)
