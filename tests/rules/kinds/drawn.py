"""Published tables from rows as dictionaries: a campaign of two zones and what a property draws."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from hypothesis import settings

from dauys import rules
from dauys.domain.law import RuleBook
from dauys.domain.tables import TABLES
from dauys.rules.frames import framed

Row = Mapping[str, Any]
MINUTE = 60_000
DAY = 1440 * MINUTE
MIDNIGHT = 1_609_437_600_000
"""2021-01-01 00:00 in Asia/Almaty; in Asia/Qyzylorda, an hour behind, it is still the day before."""

_NOTHING: dict[str, Any] = {"text": "", "int": None, "bool": None}
PROPERTY = settings(deadline=None, max_examples=60)
"""A first example compiles what Polars needs: no limit on its time."""
CONTESTANTS = ("c1", "c2", "c3")
CAMPAIGN: dict[str, list[Row]] = {
    "contests": [{"id": "k", "kind": "list", "voting_day": "2021-01-10"}],
    "contestants": [{"id": name, "contest_id": "k"} for name in CONTESTANTS],
    "outlets": [
        {"id": "east", "medium": "tv", "level": "regional", "zone": "Asia/Almaty"},
        {"id": "west", "medium": "radio", "level": "regional", "zone": "Asia/Qyzylorda"},
    ],
    "channels": [{"id": "east-1", "outlet_id": "east"}, {"id": "west-1", "outlet_id": "west"}],
}


def tables(given: Mapping[str, Iterable[Row]], seed: int | None = None) -> dict[str, pl.DataFrame]:
    """The campaign's tables and the given ones, with every column; in another order for each seed."""
    made = {}
    for name, rows in {**CAMPAIGN, **given}.items():
        columns = TABLES[name]
        nothing = {column: _NOTHING[kind] for column, kind in columns.items()}
        full = [{**nothing, "is_illustrative": False, **row} for row in rows]
        if seed is not None:
            random.Random(seed).shuffle(full)
        made[name] = framed(full, columns)
    return made


def outcome(
    book: RuleBook, given: Mapping[str, Iterable[Row]], seed: int | None = None
) -> tuple[dict[str, bool], int, dict[str, int]]:
    """Of the book's rule: finding → whether it is to decide; how many were tested; reason → untested."""
    made = rules.test(book, tables(given, seed))
    found = {row["id"].removeprefix("R1."): row["is_to_decide"] for row in made["findings"].to_dicts()}
    assert len(found) == made["findings"].height, "no id stands twice"
    (counts,) = made["rule-tests"].to_dicts()
    return found, counts["tested"], json.loads(counts["why_untested"] or "{}")


def traces(book: RuleBook, given: Mapping[str, Iterable[Row]]) -> dict[str, dict[str, Any]]:
    """Finding → its trace, with its exhibits, outlet and contestant."""
    found = rules.test(book, tables(given))["findings"]
    also = ("outlet_id", "contestant_id", "contest_id", "start_ms", "end_ms", "row_id", "level")
    return {
        row["id"].removeprefix("R1."): {
            **json.loads(row["trace"]),
            "exhibits": json.loads(row["exhibits"]),
            "row": {name: row[name] for name in also},
        }
        for row in found.to_dicts()
    }
