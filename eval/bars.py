"""The bars that were promised, each with what was measured and whether it is met."""

from __future__ import annotations

import math
from dataclasses import dataclass

from eval.figures import Figures

RECALL_ALL, RECALL_CLASS, RECALL_HARD = 0.99, 0.97, 0.95
HARD = ("noise_0", "voice_over")
BEYOND = "beyond_"
"""Classes whose names begin so are drawn for curves; no bar counts them."""
FALSE_PER_DAY_MAX = 1.0
START_MEDIAN_S, START_P95_S = 0.010, 0.030
END_P95_S, END_TRUNCATED_P95_S = 0.060, 0.150
INTEGRITY = 0.97


@dataclass(frozen=True)
class Bar:
    """One promise; `met` is false as well where nothing was measured; `counts` are a share's (part, of)."""

    what: str
    measured: float
    limit: float
    met: bool
    counts: tuple[int, int] | None = None


def bars(overall: Figures, by_class: dict[str, Figures], false_per_day: float) -> list[Bar]:
    """All bars, the classes' recall each on its own."""
    out = [at_least("recall, all classes", overall.hits, overall.n, RECALL_ALL)]
    for kind, part in by_class.items():
        if not kind.startswith(BEYOND):
            limit = RECALL_HARD if kind in HARD else RECALL_CLASS
            out.append(at_least(f"recall, {kind}", part.hits, part.n, limit))
    return [
        *out,
        at_most("wrong versions", overall.wrong_versions, 0),
        at_most("false airings per 24 h", false_per_day, FALSE_PER_DAY_MAX),
        at_most("start error, median, s", overall.start_median_s, START_MEDIAN_S),
        at_most("start error, p95, s", overall.start_p95_s, START_P95_S),
        at_most("end error, p95, s", overall.end_p95_s, END_P95_S),
        at_most("end error of truncated airings, p95, s", overall.end_truncated_p95_s, END_TRUNCATED_P95_S),
        at_least("integrity exactly right", overall.integrity_right, overall.hits, INTEGRITY),
    ]


def at_least(what: str, part: int, of: int, limit: float) -> Bar:
    """A share's bar that is met at or above its limit; a share of nothing meets nothing."""
    share = part / of if of else math.nan
    return Bar(what, share, limit, share >= limit, (part, of))


def at_most(what: str, measured: float, limit: float) -> Bar:
    """A bar that is met at or below its limit; nan meets nothing."""
    return Bar(what, measured, limit, measured <= limit)
