"""Half-open intervals of real time, in integer milliseconds since 1970 UTC, and sums over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """[start_ms, end_ms): milliseconds since 1970-01-01T00:00Z; never empty backwards."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if self.end_ms < self.start_ms:
            raise ValueError(f"interval ends at {self.end_ms} before it starts at {self.start_ms}")

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms

    def overlap(self, other: Interval) -> Interval | None:
        """The part both share, or None where that part has no length."""
        start, end = max(self.start_ms, other.start_ms), min(self.end_ms, other.end_ms)
        return Interval(start, end) if start < end else None


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time as disjoint intervals in order; touching ones are joined, empty ones dropped."""
    joined: list[Interval] = []
    for interval in sorted(i for i in intervals if i.length_ms):
        if joined and interval.start_ms <= joined[-1].end_ms:
            joined[-1] = Interval(joined[-1].start_ms, max(joined[-1].end_ms, interval.end_ms))
        else:
            joined.append(interval)
    return joined


def subtract(whole: Interval, taken: Iterable[Interval]) -> list[Interval]:
    """What of `whole` lies in none of `taken`: disjoint, in order."""
    left, cursor = [], whole.start_ms
    for interval in union(taken):
        if interval.end_ms <= cursor or interval.start_ms >= whole.end_ms:
            continue
        if interval.start_ms > cursor:
            left.append(Interval(cursor, interval.start_ms))
        cursor = max(cursor, interval.end_ms)
    if cursor < whole.end_ms:
        left.append(Interval(cursor, whole.end_ms))
    return left


def total_ms(intervals: Iterable[Interval]) -> int:
    """Time covered at least once."""
    return sum(interval.length_ms for interval in union(intervals))
