"""From what the ear heard along single lines to sightings: one per airing, with its rivals named."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.domain.intervals import Interval
from dauys.domain.sightings import Sighting, Standing, VersionId
from dauys.sightings.integrity import integrity
from dauys.sightings.piece import Piece, joined, pieces
from dauys.sightings.rivals import settle
from dauys.sightings.standing import standing
from dauys.sightings.words import why
from dauys.sound import Match

PRESENT_MS_MIN = 2_000
"""Less of a spot than this is a likeness of moments, which every programme has, and no claim."""


def sightings(matches: Sequence[Match]) -> list[Sighting]:
    """One sighting per airing, in order of time: the best version where several claim the same time."""
    found = []
    for airing, undecided in settle(joined(pieces(matches))):
        if airing.present_ms < min(PRESENT_MS_MIN, 0.8 * airing.spot_length_ms):
            continue
        found.append(_sighting(airing, tuple(VersionId.parse(other.spot) for other in undecided)))
    return sorted(found, key=lambda one: (one.start_ms, one.end_ms, str(one.version)))


def _sighting(airing: Piece, undecided: tuple[VersionId, ...]) -> Sighting:
    flags = integrity(airing)
    stand = standing(airing)
    return Sighting(
        version=VersionId.parse(airing.spot),
        start_ms=airing.start_ms,
        end_ms=airing.end_ms,
        spot_start_ms=airing.spot_start_ms,
        spot_end_ms=airing.spot_end_ms,
        score_pm=round(airing.score * 1000),
        speed_ppm=round(airing.speed * 1_000_000),
        integrity=flags,
        missing=tuple(Interval(a, b) for a, b in airing.missing_ms),
        undecided_with=undecided,
        standing=Standing.DOUBTFUL if stand else Standing.ACCEPTED,
        why=why(airing, flags, undecided, stand),
    )
