"""One airing: a spot after one class of treatment, with what is true of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from eval.corpus.classes import Class
from eval.corpus.library import RATE
from eval.corpus.score import Spot
from eval.corpus.stretch import filtered, pitched, resampled, stretched

CHANGED_MIN = 0.005
"""A speed or pitch counts as changed beyond half a per cent."""
EDGE_S = 1.2
"""A cut or hole leaves at least this much of the spot on its other side."""
Parts = list[tuple[int, int]]


@dataclass
class Airing:
    """The treated sound and its truth; `parts` are the spot's samples that are present, in order."""

    spot: Spot
    kind: Class
    parameter: float
    sound: np.ndarray
    parts: Parts
    speed: float = 1.0
    pitch: float = 1.0
    overlapped: bool = False
    undecidable_with: list[str] = field(default_factory=list)

    def integrity(self) -> str:
        """`whole`, or the joined set of what was done to the spot."""
        found = set()
        if self.parts[0][0] > 0:
            found.add("cut_start")
        if self.parts[-1][1] < self.spot.length:
            found.add("cut_end")
        if len(self.parts) > 1:
            found.add("cut_middle")
        if self.overlapped:
            found.add("overlapped")
        if abs(self.speed - 1) > CHANGED_MIN:
            found.add("speed_changed")
        if abs(self.pitch - 1) > CHANGED_MIN:
            found.add("pitch_changed")
        return "+".join(sorted(found)) or "whole"

    def missing_ms(self) -> str:
        """The spot's missing intervals as `a-b;c-d` in milliseconds of the spot."""
        edges = [0, *(edge for part in self.parts for edge in part), self.spot.length]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        return ";".join(f"{round(a * 1000 / RATE)}-{round(b * 1000 / RATE)}" for a, b in gaps if b > a)


def aired(
    spot: Spot,
    sound: np.ndarray,
    kind: Class,
    parameter: float,
    random: np.random.Generator,
    filler: np.ndarray,
) -> Airing:
    """Treats the spot's own sound; `filler` (a few seconds of other sound) closes holes.

    What the channel does (codec, noise, voices, AM, compressor) is done later, over its surroundings too.
    """
    name = kind.name.removeprefix("beyond_")
    whole: Parts = [(0, spot.length)]
    airing = Airing(spot, kind, parameter, sound, whole)
    tempo = stretched if random.random() < 0.5 else filtered
    if name in ("speed", "combo"):
        airing.sound = resampled(sound, parameter)
        airing.speed, airing.pitch = len(airing.sound) / len(sound), 1 / parameter
    elif name == "tempo":
        airing.sound, airing.speed = tempo(sound, parameter), parameter
    elif name == "pitch":
        airing.sound, airing.pitch = pitched(sound, parameter, tempo), parameter
    elif name.startswith("cut"):
        airing.parts = [kept(spot, name, parameter, random)]
        airing.sound = sound[slice(*airing.parts[0])]
    elif name in ("hole", "splice"):
        start, stop = middle(spot, parameter, random)
        airing.parts = [(0, start), (stop, spot.length)]
        between = [filler[: stop - start]] if name == "hole" else []
        airing.sound = np.concatenate([sound[:start], *between, sound[stop:]])
    return airing


def kept(spot: Spot, name: str, seconds: float, random: np.random.Generator) -> tuple[int, int]:
    """The samples a cut leaves: from the start, the middle or the end (`cut` alone: any of them)."""
    length = round(seconds * RATE)
    where = name.removeprefix("cut_to_") if name != "cut" else str(random.choice(("start", "middle", "end")))
    if where == "start":
        return 0, length
    if where == "end":
        return spot.length - length, spot.length
    edge = round(EDGE_S * RATE)
    start = int(random.integers(edge, spot.length - length - edge))
    return start, start + length


def middle(spot: Spot, seconds: float, random: np.random.Generator) -> tuple[int, int]:
    """The samples a hole takes out, at least twice EDGE_S from both ends."""
    length = round(seconds * RATE)
    edge = round(2 * EDGE_S * RATE)
    start = int(random.integers(edge, spot.length - length - edge))
    return start, start + length
