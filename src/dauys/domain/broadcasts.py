"""One broadcast that several recordings show: two recorders on a channel, or a spot across a file's border.

It is counted once. Recordings of one channel show the same broadcast of a spot where the spot would have
begun at the same moment in each of them, be it heard from there or only later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dauys.domain.intervals import Interval
from dauys.domain.sightings import Integrity

BEGIN_MS_MAX = 3000
"""How far two beginnings may lie apart and be one: two recorders' clocks, and a spot's speed of up to 4 %
over a minute. No spot is so short that it could be aired twice within this."""


@dataclass(frozen=True, slots=True)
class Showing:
    """An airing as one recording shows it; `interval` in real time, `spot` in the spot's own."""

    sighting_id: str
    recording: str
    channel_id: str
    spot_id: str
    interval: Interval
    spot: Interval
    integrity: frozenset[Integrity]
    score_pm: int

    @property
    def begin_ms(self) -> int:
        """When the whole spot would have begun."""
        return self.interval.start_ms - self.spot.start_ms


def broadcasts(showings: Iterable[Showing]) -> list[Showing]:
    """Each broadcast once: the showing that has most of it, completed at both ends by the others.

    The result does not depend on the order in which the showings are given.
    """
    groups: list[list[Showing]] = []
    for showing in sorted(showings, key=_order):
        if groups and _is_same(groups[-1], showing):
            groups[-1].append(showing)
        else:
            groups.append([showing])
    return [_one(group) for group in groups]


def _order(showing: Showing) -> tuple[str, str, int, str]:
    return showing.channel_id, showing.spot_id, showing.begin_ms, showing.sighting_id


def _is_same(group: list[Showing], showing: Showing) -> bool:
    first = group[0]
    return (
        (first.channel_id, first.spot_id) == (showing.channel_id, showing.spot_id)
        and showing.begin_ms - first.begin_ms <= BEGIN_MS_MAX
        and showing.recording not in {other.recording for other in group}
    )


def _one(group: list[Showing]) -> Showing:
    best = min(group, key=lambda s: (-s.spot.length_ms, -s.score_pm, s.sighting_id))
    first = min(group, key=lambda s: (s.spot.start_ms, s is not best))
    last = max(group, key=lambda s: (s.spot.end_ms, s is best))
    cuts = (first.integrity & {Integrity.CUT_START}) | (last.integrity & {Integrity.CUT_END})
    return replace(
        best,
        interval=Interval(first.interval.start_ms, max(first.interval.start_ms, last.interval.end_ms)),
        spot=Interval(first.spot.start_ms, last.spot.end_ms),
        integrity=best.integrity - {Integrity.CUT_START, Integrity.CUT_END} | cuts,
    )
