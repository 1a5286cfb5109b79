"""Legal time: the outlet's IANA zone turns stored UTC into the days and hours the law speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dauys.domain.intervals import Interval


def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises ValueError that says what a name looks like."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        raise ValueError(f"{name!r} is not an IANA time zone; write one like Asia/Almaty") from cause


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 UTC of an aware datetime (ValueError for a naive one)."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no UTC offset; write one like +05:00")
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def local(at_ms: int, where: ZoneInfo) -> datetime:
    """The wall clock of `where` at that moment."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).astimezone(where)


def day_interval(day: date, where: ZoneInfo) -> Interval:
    """From one local midnight to the next: 23, 24 or 25 hours, as the zone's clock changes say."""
    start = datetime.combine(day, time(), tzinfo=where)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=where)
    return Interval(moment_ms(start), moment_ms(end))


def moment_ms(wall: datetime) -> int:
    """The moment at which a wall clock first shows this; for a time it skips, the moment it skips at.

    In a skip Python's `fold` 0 reads the clock as before the change and lands after it, `fold` 1 lands
    before it (PEP 495): the change lies in between.
    """
    late_ms, early_ms = to_ms(wall), to_ms(wall.replace(fold=1))
    where = wall.tzinfo
    assert isinstance(where, ZoneInfo)
    while late_ms - early_ms > 1:
        middle_ms = (early_ms + late_ms) // 2
        if local(middle_ms, where).utcoffset() == local(early_ms, where).utcoffset():
            early_ms = middle_ms
        else:
            late_ms = middle_ms
    return late_ms


def local_days(interval: Interval, where: ZoneInfo) -> Iterator[tuple[date, Interval]]:
    """Each local day that the interval touches, with the part of the interval on that day."""
    day = local(interval.start_ms, where).date()
    while (whole := day_interval(day, where)).start_ms < interval.end_ms:
        if part := whole.overlap(interval):
            yield day, part
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Daypart:
    """Named local hours of each day, [start, end); `end` may be 24:00, written as None."""

    start: time
    end: time | None

    def __str__(self) -> str:
        """As the registers write it: `19:00-24:00`."""
        return f"{self.start:%H:%M}-{f'{self.end:%H:%M}' if self.end else '24:00'}"

    def on(self, day: date, where: ZoneInfo) -> Interval:
        """These hours of that day as real time."""
        start = datetime.combine(day, self.start, tzinfo=where)
        last = day + timedelta(days=1) if self.end is None else day
        return Interval(moment_ms(start), moment_ms(datetime.combine(last, self.end or time(), tzinfo=where)))
