"""Endless programme from few hours of sources: each passage is a mixture that was not heard before."""

from __future__ import annotations

import numpy as np

from eval.corpus.casting import Cast
from eval.corpus.channel import equalised
from eval.corpus.levels import at_level
from eval.corpus.library import RATE, Library

PASSAGE_S = (12.0, 60.0)
SPEED = (0.8, 1.25)
AS_IT_IS_SHARE = 0.3
"""Share of passages that keep their own speed; the rest are resampled anywhere in SPEED."""
KINDS = ("talk", "music", "talk_over_music", "two_songs")
KIND_SHARES = (0.35, 0.25, 0.3, 0.1)


class Programme:
    """Hands out programme in order; two programmes with other generators share sources but no passage."""

    def __init__(self, library: Library, cast: Cast, random: np.random.Generator) -> None:
        self.library, self.cast, self.random = library, cast, random
        self.rest = np.zeros(0, np.float32)

    def take(self, count: int) -> np.ndarray:
        """The next float32[count]."""
        pieces = [self.rest]
        have = len(self.rest)
        while have < count:
            pieces.append(self.passage())
            have += len(pieces[-1])
        sound = np.concatenate(pieces)
        self.rest = sound[count:]
        return sound[:count]

    def passage(self) -> np.ndarray:
        """One passage of 12 to 60 s at a random level and colour."""
        length = round(float(self.random.uniform(*PASSAGE_S)) * RATE)
        kind = self.random.choice(KINDS, p=KIND_SHARES)
        if kind == "talk":
            sound = self.talk(length)
        elif kind == "music":
            sound = self.song(length)
        elif kind == "two_songs":
            sound = at_level(self.song(length), -20) + at_level(self.song(length), -20)
        else:
            sound = at_level(self.talk(length), -20) + at_level(
                self.song(length), self.random.uniform(-34, -24)
            )
        colour = tuple(float(gain) for gain in self.random.uniform(-6, 6, 3))
        return at_level(equalised(sound, colour), float(self.random.uniform(-24, -17)))

    def speed(self) -> float:
        """Source samples per programme sample."""
        return 1.0 if self.random.random() < AS_IT_IS_SHARE else float(self.random.uniform(*SPEED))

    def song(self, length: int) -> np.ndarray:
        """An excerpt of any programme song, at any speed; float32[length]."""
        step = self.speed()
        key = int(self.random.choice(self.cast.programme_songs))
        needed = int(length * step) + 2
        spare = self.library.sounds[key].length - needed
        source = self.library.read(key, int(self.random.integers(0, max(1, spare))), needed)
        return source[:length] if step == 1.0 else stepped(source, step, length)

    def talk(self, length: int) -> np.ndarray:
        """Lines with pauses, all at one speed; float32[length]."""
        step = self.speed()
        needed = int(length * step) + 2
        source = np.zeros(needed, np.float32)
        at = 0
        while at < needed:
            key = int(self.random.choice(self.cast.programme_lines))
            line = at_level(self.library.read(key, 0, self.library.sounds[key].length), -20)[: needed - at]
            source[at : at + len(line)] = line
            at += len(line) + round(float(self.random.uniform(0.1, 0.7)) * RATE)
        return source[:length] if step == 1.0 else stepped(source, step, length)


def stepped(source: np.ndarray, step: float, length: int) -> np.ndarray:
    """Linear interpolation at every `step` samples: coarse and cheap, good enough for distraction."""
    at = np.arange(length) * step
    whole = at.astype(np.int64)
    part = (at - whole).astype(np.float32)
    return source[whole] * (1 - part) + source[whole + 1] * part
