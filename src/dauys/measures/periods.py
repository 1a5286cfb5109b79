"""The outlet's legal time as consecutive periods: each in one local day and daypart, in prime time or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from zoneinfo import ZoneInfo

import polars as pl

from dauys.domain.intervals import Interval, subtract, union
from dauys.domain.outlets import Outlet
from dauys.domain.zones import Daypart, day_interval, local_days, zone

DAYPARTS = {
    "night": Daypart(time(0), time(6)),
    "morning": Daypart(time(6), time(10)),
    "daytime": Daypart(time(10), time(18)),
    "evening": Daypart(time(18), None),
}
"""The named hours of a broadcast day, the same for every outlet; prime time is the outlet's own and is told
apart besides. They divide the local day without a hole."""

SCHEMA = {
    "outlet_id": pl.String,
    "period": pl.Int64,
    "period_start_ms": pl.Int64,
    "period_end_ms": pl.Int64,
    "day": pl.String,
    "is_prime": pl.Boolean,
    "daypart": pl.String,
}


def periods(outlets: Iterable[Outlet], span: Interval) -> pl.DataFrame:
    """The periods of each outlet over every local day that `span` touches (columns of SCHEMA).

    `period` counts from 0 without a hole within an outlet, in order of time, so that an interval which
    reaches from period 3 into period 5 has three pieces.
    """
    rows = [
        (outlet.id, number, part.start_ms, part.end_ms, day.isoformat(), is_prime, daypart)
        for outlet in outlets
        for number, (day, part, is_prime, daypart) in enumerate(_of_outlet(outlet, span))
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _of_outlet(outlet: Outlet, span: Interval) -> Iterator[tuple[date, Interval, bool, str]]:
    where = zone(outlet.zone)
    for day, _ in local_days(span, where):
        yield from _of_day(outlet, day, where)


def _of_day(outlet: Outlet, day: date, where: ZoneInfo) -> Iterator[tuple[date, Interval, bool, str]]:
    whole = day_interval(day, where)
    hours = (part.on(day, where) for part in outlet.prime_time)
    prime = union(part for i in hours if (part := whole.overlap(i)))
    for part, is_prime in sorted([(i, True) for i in prime] + [(i, False) for i in subtract(whole, prime)]):
        for name, daypart in DAYPARTS.items():
            if within := part.overlap(daypart.on(day, where)):
                yield day, within, is_prime, name
