"""Limits in time: a point of the contest, or another column of the row and so much later; schema and numbers.

A limit is compared either as a moment (UTC ms) or, where it or what is held against it is known to the day,
as a day (Python's ordinal), in the row's zone. A point without a clock time is a day: the whole of it counts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from dauys.domain.zones import local, moment_ms, zone
from dauys.rules import instants
from dauys.rules.frames import each_once
from dauys.rules.instants import NotKnown, instant
from dauys.rules.matter import Matter
from dauys.rules.points import POINT
from dauys.rules.row_sets import When
from dauys.rules.schema import Field, Keys, Place, Value, Whole
from dauys.rules.times import is_day
from dauys.rules.written import Written

HOUR_MS = 3_600_000

PLUS = Keys(
    {
        "hours": Field(Whole(), "hours of 60 minutes"),
        "days": Field(Whole(), "calendar days, at the same clock time"),
        "months": Field(Whole(), "months; the month's last day where it has no such day"),
        "years": Field(Whole(), "years; 28 February for 29 February where there is none"),
    },
    one_of=(("hours", "days", "months", "years"),),
    words="length of time (a minus sign: before)",
)
OF_ROW = Keys(
    {
        "field": Field(When(), "another moment or day of the same row", is_needed=True),
        "plus": Field(PLUS, "so much after it (-1: before it); left out: at it"),
    },
    words="limit `{field, plus}`",
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A point, or `{field, plus}` of the row itself."""

    words: str = "point in time, or `{field, plus}` of the row itself"

    def read(self, node: Written, at: Place) -> Value:
        of_row = isinstance(node.value, dict) and "field" in node.value
        return (OF_ROW if of_row else POINT).read(node, at)


def by_days(table: str, column: str, limit: Mapping[str, Any]) -> bool:
    """Whether that column is held against that limit day by day rather than moment by moment."""
    if is_day(table, column):
        return True
    return is_day(table, limit["field"]) if "field" in limit else instants.is_day(limit)


def with_limit(
    frame: pl.DataFrame, table: str, limit: Mapping[str, Any], matter: Matter, *, days: bool, name: str
) -> pl.DataFrame:
    """With `name`: each row's limit as a moment or, for `days`, as a day; null where it is not known."""
    seated = frame.with_columns(_clock=pl.col("_zone").replace("", matter.seat))
    if "field" in limit:
        plus, is_day_field = limit.get("plus") or {}, is_day(table, limit["field"])

        def of_row(value: int | str | None, clock: str) -> int | None:
            return _shifted(value, plus, clock, is_day_field=is_day_field, days=days)

        return each_once(seated, [limit["field"], "_clock"], of_row, name).drop("_clock")
    contests = {row["id"]: row for row in matter.table("contests").iter_rows(named=True)}

    def of_contest(contest: str, clock: str) -> int | None:
        try:
            moment = instant(limit, contests[contest], clock, matter.book.zones)
        except NotKnown:
            return None
        return day_of(moment, clock) if days else moment

    return each_once(seated, ["_contest", "_clock"], of_contest, name).drop("_clock")


def with_value(
    frame: pl.DataFrame, table: str, column: str, matter: Matter, *, days: bool, name: str
) -> pl.DataFrame:
    """With `name`: a column of the row as a moment or as a day; null where it is not known."""
    if is_day(table, column):
        return each_once(frame, [column], ordinal, name)
    if not days:
        return frame.with_columns(pl.col(column).alias(name))
    seated = frame.with_columns(_clock=pl.col("_zone").replace("", matter.seat))
    return each_once(
        seated, [column, "_clock"], lambda ms, clock: None if ms is None else day_of(ms, clock), name
    ).drop("_clock")


def missing_of(limit: Mapping[str, Any]) -> str:
    """The column that is empty where a limit is not known."""
    if "field" in limit:
        return str(limit["field"])
    return f"campaign_{limit['campaign']}_ms" if "campaign" in limit else "voting_day"


def ordinal(day: str) -> int | None:
    """An ISO day as a number; None for no day."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def day_of(ms: int, clock: str) -> int:
    """The local day of a moment as a number."""
    return local(ms, zone(clock)).date().toordinal()


def _shifted(
    value: int | str | None, plus: Mapping[str, int], clock: str, *, is_day_field: bool, days: bool
) -> int | None:
    if value is None or value == "":
        return None
    if is_day_field:
        start = ordinal(str(value))
        return None if start is None else moved(date.fromordinal(start), plus).toordinal()
    assert isinstance(value, int)
    if "hours" in plus:
        moment = value + plus["hours"] * HOUR_MS
    else:
        wall = local(value, zone(clock))
        day = moved(wall.date(), plus)
        moment = moment_ms(datetime.combine(day, wall.time(), tzinfo=zone(clock))) if plus else value
    return day_of(moment, clock) if days else moment


def moved(day: date, plus: Mapping[str, int]) -> date:
    """The calendar day so much after that one; in a shorter month its last day."""
    months = plus.get("months", 0) + 12 * plus.get("years", 0)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=plus.get("days", 0))
