"""The published tables as they were brought: put into their declared shape and prepared once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.tables import TABLES
from dauys.rules.frames import empty, shaped
from dauys.rules.placed import placed
from dauys.rules.rows import timed


class Brought:
    """Tables and what is prepared from them; no part depends on a rule, so that many books may share it."""

    def __init__(self, tables: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> None:
        self._given = tables
        self._tables: dict[str, pl.DataFrame] = {}
        self._placed: dict[str, pl.DataFrame] = {}
        self._timed: dict[tuple[str, str, str], pl.DataFrame] = {}

    def table(self, name: str) -> pl.DataFrame:
        """A published table in its declared shape; without rows where it was not brought."""
        if name not in self._tables:
            columns, given = TABLES[name], self._given.get(name)
            self._tables[name] = empty(columns) if given is None else shaped(given, columns)
        return self._tables[name]

    def prepared(self, table: str, time: Mapping[str, Any] | None, seat: str) -> pl.DataFrame:
        """Every row of the table with the columns of `rows`; no row spread over contests yet, no `_doubt`.

        seat: the zone of the commission's seat, whose days rows without a zone have.
        """
        key = table, json.dumps(time, sort_keys=True), seat
        if key not in self._timed:
            if table not in self._placed:
                self._placed[table] = placed(table, self.table)
            self._timed[key] = timed(self._placed[table], time, seat)
        return self._timed[key]
