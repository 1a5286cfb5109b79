"""Points of a rule book as moments: a contest's own days and a zone's own clock.

Wall clock → UTC as `domain.zones.moment_ms` does it: a time that a zone's clock shows twice is its first
showing, a time that it skips is the moment of the skip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from dauys.domain.zones import local, moment_ms, zone
from dauys.rules.points import FIRST, LAST, OWN


class NotKnown(Exception):
    """A point cannot be computed; `column` of the contest, or `law`, is not known."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


@lru_cache(maxsize=65_536)
def wall_ms(day: date, at: str, zone_name: str) -> int:
    """The moment at which that zone's clock shows `at` (24:00: the next midnight) on that day."""
    where = zone(zone_name)
    if at == "24:00":
        day, at = day + timedelta(days=1), "00:00"
    return moment_ms(datetime.combine(day, time.fromisoformat(at), tzinfo=where))


def instant(
    point: Mapping[str, Any], contest: Mapping[str, Any], zone_name: str, zones: Sequence[str]
) -> int:
    """The moment of a point for a contest under that zone's clock, or under the clock that the point names.

    contest: a row of the table `contests`. zones: the book's. Raises NotKnown with the column that is empty.
    """
    clock = point.get("clock", OWN)
    if clock in (LAST, FIRST):
        shown = [_shown(point, contest, one) for one in zones]
        return max(shown) if clock == LAST else min(shown)
    return _shown(point, contest, zone_name if clock == OWN else clock)


def is_day(point: Mapping[str, Any]) -> bool:
    """Whether a limit names a day and no clock time: then the whole local day counts."""
    return "at" not in point and ("campaign" not in point or "days" in point)


def registered(ms: int, contest: Mapping[str, Any], zone_name: str) -> int:
    """A moment of the contest's register under that zone's clock.

    Where the contest names the zone that its times were written by, the same clock time holds in every zone.
    """
    written_by = contest.get("zone") or ""
    if not written_by or written_by == zone_name:
        return ms
    return moment_ms(local(ms, zone(written_by)).replace(tzinfo=zone(zone_name)))


def _shown(point: Mapping[str, Any], contest: Mapping[str, Any], zone_name: str) -> int:
    if "campaign" in point:
        return _of_campaign(point, contest, zone_name)
    if "date" in point:
        day = date.fromisoformat(point["date"])
    elif contest["voting_day"]:
        day = date.fromisoformat(contest["voting_day"]) + timedelta(days=point["voting_day"])
    else:
        raise NotKnown("voting_day")
    return wall_ms(day, point.get("at", "00:00"), zone_name)


def _of_campaign(point: Mapping[str, Any], contest: Mapping[str, Any], zone_name: str) -> int:
    column = f"campaign_{point['campaign']}_ms"
    if contest[column] is None:
        raise NotKnown(column)
    ms = registered(contest[column], contest, zone_name)
    if "days" not in point and "at" not in point:
        return ms
    where = zone(zone_name)
    wall = local(ms, where)
    day = wall.date() + timedelta(days=point.get("days", 0))
    if "at" in point:
        return wall_ms(day, point["at"], zone_name)
    return moment_ms(datetime.combine(day, wall.time(), tzinfo=where))
