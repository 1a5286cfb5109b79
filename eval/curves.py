"""Recall against each parameter, within the promised range and beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.logs import Truth

CHANGE_PERCENT = (-8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8)
KBIT_S = (24, 28, 32, 40, 48, 56, 64.1)
SNR_DB = (-6, -4, -2, 0, 1, 2.5, 5, 7.5, 10, 12.5)


@dataclass(frozen=True)
class Family:
    """Classes that draw one parameter; `edges` bound the bins, each closed below and open above."""

    name: str
    unit: str
    kinds: tuple[str, ...]
    edges: tuple[float, ...]
    is_factor: bool = False


FAMILIES = (
    Family("AAC", "kbit/s", ("aac",), KBIT_S),
    Family("MP3", "kbit/s", ("mp3",), KBIT_S),
    Family("MP2", "kbit/s", ("mp2",), KBIT_S),
    Family("Opus", "kbit/s", ("opus",), KBIT_S),
    Family("Gain", "dB", ("gain",), (-20, -17.5, -15, -12.5, -10)),
    Family("Compressor and EQ", "ratio", ("compressor_eq",), (2, 4, 6, 8)),
    Family("Noise", "dB SNR", ("noise_10", "noise_5", "noise_0", "beyond_noise"), SNR_DB),
    Family("Voice over all", "dB SNR", ("voice_over", "beyond_voice_over"), SNR_DB),
    Family("Voice over a part", "dB SNR", ("voice_over_part",), SNR_DB),
    Family("Speed", "% of tape time", ("speed", "beyond_speed"), CHANGE_PERCENT, is_factor=True),
    Family("Tempo", "% of tape time", ("tempo", "beyond_tempo"), CHANGE_PERCENT, is_factor=True),
    Family("Pitch", "% of frequency", ("pitch", "beyond_pitch"), CHANGE_PERCENT, is_factor=True),
    Family("Combination", "% of tape time", ("combo",), CHANGE_PERCENT, is_factor=True),
    Family(
        "Cut",
        "s kept",
        ("cut_to_start", "cut_to_middle", "cut_to_end", "beyond_cut"),
        (2, 3, 4, 5, 6, 7, 8.1),
    ),
    Family("Hole", "s missing", ("hole",), (1.5, 2, 3, 4.1)),
    Family("Splice", "s missing", ("splice",), (1.5, 2, 3, 4.1)),
)


@dataclass(frozen=True)
class Bin:
    """One step of a curve: airings whose parameter is in [low, high), and how many were found."""

    low: float
    high: float
    n: int
    hits: int


def curve(family: Family, found: Sequence[Truth], missed: Sequence[Truth]) -> list[Bin]:
    """The family's bins that hold at least one airing."""
    hits = [place(family, truth) for truth in found if truth.kind in family.kinds]
    misses = [place(family, truth) for truth in missed if truth.kind in family.kinds]
    bins = []
    for low, high in zip(family.edges, family.edges[1:], strict=False):
        n_hits = sum(low <= value < high for value in hits)
        n_misses = sum(low <= value < high for value in misses)
        if n_hits + n_misses:
            bins.append(Bin(low, high, n_hits + n_misses, n_hits))
    return bins


def place(family: Family, truth: Truth) -> float:
    """Where an airing stands on the family's axis: factors as change in per cent."""
    return (truth.parameter - 1) * 100 if family.is_factor else truth.parameter
