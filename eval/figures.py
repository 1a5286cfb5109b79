"""The figures of one set of airings: recall with its interval, versions, errors at the borders, integrity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.logs import Truth
from eval.matching import Hit

Z_95 = 1.959964
TRUNCATED = {"cut_start", "cut_middle", "cut_end"}


@dataclass(frozen=True)
class Figures:
    """Counts are airings; errors are seconds (nan where there is nothing to measure); shares are 0 to 1."""

    n: int
    hits: int
    doubtful: int
    wrong_versions: int
    undecided: int
    start_median_s: float
    start_p95_s: float
    end_p95_s: float
    end_truncated_p95_s: float
    integrity_right: int

    @property
    def recall(self) -> float:
        """Share of the true airings that were found."""
        return self.hits / self.n if self.n else math.nan

    @property
    def integrity_share(self) -> float:
        """Share of the hits whose integrity is exactly right."""
        return self.integrity_right / self.hits if self.hits else math.nan


def figures(hits: Sequence[Hit], missed: Sequence[Truth], doubted: Sequence[Truth]) -> Figures:
    """Measures one set; `doubted` are the missed airings that stand in the log of doubtful rows."""
    doubted_set = set(doubted)
    return Figures(
        n=len(hits) + len(missed),
        hits=len(hits),
        doubtful=sum(truth in doubted_set for truth in missed),
        wrong_versions=sum(hit.wrong_version for hit in hits),
        undecided=sum(hit.needlessly_undecided for hit in hits),
        start_median_s=percentile([hit.start_error_s for hit in hits], 50),
        start_p95_s=percentile([hit.start_error_s for hit in hits], 95),
        end_p95_s=percentile([hit.end_error_s for hit in hits if not truncated(hit.truth)], 95),
        end_truncated_p95_s=percentile([hit.end_error_s for hit in hits if truncated(hit.truth)], 95),
        integrity_right=sum(hit.integrity_right for hit in hits),
    )


def truncated(truth: Truth) -> bool:
    """Whether part of the spot is missing."""
    return bool(truth.integrity & TRUNCATED)


def percentile(values: Sequence[float], percent: float) -> float:
    """The percentile, nan of nothing."""
    return float(np.percentile(values, percent)) if values else math.nan


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927); (0, 1) of nothing."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = hits / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)
