"""How an airing departs from the registered version, read from the piece's curves."""

from __future__ import annotations

from dauys.domain.sightings import Integrity
from dauys.sightings.piece import Piece

CUT_MS_MIN = 300
"""A head, tail or hole is a cut from here on; a shorter one cannot be told from an edge."""
SPEED_APART = 0.005
PITCH_APART = 0.005
COVERED_PERCENT, COVERED_SHARE, SWING_DB = 20, 0.12, 3.2


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
    if covered_share(airing) >= COVERED_SHARE and airing.swing_db >= SWING_DB:
        flags.add(Integrity.OVERLAPPED)
    return frozenset(flags)


def covered_share(airing: Piece) -> float:
    """Share of the present 0.1 s cells over which another sound clearly stands."""
    cells = airing.present_cells()
    return sum(airing.covered[cell] >= COVERED_PERCENT for cell in cells) / max(1, len(cells))
