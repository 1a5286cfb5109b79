"""Whether a sighting stands by itself or waits for a person, and what the person should listen for."""

from __future__ import annotations

from dauys.sightings.integrity import SWING_DB, is_overlapped
from dauys.sightings.piece import CURVE_MS, Piece

PRESENT_MS_MIN = 4_800
"""Cuts of five seconds are promised, less a border's error. What is shorter is often the end of a bed alone,
which another spot over the same music ends with too: a person listens."""
WHOLE_SHARE, WHOLE_MS_MIN = 0.9, 2_500
NATS_MIN, NATS_PER_VOTE = 60, 2
OVERLAPPED_NATS_MIN = 30
"""A second of a spot that shows beside another sound. Under speech airings show over twice as much; other
music of the same score, which chance lays along the spot, shows a fifth of it."""
LONGEST_MS_MIN = 8_000
CONTRADICTED_NATS, CONTRADICTED_SHARE_MAX = -25, 0.2
DROWNED_NATS = -40
"""Under steady noise a second may look this poor and say nothing."""


def standing(airing: Piece) -> str:
    """Empty for an airing that may be accepted, else the reason (a word) for which a person must listen."""
    whole = airing.present_ms >= max(WHOLE_MS_MIN, WHOLE_SHARE * airing.spot_length_ms)
    if airing.present_ms < PRESENT_MS_MIN and not whole:
        return "short"
    if not whole and longest_ms(airing) < PRESENT_MS_MIN and airing.present_ms < airing.spot_length_ms // 2:
        return "short"
    if airing.present_ms < airing.spot_length_ms // 2 and is_overlapped(airing):
        return "covered"
    if is_overlapped(airing) and airing.nats * 1000 < OVERLAPPED_NATS_MIN * airing.present_ms:
        return "faint"
    if max(0, airing.nats) + NATS_PER_VOTE * airing.votes < NATS_MIN:
        return "faint"
    if contradicted_share(airing) > CONTRADICTED_SHARE_MAX or (
        longest_ms(airing) < LONGEST_MS_MIN and _torn(airing)
    ):
        return "contradicted"
    return ""


def longest_ms(airing: Piece) -> int:
    """The longest part of the spot that was heard without a hole."""
    ends = [0, *(end for gap in airing.missing_ms for end in gap), airing.spot_length_ms]
    return max(b - a for a, b in zip(ends[::2], ends[1::2], strict=True))


def _torn(airing: Piece) -> bool:
    """Whether several holes part what was heard: chance likeness of a bed looks so, airings do not."""
    return sum(a > 0 and b < airing.spot_length_ms for a, b in airing.missing_ms) > 1


def contradicted_share(airing: Piece) -> float:
    """Share of the claimed seconds in which the evidence speaks clearly against the spot."""
    cells = airing.present_cells()
    span = 1000 // CURVE_MS
    seconds = [sum(airing.curve[cell] for cell in cells[i : i + span]) for i in range(0, len(cells), span)]
    least = DROWNED_NATS if airing.swing_db < SWING_DB else CONTRADICTED_NATS
    return sum(nats < least for nats in seconds) / max(1, len(seconds))
