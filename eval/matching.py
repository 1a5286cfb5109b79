"""Which row of an airing log is which true airing, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.logs import Distractor, Heard, Span, Truth

OVERLAP_MIN = 0.5
"""A row is a hit when it shares at least this part of the shorter of the two intervals."""


@dataclass(frozen=True)
class Hit:
    """A true airing and the row that found it."""

    truth: Truth
    row: Heard

    @property
    def start_error_s(self) -> float:
        """How far the row's start is off, either way."""
        return abs(self.row.start_s - self.truth.start_s)

    @property
    def end_error_s(self) -> float:
        """How far the row's end is off, either way."""
        return abs(self.row.end_s - self.truth.end_s)

    @property
    def wrong_version(self) -> bool:
        """Another version is named, the aired part could decide, and the row does not leave it open."""
        return (
            self.row.stem != self.truth.stem
            and self.row.stem not in self.truth.undecidable_with
            and self.truth.stem not in self.row.undecided_with
        )

    @property
    def needlessly_undecided(self) -> bool:
        """The row leaves open a version that the aired part rules out."""
        return bool(self.row.undecided_with - self.truth.undecidable_with - {self.truth.stem})

    @property
    def integrity_right(self) -> bool:
        """The integrity is exactly the true set."""
        return self.row.integrity == self.truth.integrity


@dataclass(frozen=True)
class Match:
    """The outcome: hits, true airings not found, and rows that are no airing."""

    hits: list[Hit]
    missed: list[Truth]
    false: list[Heard]


def matched(truths: Sequence[Truth], rows: Sequence[Heard]) -> Match:
    """Pairs rows with true airings one to one, the largest overlap first; of equals, the right version."""
    by_recording: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_recording.setdefault(row.recording, []).append(number)
    pairs = [
        (-truth.overlap_s(rows[r]), rows[r].stem != truth.stem, t, r)
        for t, truth in enumerate(truths)
        for r in by_recording.get(truth.recording, [])
        if same_spot(truth, rows[r]) and enough(truth, rows[r])
    ]
    hits: dict[int, int] = {}
    used: set[int] = set()
    for _, _, t, r in sorted(pairs):
        if t not in hits and r not in used:
            hits[t] = r
            used.add(r)
    return Match(
        hits=[Hit(truths[t], rows[r]) for t, r in sorted(hits.items())],
        missed=[truth for t, truth in enumerate(truths) if t not in hits],
        false=[row for r, row in enumerate(rows) if r not in used],
    )


def same_spot(truth: Truth, row: Heard) -> bool:
    """The same spot, or another that the aired part cannot rule out."""
    return row.spot == truth.spot or row.stem in truth.undecidable_with


def enough(one: Span, other: Span) -> bool:
    """Whether two intervals share enough of the shorter."""
    shorter = min(one.end_s - one.start_s, other.end_s - other.start_s)
    shared = one.overlap_s(other)
    return shared > 0 and shared >= OVERLAP_MIN * shorter


def lies_on(row: Heard, truths: Sequence[Truth], planted: Sequence[Distractor]) -> str:
    """What a false row overlaps most: a true airing, planted sound, or `programme`."""
    others: list[tuple[float, str]] = [
        (row.overlap_s(truth), f"{truth.kind} of {truth.stem}") for truth in truths
    ]
    others += [(row.overlap_s(piece), f"{piece.kind} ({piece.detail})") for piece in planted]
    seconds, what = max(others, default=(0.0, ""))
    return what if seconds > 0 else "programme"
