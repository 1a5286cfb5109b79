"""Holds the findings of a report against those that were planted: each at its level, and no other.

Pure. Findings of the level information are no part of it: they are statistics to which the law sets no
threshold (`domain.law.FindingLevel`), made of any campaign, lawful or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

STATISTIC = "information"
INTERVAL_BORDER_MS = 60
"""Where a finding begins or ends with an airing, it may be off as an airing's border may."""


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """One finding, planted or found. row: the id of its row; of an airing SPOT__VERSION.

    start_ms, end_ms: of an airing the time that is found (UTC ms); of other rows None.
    """

    rule: str
    level: str
    is_to_decide: bool
    contest: str
    contestant: str
    outlet: str
    table: str
    row: str
    start_ms: int | None = None
    end_ms: int | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about, whatever is said of it."""
        return self.rule, self.contest, self.contestant, self.outlet, self.table, self.row

    def __str__(self) -> str:
        where = " ".join(part for part in (self.contest, self.contestant, self.outlet) if part)
        return f"{self.rule} on {self.table} {self.row} ({where})"


def finding_differences(planted: Sequence[FindingSeen], found: Sequence[FindingSeen]) -> list[str]:
    """A sentence for each finding that is not there, was not planted, or is not as it should be."""
    wanted, seen = _by_subject(planted), _by_subject(found)
    differences = []
    for about in dict.fromkeys([*wanted, *seen]):
        true, made = wanted.get(about, []), seen.get(about, [])
        differences += [f"Not found: {finding}." for finding in true[len(made) :]]
        differences += [f"Found and not planted: {finding}." for finding in made[len(true) :]]
        for pair in zip(true, made, strict=False):
            differences += _pair_differences(*pair)
    return differences


def _by_subject(findings: Iterable[FindingSeen]) -> dict[tuple[str, ...], list[FindingSeen]]:
    grouped = defaultdict(list)
    for finding in findings:
        grouped[finding.about].append(finding)
    return grouped


def _pair_differences(true: FindingSeen, found: FindingSeen) -> Iterator[str]:
    if found.level != true.level:
        yield f"Wrong level: {true} is {found.level}; it should be {true.level}."
    if found.is_to_decide != true.is_to_decide:
        said, right = (
            "left to people" if left else "decided" for left in (found.is_to_decide, true.is_to_decide)
        )
        yield f"{true} is {said}; it should be {right}."
    for word, at_ms, right_ms in (
        ("begins", found.start_ms, true.start_ms),
        ("ends", found.end_ms, true.end_ms),
    ):
        if at_ms is None or right_ms is None:
            if at_ms != right_ms:
                yield f"{true} {word} at {at_ms}; it should be {right_ms}."
        elif abs(at_ms - right_ms) > INTERVAL_BORDER_MS:
            yield f"{true} {word} {at_ms - right_ms} ms off."
