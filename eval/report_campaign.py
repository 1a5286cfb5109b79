"""A synthetic campaign for `eval.report_scale`: registers, monitored time, and the facts behind its rows.

59 outlets, 30 days, two contests, 14 contestants, none of them real; the rows are `eval.figures_rows`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from dauys import measures
from dauys.domain.campaign import Contest, Contestant, Spot, Version
from dauys.domain.frames import DUE, REGISTER_FRAMES
from dauys.domain.intervals import Interval
from dauys.domain.names import Names
from dauys.domain.outlets import Channel, Level, Medium, Outlet, Ownership
from dauys.domain.tables import AIRINGS, TABLES
from dauys.domain.zones import Daypart, to_ms
from dauys.measures.frames import empty
from dauys.reports import Material
from dauys.reports.definitions import definitions
from eval.figures_rows import DAYS, FIRST_DAY, OUTLETS, ZONE, audience_pm, medium_of

PRIME = (Daypart(time(19), time(23)),)
CONTESTS = ("lists", "assembly")
SPOTS_EACH = 8


@dataclass(frozen=True, slots=True)
class Campaign:
    """The registers, as rows and as what reports ask for, and the due time of the broadcasters."""

    outlets: tuple[Outlet, ...]
    contestants: tuple[Contestant, ...]
    spots: tuple[Spot, ...]
    registers: dict[str, pl.DataFrame]
    due: pl.DataFrame


def campaign() -> Campaign:
    """The campaign without a single appearance."""
    outlets = tuple(_outlet(number) for number in range(OUTLETS))
    contestants = tuple(_contestant(number) for number in range(14))
    spots = tuple(
        Spot(f"s{c.order - 1}-{n}", c.id, f"Synthetic spot {n}")
        for c in contestants
        for n in range(SPOTS_EACH)
    )
    return Campaign(outlets, contestants, spots, _registers(outlets, contestants, spots), _due(outlets))


def material(appearances: pl.DataFrame) -> Material:
    """Everything that a report is made of, around these appearances."""
    made = campaign()
    outlets, spots, due = made.outlets, made.spots, made.due
    derived = measures.tables(made.registers, empty(AIRINGS), due, outlets)
    tables = {**derived, **facts(appearances), "appearances": appearances}
    return Material(
        contests=tuple(_contest(name) for name in CONTESTS),
        contestants=made.contestants,
        outlets=outlets,
        channels=tuple(Channel(o.id, o.id, o.names) for o in outlets),
        spots=spots,
        versions=tuple(Version(s.id, code, code, "0" * 64, 30_000) for s in spots for code in ("kk", "ru")),
        tables=tables,
        definitions=definitions(),
        answers=measures.Answers(definitions(), tables),
        gaps=measures.gaps(measures.due_pieces(due, outlets)),
        waiting=empty(AIRINGS),
        recordings={},
        notices=(_names("Synthetic rows"),),
    )


def facts(appearances: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The airings, insertions and placements whose appearances these are, a row for each."""
    begun = appearances.filter(pl.col("items") == 1)
    airing = {
        "sighting_id": pl.col("id"),
        "version_id": pl.col("language"),
        "end_ms": pl.col("start_ms") + pl.col("ms"),
        "length_ms": pl.col("ms"),
        "zone": pl.lit(ZONE),
        "recording_offset_ms": pl.lit(0),
        "spot_start_ms": pl.lit(0),
        "spot_end_ms": pl.col("ms"),
        "speed_ppm": pl.lit(1_000_000),
        "score_pm": pl.lit(950),
        "integrity": pl.lit("whole"),
        "decided_by": pl.lit("synthetic"),
    }
    item = {
        "first_seen_ms": pl.col("start_ms"),
        "address": pl.lit("https://example.kz/"),
        "issue": pl.lit("1"),
    }
    return {
        "airings": _table("airings", begun.filter(pl.col("kind") == "airing"), airing),
        "insertions": _table("insertions", begun.filter(pl.col("kind") == "insertion"), item),
        "placements": _table(
            "placements", begun.filter(pl.col("kind") == "placement"), {**item, "kind": pl.lit("banner")}
        ),
    }


def _table(name: str, rows: pl.DataFrame, told: dict[str, pl.Expr]) -> pl.DataFrame:
    kinds = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}
    silent = {"text": pl.lit(""), "int": pl.lit(None), "bool": pl.lit(None)}
    return rows.select(
        told.get(column, pl.col(column) if column in rows.columns else silent[kind])
        .cast(kinds[kind])
        .alias(column)
        for column, kind in TABLES[name].items()
    )


def _names(text: str) -> Names:
    return Names(f"{text} (kk)", f"{text} (ru)", text)


def _contest(name: str) -> Contest:
    start = _midnight(FIRST_DAY)
    last = FIRST_DAY + timedelta(days=DAYS)
    return Contest(name, _names(f"Synthetic contest {name}"), Interval(start, _midnight(last)), last)


def _contestant(number: int) -> Contestant:
    contest = CONTESTS[0] if number < 5 else CONTESTS[1]
    return Contestant(f"c{number}", contest, _names(f"Synthetic contestant {number}"), number + 1)


def _outlet(number: int) -> Outlet:
    medium = Medium(medium_of(number))
    is_broadcast = medium in (Medium.TV, Medium.RADIO)
    return Outlet(
        f"o{number}",
        _names(f"Synthetic outlet {number}"),
        medium,
        Level.NATIONAL if number % 3 == 0 else Level.REGIONAL,
        "",
        ("kk", "ru"),
        ZONE,
        PRIME if is_broadcast else (),
        Ownership.STATE if number % 2 == 0 else Ownership.PRIVATE,
        audience_pm=audience_pm(number),
    )


def _registers(
    outlets: tuple[Outlet, ...], contestants: tuple[Contestant, ...], spots: tuple[Spot, ...]
) -> dict[str, pl.DataFrame]:
    contests = [_contest(name) for name in CONTESTS]
    rows: dict[str, list[dict[str, Any]]] = {
        "elections": [{"id": "synthetic", **_named(_names("Synthetic election")), "is_illustrative": True}],
        "contests": [
            {"id": c.id, **_named(c.names), "kind": str(c.kind), "voting_day": str(c.voting_day)}
            for c in contests
        ],
        "contestants": [
            {"id": c.id, "contest_id": c.contest_id, "order": c.order, **_named(c.names)} for c in contestants
        ],
        "outlets": [_outlet_row(outlet) for outlet in outlets],
        "channels": [{"id": o.id, "outlet_id": o.id, **_named(o.names)} for o in outlets],
        "spots": [{"id": s.id, "contestant_id": s.contestant_id, "title": s.title} for s in spots],
        "monitored-time": [row for outlet in outlets for row in _stated(outlet)],
    }
    return {
        name: _frame(rows_of, REGISTER_FRAMES.get(name) or TABLES[name]) for name, rows_of in rows.items()
    }


def _outlet_row(outlet: Outlet) -> dict[str, Any]:
    words = {name: str(getattr(outlet, name)) for name in ("id", "medium", "level", "ownership", "zone")}
    return {**words, **_named(outlet.names), "audience_pm": outlet.audience_pm}


def _named(names: Names) -> dict[str, str]:
    return {"name_kk": names.kk, "name_ru": names.ru, "name_en": names.en}


def _stated(outlet: Outlet) -> list[dict[str, Any]]:
    """Issues of print and visits online, day by day; every tenth day nobody came."""
    units = {Medium.PRINT: ("issues", 1), Medium.ONLINE: ("visits", 24)}
    if outlet.medium not in units:
        return []
    unit, due = units[outlet.medium]
    return [
        {
            "outlet_id": outlet.id,
            "day": str(FIRST_DAY + timedelta(days=day)),
            "unit": unit,
            "due": due,
            "monitored": 0 if day % 10 == 9 else due,
            "cause": "not_received" if day % 10 == 9 else "",
        }
        for day in range(DAYS)
    ]


def _due(outlets: tuple[Outlet, ...]) -> pl.DataFrame:
    """Every hour of every broadcast day is due; the hour from 4 was not recorded."""
    rows = [
        {
            "outlet_id": o.id,
            "channel_id": o.id,
            "medium": str(o.medium),
            "zone": ZONE,
            "day": str(FIRST_DAY + timedelta(days=day)),
            "start_ms": (start := _midnight(FIRST_DAY + timedelta(days=day)) + 3_600_000 * hour),
            "end_ms": start + 3_600_000,
            "cause": "no_recording" if hour == 4 else "",
        }
        for o in outlets
        if o.medium in (Medium.TV, Medium.RADIO)
        for day in range(DAYS)
        for hour in range(24)
    ]
    return _frame(rows, DUE)


def _frame(rows: list[dict[str, Any]], columns: dict[str, str]) -> pl.DataFrame:
    cells = [[row.get(name) for name in columns] for row in rows]
    return pl.DataFrame(cells, schema=empty(columns).schema, orient="row")


def _midnight(day: date) -> int:
    return to_ms(datetime.combine(day, time(), tzinfo=ZoneInfo(ZONE)))
