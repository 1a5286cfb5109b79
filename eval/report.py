"""One comparison of an airing log with a corpus's truth: everything that is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bars import BEYOND, Bar, bars
from eval.figures import Figures, figures
from eval.logs import Heard, Truth, distractors, heard, listened_h, truths
from eval.matching import Match, lies_on, matched


@dataclass(frozen=True)
class Report:
    """Everything measured: the match, each false row with what it lies on, and the figures."""

    match: Match
    false_on: list[tuple[Heard, str]]
    hours: float
    overall: Figures
    by_class: dict[str, Figures]

    @property
    def false_per_day(self) -> float:
        """False airings per 24 hours of listening."""
        return len(self.match.false) / self.hours * 24

    def bars(self) -> list[Bar]:
        """The promises, measured."""
        return bars(self.overall, self.by_class, self.false_per_day)


def compared(corpus: Path, airings: Path, doubtful: Path | None) -> Report:
    """Reads and matches; `overall` leaves the classes beyond the promised range out."""
    true = truths(corpus / "truth.csv")
    planted = distractors(corpus / "distractors.csv")
    match = matched(true, heard(airings))
    doubted = [hit.truth for hit in matched(match.missed, heard(doubtful)).hits] if doubtful else []
    kinds = list(dict.fromkeys(sorted(truth.kind for truth in true)))
    promised = {kind for kind in kinds if not kind.startswith(BEYOND)}
    return Report(
        match=match,
        false_on=[(row, lies_on(row, true, planted)) for row in match.false],
        hours=listened_h(corpus / "recordings"),
        overall=of(match, promised, doubted),
        by_class={kind: of(match, {kind}, doubted) for kind in kinds},
    )


def of(match: Match, kinds: set[str], doubted: Sequence[Truth]) -> Figures:
    """The figures of some classes."""
    hits = [hit for hit in match.hits if hit.truth.kind in kinds]
    return figures(hits, [truth for truth in match.missed if truth.kind in kinds], doubted)
