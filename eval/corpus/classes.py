"""The classes of airing: how many of each, and how each parameter is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Between:
    """Draws any value from `low` to `high`."""

    low: float
    high: float

    def __call__(self, random: np.random.Generator) -> float:
        return float(random.uniform(self.low, self.high))


@dataclass(frozen=True)
class AroundOne:
    """Draws a factor whose distance from 1 is between `near` and `far`, to either side."""

    near: float
    far: float

    def __call__(self, random: np.random.Generator) -> float:
        return 1 + float(random.uniform(self.near, self.far)) * float(random.choice((-1, 1)))


@dataclass(frozen=True)
class OneOf:
    """Draws one of few values: MP3 and MP2 know fixed bit rates alone."""

    values: tuple[float, ...]

    def __call__(self, random: np.random.Generator) -> float:
        return float(random.choice(self.values))


NOTHING = OneOf((0.0,))


@dataclass(frozen=True)
class Class:
    """`parameter` names what is drawn (with its unit); `spots` which spots may be aired in it."""

    name: str
    parameter: str
    draw: Between | AroundOne | OneOf
    spots: str = "any"


CLASSES = (
    Class("aac", "kbit_s", Between(32, 64)),
    Class("mp3", "kbit_s", OneOf((32, 40, 48, 56, 64))),
    Class("mp2", "kbit_s", OneOf((32, 48, 56, 64))),
    Class("opus", "kbit_s", Between(24, 32)),
    Class("am_lowpass", "none", NOTHING),
    Class("compressor_eq", "ratio", Between(2, 8)),
    Class("gain", "dB", Between(-20, -10)),
    Class("noise_10", "snr_db", Between(7.5, 12.5)),
    Class("noise_5", "snr_db", Between(2.5, 7.5)),
    Class("noise_0", "snr_db", Between(0, 2.5)),
    Class("voice_over", "snr_db", Between(0, 3)),
    Class("voice_over_part", "snr_db", Between(0, 3), "long"),
    Class("speed", "factor", AroundOne(0.0055, 0.04)),
    Class("tempo", "factor", AroundOne(0.0055, 0.04)),
    Class("pitch", "factor", AroundOne(0.0055, 0.03)),
    Class("cut_to_start", "kept_s", Between(5, 8), "long"),
    Class("cut_to_middle", "kept_s", Between(5, 8), "long"),
    Class("cut_to_end", "kept_s", Between(5, 8), "long"),
    Class("hole", "missing_s", Between(1.5, 4), "long"),
    Class("splice", "missing_s", Between(1.5, 4), "long"),
    Class("back_to_back", "none", NOTHING),
    Class("break", "none", NOTHING),
    Class("contains", "none", NOTHING, "shares"),
    Class("version_speech", "none", NOTHING, "speech_pair"),
    Class("version_ending", "none", NOTHING, "ending_pair"),
    Class("combo", "factor", AroundOne(0.0, 0.02)),
    Class("beyond_speed", "factor", AroundOne(0.04, 0.08)),
    Class("beyond_tempo", "factor", AroundOne(0.04, 0.08)),
    Class("beyond_pitch", "factor", AroundOne(0.03, 0.06)),
    Class("beyond_noise", "snr_db", Between(-6, 0)),
    Class("beyond_voice_over", "snr_db", Between(-6, 0)),
    Class("beyond_cut", "kept_s", Between(2, 5), "long"),
)
PAIRED = {"back_to_back": 2, "break": 4}
"""Airings that one draw of these classes makes."""
