"""Made-up occasions and turns that are equal for all, so that nobody can be judged by them.

The only chance in them is the second of the minute at which something starts. It comes from `Dice`, which
draws from `random.Random.random()` alone: the one draw whose sequence Python keeps for a seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dauys.examples.rehearsal.dice import Dice

FIRST_DAY = date(2020, 12, 11)
DAYS = 29
"""Whole local days of the party lists' campaign: it began on the evening before, and ended with the last."""
MORNING = time(7)
DAY_S = 15 * 3600 + 50 * 60
"""From 07:00 to 22:50: before midnight, and so before silence, in both legal times of the country."""
CLOSING_S = 60
"""Nothing starts in the last minute of its part of a day, so that no two airings of a channel overlap."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of outlets.csv, as far as made-up rows need it."""

    id: str
    medium: str
    zone: ZoneInfo
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An outlet and a moment of its own wall clock at which something may start."""

    outlet: Outlet
    start: datetime

    @property
    def day(self) -> date:
        """The outlet's local day."""
        return self.start.date()


class Turns:
    """Whose turn it is, until each contestant has its share: nobody is ever two ahead of anybody, and each
    medium, outlet and day is shared out as evenly as that allows.

    Languages take turns too, for each contestant at each outlet.
    """

    def __init__(self, shares: Mapping[str, int]) -> None:
        self._shares = shares
        self._taken: Counter[tuple[str, str]] = Counter()
        self._calls = 0

    def next(self, occasion: Occasion, other_than: str = "") -> tuple[str, str]:
        """(contestant, language) for this occasion; other_than: who has a part in it already."""
        outlet = occasion.outlet
        counted = ("", outlet.medium, outlet.id, occasion.day.isoformat())
        contestants = list(self._shares)

        def so_far(who: str) -> tuple[int, ...]:
            turn = (contestants.index(who) - self._calls) % len(contestants)
            return *(self._taken[who, what] for what in counted), turn

        able = (w for w in contestants if w != other_than and self._taken[w, ""] < self._shares[w])
        who = min(able, key=so_far)
        language = outlet.languages[self._taken[who, outlet.id] % len(outlet.languages)]
        self._taken.update((who, what) for what in counted)
        self._calls += 1
        return who, language


def shares(contestants: Sequence[str], count: int, so_far: Counter[str]) -> dict[str, int]:
    """`count` in equal parts; what is left over goes to those who have least, and is added to `so_far`."""
    behind = sorted(contestants, key=lambda who: so_far[who])
    extra = set(behind[: count % len(contestants)])
    parts = {who: count // len(contestants) + (who in extra) for who in contestants}
    so_far.update(parts)
    return parts


def occasions(outlets: Sequence[Outlet], count: int, dice: Dice) -> list[Occasion]:
    """`count` occasions, the same for each outlet and day up to rounding; by day, then by time."""
    found: list[Occasion] = []
    for place, outlet in enumerate(outlets):
        share = count // len(outlets) + (place < count % len(outlets))
        # each outlet begins on another day, lest a few occasions all fall on the same ones
        days = ((number * DAYS // share + place) % DAYS for number in range(share))
        found += _in_days(outlet, days, dice)
    return sorted(found, key=lambda occasion: (occasion.day, occasion.start, occasion.outlet.id))


def _in_days(outlet: Outlet, days: Iterable[int], dice: Dice) -> list[Occasion]:
    """As many occasions as there are days named; a day named several times is cut into equal parts."""
    found = []
    for day, count in sorted(Counter(days).items()):
        morning = datetime.combine(FIRST_DAY + timedelta(days=day), MORNING, tzinfo=outlet.zone)
        part_s = DAY_S // count
        for part in range(count):
            after_s = part * part_s + dice.below(part_s - CLOSING_S)
            found.append(Occasion(outlet, morning + timedelta(seconds=after_s)))
    return found
