"""Pieces of airings: a match as this stage weighs it, and the joining of pieces that a splice tore apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dauys.sound import Match

CURVE_MS = 100
SEAM_MS = 500
"""Two pieces of one version belong to one airing where the second starts this near to the first one's end."""
OVERLAP_MS = 6000
"""Where the two sides of a splice resemble each other, both pieces claim the seam."""
OWN_NATS_MIN = 100
SPLICE_MS_MIN = 250
SPEEDS_APART_MAX = 0.02


@dataclass(frozen=True, slots=True)
class Piece:
    """A version's presence in a recording. Times as in `Match`; `curve` is nats per 0.1 s of the spot.

    missing_ms: every interval of the spot that was not heard, its head and tail included.
    lines: for each line joined here the spot time from which it holds, the recorded time of the spot's
    start, and the speed.
    """

    spot: str
    spot_length_ms: int
    start_ms: int
    end_ms: int
    spot_start_ms: int
    spot_end_ms: int
    speed: float
    pitch: float
    score: float
    curve: tuple[int, ...]
    covered: tuple[int, ...]
    swing_db: float
    votes: int
    missing_ms: tuple[tuple[int, int], ...]
    lines: tuple[tuple[int, int, float], ...]

    def present_cells(self) -> list[int]:
        """The 0.1 s cells of the spot that are not wholly missing."""
        return [
            cell
            for cell in range(len(self.curve))
            if not any(a <= cell * CURVE_MS and (cell + 1) * CURVE_MS <= b for a, b in self.missing_ms)
        ]

    @property
    def present_ms(self) -> int:
        """How much of the spot was heard."""
        return self.spot_length_ms - sum(b - a for a, b in self.missing_ms)

    @property
    def nats(self) -> int:
        """Evidence over what is claimed to be present."""
        return sum(self.curve[cell] for cell in self.present_cells())

    def recorded_ms(self, spot_ms: float) -> float:
        """Where in the recording that moment of the spot falls."""
        line = [line for line in self.lines if line[0] <= spot_ms] or [self.lines[0]]
        return line[-1][1] + line[-1][2] * spot_ms

    def spot_ms(self, recorded_ms: float) -> float:
        """The moment of the spot that falls on that moment of the recording."""
        best = self.lines[0]
        for line in self.lines[1:]:
            if recorded_ms >= line[1] + line[2] * line[0]:
                best = line
        return (recorded_ms - best[1]) / best[2]


def pieces(matches: Iterable[Match]) -> list[Piece]:
    """Each match as a piece of its own."""
    found = []
    for one in matches:
        missing = [(0, one.spot_start_ms), *one.missing_ms, (one.spot_end_ms, one.spot_length_ms)]
        found.append(
            Piece(
                spot=one.spot,
                spot_length_ms=one.spot_length_ms,
                start_ms=one.start_ms,
                end_ms=one.end_ms,
                spot_start_ms=one.spot_start_ms,
                spot_end_ms=one.spot_end_ms,
                speed=one.speed,
                pitch=one.pitch,
                score=one.score,
                curve=tuple(one.curve().tolist()),
                covered=tuple(one.covered),
                swing_db=one.swing_db,
                votes=one.votes,
                missing_ms=tuple((a, b) for a, b in missing if b > a),
                lines=((0, one.line_start_ms, one.speed),),
            )
        )
    return found


def joined(found: Sequence[Piece]) -> list[Piece]:
    """Pieces of one version that follow each other and skip a part of the spot become one."""
    whole: list[Piece] = []
    for one in sorted(
        _of_their_own(found), key=lambda piece: (piece.spot, piece.start_ms, piece.spot_start_ms)
    ):
        for place, before in enumerate(whole):
            if _spliced(before, one):
                whole[place] = _join(before, one)
                break
        else:
            whole.append(one)
    return whole


def _of_their_own(found: Sequence[Piece]) -> list[Piece]:
    """The pieces that explain some time which no better piece of the same version explains already."""
    kept: list[Piece] = []
    for one in sorted(found, key=lambda piece: (-piece.nats, piece.start_ms, piece.spot)):
        better = [
            other
            for other in kept
            if other.spot == one.spot and other.start_ms < one.end_ms and one.start_ms < other.end_ms
        ]
        own = sum(
            one.curve[cell]
            for cell in one.present_cells()
            if not any(o.start_ms <= one.recorded_ms((cell + 0.5) * CURVE_MS) < o.end_ms for o in better)
        )
        if not better or own >= OWN_NATS_MIN:
            kept.append(one)
    return kept


def _spliced(before: Piece, after: Piece) -> bool:
    skipped = after.spot_ms(before.end_ms) - before.spot_ms(before.end_ms)
    return (
        before.spot == after.spot
        and -OVERLAP_MS <= after.start_ms - before.end_ms <= SEAM_MS
        and skipped >= SPLICE_MS_MIN
        and before.spot_start_ms < after.spot_start_ms
        and before.spot_end_ms < after.spot_end_ms
        and abs(after.speed - before.speed) <= SPEEDS_APART_MAX
    )


def _join(before: Piece, after: Piece) -> Piece:
    """One airing of both. Where both claim a moment, the seam lies where the evidence changes sides."""
    left, right = _seam(before, after)
    seam = (left + right) // 2
    cell = seam // CURVE_MS
    longer = max(before, after, key=lambda piece: piece.spot_end_ms - piece.spot_start_ms)
    inner = [gap for gap in before.missing_ms if gap[1] <= left]
    inner += [(left, right)]
    inner += [gap for gap in after.missing_ms if gap[0] >= right]
    weights = before.present_ms, after.present_ms
    return replace(
        longer,
        start_ms=before.start_ms,
        end_ms=after.end_ms,
        spot_start_ms=before.spot_start_ms,
        spot_end_ms=after.spot_end_ms,
        votes=before.votes + after.votes,
        score=(before.score * weights[0] + after.score * weights[1]) / max(1, sum(weights)),
        curve=before.curve[:cell] + after.curve[cell:],
        covered=before.covered[:cell] + after.covered[cell:],
        missing_ms=tuple(inner),
        lines=(*before.lines, (seam, after.lines[-1][1], after.lines[-1][2])),
    )


def _seam(before: Piece, after: Piece) -> tuple[int, int]:
    """Spot times at which the first piece ends and the second begins."""
    if after.start_ms >= before.end_ms:
        return before.spot_end_ms, after.spot_start_ms
    moments = range(after.start_ms, before.end_ms + 1, CURVE_MS // 2)

    def nats(moment: int) -> int:
        return sum(
            _nats_at(before, at) if at < moment else _nats_at(after, at)
            for at in range(after.start_ms, before.end_ms, CURVE_MS // 2)
        )

    best = max(moments, key=nats)
    return round(before.spot_ms(best)), round(after.spot_ms(best))


def _nats_at(piece: Piece, recorded_ms: int) -> int:
    cell = int(piece.spot_ms(recorded_ms) // CURVE_MS)
    return piece.curve[cell] if 0 <= cell < len(piece.curve) else 0
