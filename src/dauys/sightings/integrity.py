"""How an airing departs from the registered version, read from the piece's curves."""

from __future__ import annotations

from dauys.domain.sightings import Integrity
from dauys.sightings.piece import Piece

CUT_MS_MIN = 300
"""A head, tail or hole is a cut from here on; a shorter one cannot be told from an edge."""
SPEED_APART = 0.005
PITCH_APART = 0.005
COVERED_CELLS, COVERED_PERCENT, SWING_DB = 30, 22, 3.0
"""Another sound stands over the spot where it hides this share of 3 s, and moves more than noise does."""


def integrity(airing: Piece) -> frozenset[Integrity]:
    """The set of DESIGN §5; empty means whole."""
    flags = set()
    for start, end in airing.missing_ms:
        if end - start >= CUT_MS_MIN:
            if start == 0:
                flags.add(Integrity.CUT_START)
            elif end == airing.spot_length_ms:
                flags.add(Integrity.CUT_END)
            else:
                flags.add(Integrity.CUT_MIDDLE)
    if abs(airing.speed - 1) > SPEED_APART:
        flags.add(Integrity.SPEED_CHANGED)
    if abs(airing.pitch - 1) > PITCH_APART:
        flags.add(Integrity.PITCH_CHANGED)
    if is_overlapped(airing):
        flags.add(Integrity.OVERLAPPED)
    return frozenset(flags)


def is_overlapped(airing: Piece) -> bool:
    """Whether a voice, music or the like stands over the spot, which steady noise does not."""
    return covered_percent(airing) >= COVERED_PERCENT and airing.swing_db >= SWING_DB


def covered_percent(airing: Piece) -> float:
    """How much of its most covered 3 s another sound hides."""
    covered = [airing.covered[cell] for cell in airing.present_cells()]
    if len(covered) <= COVERED_CELLS:
        return sum(covered) / max(1, len(covered))
    starts = range(len(covered) - COVERED_CELLS + 1)
    return max(sum(covered[i : i + COVERED_CELLS]) for i in starts) / COVERED_CELLS
