"""Registers for the tests of measures: a small campaign, rows with only what matters spelt out."""

from __future__ import annotations

from typing import Any

import polars as pl
from tests.measures.frames import KINDS, airings, due, outlet

from dauys.domain.frames import REGISTER_FRAMES
from dauys.domain.tables import TABLES
from dauys.measures import tables

OUTLETS = [outlet("o1"), outlet("o2", zone="Asia/Aqtau"), outlet("paper"), outlet("site")]
_MEDIA = {"o1": "tv", "o2": "radio", "paper": "print", "site": "online"}
_EMPTY: dict[str, Any] = {"text": "", "int": None, "bool": False}


def register(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """A register's frame from partial rows."""
    kinds = REGISTER_FRAMES.get(name) or TABLES[name]
    full = [[row.get(column, _EMPTY[kind]) for column, kind in kinds.items()] for row in rows]
    return pl.DataFrame(full, schema={column: KINDS[kind] for column, kind in kinds.items()}, orient="row")


def campaign(**registers: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """The standing registers and those given (`state_slots` for state-slots)."""
    standing: dict[str, list[dict[str, Any]]] = {
        "contests": [{"id": "k"}],
        "contestants": [{"id": "c1", "contest_id": "k"}, {"id": "c2", "contest_id": "k"}],
        "outlets": [
            {
                "id": one.id,
                "medium": _MEDIA[one.id],
                "level": "national",
                "ownership": "state",
                "zone": one.zone,
                "audience_pm": {"o2": 500}.get(one.id, 1000),
            }
            for one in OUTLETS
        ],
        "channels": [{"id": name, "outlet_id": name} for name in ("o1", "o2")],
        "spots": [{"id": "s1", "contestant_id": "c1"}, {"id": "s2", "contestant_id": "c2"}],
    }
    given = standing | {name.replace("_", "-"): rows for name, rows in registers.items()}
    return {name: register(name, *rows) for name, rows in given.items()}


def made(
    registers: dict[str, pl.DataFrame],
    heard: list[dict[str, Any]] | None = None,
    owed: list[dict[str, Any]] | None = None,
) -> dict[str, pl.DataFrame]:
    """Every table of a campaign."""
    return tables(registers, airings(*heard or []), due(*owed or []), OUTLETS)
