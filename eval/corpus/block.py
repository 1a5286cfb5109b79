"""A block: airings with what stands around them, sent through one channel together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eval.corpus.airing import Airing
from eval.corpus.channel import am_band, compressed, equalised, noise
from eval.corpus.encode import Carrier, through
from eval.corpus.levels import active_power, at_level, faded
from eval.corpus.library import RATE
from eval.corpus.programme import Programme

AROUND_S = (4.0, 8.0)
EDGE_FADE_S = 0.005
VOICE_PART_S_MIN = 3.0
CODECS = {
    "aac": ("m4a", (22050, 32000, 44100)),
    "mp3": ("mp3", (22050, 32000, 44100)),
    "mp2": ("mp2", (22050, 24000, 32000)),
    "opus": ("opus", (48000,)),
}
Placed = list[tuple[int, Airing]]


@dataclass
class Surroundings:
    """Where airings' neighbours come from."""

    programme: Programme
    ads: list[np.ndarray]
    random: np.random.Generator

    def beside(self) -> np.ndarray:
        """What stands right before or after an airing: an advertisement or 4 to 8 s of programme."""
        if self.random.random() < 0.5:
            return self.ads[int(self.random.integers(len(self.ads)))]
        return self.programme.take(round(float(self.random.uniform(*AROUND_S)) * RATE))


def assembled(airings: list[Airing], around: Surroundings) -> tuple[np.ndarray, Placed]:
    """The airings butted together between two neighbours, through the channel of their class.

    Returns the block's sound and each airing with the sample of the block at which it starts.
    """
    pieces = [around.beside(), *(airing.sound for airing in airings), around.beside()]
    if around.random.random() < 0.5:
        pieces = [faded(piece, EDGE_FADE_S) for piece in pieces]
    starts = np.cumsum([0, *map(len, pieces)])
    placed = [(int(start), airing) for start, airing in zip(starts[1:-2], airings, strict=True)]
    return carried(np.concatenate(pieces), placed, around), placed


def carried(sound: np.ndarray, placed: Placed, around: Surroundings) -> np.ndarray:
    """The block after its class's channel. Levels of noise and voices refer to the airing's active power."""
    start, airing = placed[0]
    random, parameter = around.random, airing.parameter
    name = airing.kind.name.removeprefix("beyond_")
    stop = start + len(airing.sound)
    if name in CODECS:
        return through(sound, carrier(name, round(parameter), random))
    if name == "am_lowpass":
        return am_band(sound)
    if name == "gain":
        return sound * np.float32(10 ** (parameter / 20))
    if name in ("compressor_eq", "combo"):
        colour = tuple(float(gain) for gain in random.uniform(-8, 8, 3))
        ratio = parameter if name == "compressor_eq" else 3.0
        sound = compressed(equalised(sound, colour), float(random.uniform(-36, -26)), ratio)
        return (
            through(sound, carrier(str(random.choice(list(CODECS))), 32, random))
            if name == "combo"
            else sound
        )
    if name.startswith("noise"):
        colour_name = str(random.choice(("white", "pink")))
        level = np.sqrt(active_power(airing.sound) / 10 ** (parameter / 10))
        return roomy(sound + np.float32(level) * noise(len(sound), colour_name, random))
    if name.startswith("voice_over"):
        airing.overlapped = True
        first, last = (
            (start - RATE // 2, stop + RATE // 2) if name == "voice_over" else part(start, stop, random)
        )
        voice = around.programme.talk(last - first)
        level_db = 10 * np.log10(active_power(airing.sound)) - parameter
        sound = sound.copy()
        sound[first:last] += faded(at_level(voice, level_db), 0.02)
        return roomy(sound)
    return sound


def part(start: int, stop: int, random: np.random.Generator) -> tuple[int, int]:
    """A stretch of at least 3 s and at most two thirds of the airing, within it."""
    least = round(VOICE_PART_S_MIN * RATE)
    length = int(random.integers(least, max(least + 1, (stop - start) * 2 // 3)))
    first = int(random.integers(start, stop - length))
    return first, first + length


def roomy(sound: np.ndarray) -> np.ndarray:
    """The sound turned down as a whole where it would clip."""
    return sound * np.float32(min(1.0, 0.98 / float(np.abs(sound).max())))


def carrier(codec: str, kbit_s: int, random: np.random.Generator) -> Carrier:
    """A mono carrier for re-encoding at one of the rates the codec is used with."""
    ending, rates = CODECS[codec]
    return Carrier(ending, codec, int(random.choice(rates)), 1, kbit_s)
