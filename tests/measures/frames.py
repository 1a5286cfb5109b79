"""Frames for the tests of measures: rows with only what matters spelt out."""

from __future__ import annotations

from datetime import time
from typing import Any

import polars as pl

from dauys.domain.frames import DUE
from dauys.domain.names import Names
from dauys.domain.outlets import Level, Medium, Outlet
from dauys.domain.tables import AIRINGS
from dauys.domain.zones import Daypart

KINDS = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}


def outlet(
    outlet_id: str, zone: str = "Asia/Almaty", prime: tuple[Daypart, ...] = (Daypart(time(19), time(23)),)
) -> Outlet:
    names = Names(outlet_id, outlet_id, outlet_id)
    return Outlet(outlet_id, names, Medium.TV, Level.NATIONAL, "", ("kk",), zone, prime)


def airings(*rows: dict[str, Any]) -> pl.DataFrame:
    """AIRINGS from partial rows; every airing is confirmed, whole and decided unless its row says so."""
    plain: dict[str, Any] = {
        "contest_id": "k", "contestant_id": "c1", "outlet_id": "o1", "medium": "tv", "language": "kk",
        "integrity": "whole", "decided_by": "policy", "undecided_with": "",
    }  # fmt: skip
    full = [{"sighting_id": f"s{number}", **plain, **row} for number, row in enumerate(rows)]
    return _frame(full, AIRINGS)


def due(*rows: dict[str, Any]) -> pl.DataFrame:
    """DUE from partial rows."""
    plain: dict[str, Any] = {"outlet_id": "o1", "channel_id": "o1", "medium": "tv", "cause": ""}
    return _frame([{**plain, **row} for row in rows], DUE)


def _frame(rows: list[dict[str, Any]], kinds: dict[str, str]) -> pl.DataFrame:
    empty = {"text": "", "int": 0}
    full = [[row.get(name, empty[kind]) for name, kind in kinds.items()] for row in rows]
    return pl.DataFrame(full, schema={name: KINDS[kind] for name, kind in kinds.items()}, orient="row")
