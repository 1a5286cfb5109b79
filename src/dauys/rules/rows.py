"""The rows a rule speaks of, ready to be tested.

A prepared row has its table's own columns and these, each with an underscore:

    _row_id      what names it; _several: it belongs to no one contest and is judged for each
    _contest     its contest: its own, its contestant's, else every contest that the rule holds for
    _contestant  _outlet  _medium  _level  _zone   "" where there is none or none is known
    _start, _end its act in UTC ms, [start, end); equal for a point; null where it is not known
    _day         the ISO day where the act is only known to the day (_start, _end are then the local day in
                 its own zone, or in the commission's where it has none); else null
    _no_end      the column that would say when an act ended, where its start is known and that is not; its
                 _end is then its _start: no more is certain; else null
    _doubt       a column on which an exception hangs and whose value is not known; else null
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from dauys.domain.tables import TABLES
from dauys.domain.zones import day_interval, zone
from dauys.rules.frames import KINDS

_TEXTS = [
    "_row_id",
    "_contest",
    "_contestant",
    "_outlet",
    "_medium",
    "_level",
    "_zone",
    "_day",
    "_no_end",
    "_doubt",
]
_PREPARED = {
    **dict.fromkeys(_TEXTS, pl.String()),
    **dict.fromkeys(("_start", "_end"), pl.Int64()),
    "_several": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The testable rows of one row set, and how many were set aside before: exempt, or untested and why."""

    table: str
    frame: pl.DataFrame
    exempt: int
    untested: Mapping[str, int]


@cache
def no_rows(table: str) -> Rows:
    """Of a table without rows: nothing to test, in the shape of prepared rows."""
    own = {name: KINDS[kind] for name, kind in TABLES[table].items()}
    return Rows(table, pl.DataFrame(schema={**own, **_PREPARED}), 0, {})


def holds(conditions: Mapping[str, Sequence[Any]]) -> pl.Expr:
    """Whether all conditions hold: true, false, or null where a cell that decides it is not known."""
    return pl.all_horizontal([pl.lit(value=True), *(_one(name, of) for name, of in conditions.items())])


def _one(column: str, values: Sequence[Any]) -> pl.Expr:
    cell = pl.col(column)
    if values and isinstance(values[0], str) and "" not in values:
        return pl.when(cell == "").then(None).otherwise(cell.is_in(values))
    return cell.is_in(values)


def first_unknown(conditions: Mapping[str, Sequence[Any]]) -> pl.Expr:
    """The name of the first column whose cell is not known, or null."""
    return pl.coalesce(
        *(pl.when(_one(name, of).is_null()).then(pl.lit(name)) for name, of in conditions.items()),
        pl.lit(None, pl.String),
    )


def chosen(frame: pl.DataFrame, where: Mapping[str, Sequence[Any]]) -> tuple[pl.DataFrame, Counter[str]]:
    """The rows for which the conditions hold, and how many are left out because a cell is not known."""
    if not where:
        return frame, Counter()
    held = frame.select(holds(where)).to_series()
    lost = frame.filter(held.is_null()).select(first_unknown(where).alias("column"))
    unknown = Counter(
        {f"unknown: {name}": count for name, count in lost["column"].value_counts().iter_rows()}
    )
    return frame.filter(held), unknown


def spared(
    frame: pl.DataFrame, exceptions: Sequence[Mapping[str, Sequence[Any]]]
) -> tuple[pl.DataFrame, int]:
    """The rows that no exception spares, with `_doubt`, and how many are spared."""
    if not exceptions:
        return frame.with_columns(_doubt=pl.lit(None, pl.String)), 0
    met = pl.any_horizontal([holds(one) for one in exceptions])
    doubt = pl.coalesce(
        *(pl.when(holds(one).is_null()).then(first_unknown(one)) for one in exceptions),
        pl.lit(None, pl.String),
    )
    kept = frame.with_columns(_doubt=pl.when(met.is_null()).then(doubt)).filter(met.is_null() | ~met)
    return kept, frame.height - kept.height


def timed(frame: pl.DataFrame, time: Mapping[str, Any] | None, seat: str) -> pl.DataFrame:
    """With `_start`, `_end`, `_day`, `_no_end` by the row set's time; seat: the zone of rows without one."""
    nothing, no_text = pl.lit(None, pl.Int64), pl.lit(None, pl.String)
    if not time:
        return frame.with_columns(_start=nothing, _end=nothing, **dict.fromkeys(("_day", "_no_end"), no_text))
    start = pl.col(time["start"]) if "start" in time else nothing
    if "moment" in time:
        start = pl.coalesce(time["moment"])
    end = pl.col(time["end"]) if "end" in time else start
    if "length" in time:
        end = start + pl.col(time["length"])
    days = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in time.get("day", ())]
    day = pl.when(start.is_null()).then(pl.coalesce(days)) if days else no_text
    no_end = pl.when(start.is_not_null() & end.is_null()).then(pl.lit(time.get("end") or time.get("length")))
    end = pl.max_horizontal(start, pl.coalesce(end, start))
    return in_days(frame.with_columns(_start=start, _end=end, _day=day, _no_end=no_end), seat)


def in_days(frame: pl.DataFrame, seat: str) -> pl.DataFrame:
    """`_start` and `_end` of rows known to the day: the local day in the row's zone."""
    dated = frame.filter(pl.col("_day").is_not_null()).select("_day", "_zone").unique()
    if not dated.height:
        return frame
    known = day_bounds(dated.with_columns(pl.col("_zone").replace("", seat).alias("zone")))
    bounds = known.select("_day", "_zone", "day_start", "day_end")
    return (
        frame.join(bounds, on=["_day", "_zone"], how="left", maintain_order="left")
        .with_columns(_start=pl.coalesce("_start", "day_start"), _end=pl.coalesce("_end", "day_end"))
        .drop("day_start", "day_end")
    )


def day_bounds(days: pl.DataFrame) -> pl.DataFrame:
    """With `day_start` and `day_end` of `_day` in `zone`; null where `_day` is no day."""
    rows = [_bounds(day, zone_name) for day, zone_name in days.select("_day", "zone").iter_rows()]
    return days.with_columns(
        pl.Series("day_start", [row[0] for row in rows], pl.Int64),
        pl.Series("day_end", [row[1] for row in rows], pl.Int64),
    )


def _bounds(day: str, zone_name: str) -> tuple[int | None, int | None]:
    try:
        whole = day_interval(date.fromisoformat(day), zone(zone_name))
    except ValueError:
        return None, None
    return whole.start_ms, whole.end_ms
