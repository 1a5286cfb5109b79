"""Several versions may claim the same recorded time. The one with most evidence has it; equals are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dauys.sightings.piece import CURVE_MS, Piece

DECIDES_NATS = 40
"""A rival that the evidence puts no further behind is not decided against."""
ALIKE_NATS = 2
"""What one cell may differ by where two versions have the same sound."""
SHARED_OF_SHORTER = 0.35
"""Two claims that share more than this of the shorter one are about the same airing."""


def settle(found: Sequence[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each airing's best piece, and the rivals that cannot be told from it."""
    left = sorted(found, key=lambda one: (-one.nats, one.start_ms, one.spot))
    taken: list[tuple[Piece, list[Piece]]] = []
    for one in left:
        winner = next((entry for entry in taken if _same_time(entry[0], one)), None)
        if winner is None:
            taken.append((one, []))
        elif (
            one.spot != winner[0].spot
            and all(one.spot != other.spot for other in winner[1])
            and behind(winner[0], one) <= DECIDES_NATS
        ):
            winner[1].append(one)
    yield from taken


def _same_time(one: Piece, other: Piece) -> bool:
    shared = min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)
    shorter = min(one.end_ms - one.start_ms, other.end_ms - other.start_ms)
    return shared > SHARED_OF_SHORTER * shorter


def behind(winner: Piece, rival: Piece) -> int:
    """Nats by which the rival explains the winner's recorded time worse than the winner does."""
    total = 0
    for cell in winner.present_cells():
        at = rival.spot_ms(winner.recorded_ms((cell + 0.5) * CURVE_MS))
        there = int(at // CURVE_MS)
        apart = winner.curve[cell] - (rival.curve[there] if 0 <= there < len(rival.curve) else 0)
        total += apart if abs(apart) > ALIKE_NATS else 0
    return total
