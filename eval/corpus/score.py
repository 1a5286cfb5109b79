"""A spot as a score: layers of library sound on one time line, and how the score becomes sound."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from eval.corpus.levels import faded, gain_to
from eval.corpus.library import RATE, Library

SPEECH_DB, PEAK_MAX = -20.0, 0.99


@dataclass(frozen=True)
class Layer:
    """`length` samples of sound `key` from its sample `source`, heard from sample `at` of the spot on.

    `gain` is linear and stays when a layer is cut or moved; `fade_s` is at both ends.
    """

    key: int
    source: int
    at: int
    length: int
    gain: float
    fade_s: float = 0.01
    role: str = "speech"


@dataclass(frozen=True)
class Spot:
    """A version of a registered spot. `kind` names how it is built; all lengths are samples at RATE."""

    name: str
    version: str
    kind: str
    length: int
    layers: tuple[Layer, ...]

    @property
    def stem(self) -> str:
        """The file's name without its ending, `ID__VERSION`."""
        return f"{self.name}__{self.version}"


def rendered(spot: Spot, library: Library) -> np.ndarray:
    """float32[spot.length]: the layers' sum, clipped, not scaled, so what two versions share stays alike."""
    out = np.zeros(spot.length, np.float32)
    for layer in spot.layers:
        sound = library.read(layer.key, layer.source, layer.length) * np.float32(layer.gain)
        out[layer.at : layer.at + layer.length] += faded(sound, layer.fade_s)
    return np.clip(out, -PEAK_MAX, PEAK_MAX)


def speech(
    lines: list[int],
    library: Library,
    start: int,
    stop: int,
    pause_s: tuple[float, float],
    random: np.random.Generator,
) -> list[Layer]:
    """Spoken lines one after the other from sample `start` on, none past `stop`; used lines leave `lines`."""
    layers = []
    at = start
    while True:
        fits = [key for key in lines[:40] if at + library.sounds[key].length <= stop]
        if not fits:
            return layers
        key = fits[0]
        lines.remove(key)
        length = library.sounds[key].length
        gain = gain_to(library.read(key, 0, length), SPEECH_DB + float(random.uniform(-1, 1)))
        layers.append(Layer(key, 0, at, length, gain))
        at += length + round(random.uniform(*pause_s) * RATE)


def music(
    key: int,
    library: Library,
    at: int,
    length: int,
    level_db: float,
    random: np.random.Generator,
    fade_s: float = 0.02,
    role: str = "bed",
) -> Layer:
    """An excerpt from anywhere in a song, avoiding its quiet first and last two seconds where it can."""
    spare = library.sounds[key].length - length
    edge = min(2 * RATE, spare // 2)
    source = int(random.integers(edge, max(edge + 1, spare - edge)))
    gain = gain_to(library.read(key, source, length), level_db)
    return Layer(key, source, at, length, gain, fade_s, role)


def until(layers: tuple[Layer, ...], stop: int) -> list[Layer]:
    """The layers up to sample `stop`: what goes past it is cut there, with its own fade."""
    return [
        replace(layer, length=min(layer.length, stop - layer.at))
        for layer in layers
        if layer.at + RATE // 10 < stop
    ]


def since(layers: tuple[Layer, ...], start: int, at: int) -> list[Layer]:
    """The layers from sample `start` on, moved so that `start` falls on `at`."""
    out = []
    for layer in layers:
        skipped = max(0, start - layer.at)
        if skipped + RATE // 10 < layer.length:
            out.append(
                replace(
                    layer,
                    source=layer.source + skipped,
                    at=layer.at + skipped - start + at,
                    length=layer.length - skipped,
                )
            )
    return out
