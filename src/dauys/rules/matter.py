"""The matter before a rule: the book, its windows and the published tables, each prepared once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl

from dauys.domain.law import Rule, RuleBook, RuleKind
from dauys.domain.tables import TABLES
from dauys.rules.brought import Brought
from dauys.rules.in_force import in_force
from dauys.rules.phases import in_phase
from dauys.rules.row_sets import time_column
from dauys.rules.rows import Rows, chosen, no_rows, spared
from dauys.rules.windows import Windows, windows

ILLUSTRATIVE = "illustrative"
NOT_IN_FORCE = "not in force"
_OF_THE_ROW = (
    RuleKind.REQUIRED_FIELDS,
    RuleKind.ELIGIBILITY,
    RuleKind.LABEL,
    RuleKind.PRIOR_ACT,
    RuleKind.ADJACENCY,
)


def asks_no_contest(rule: Rule) -> bool:
    """Whether the rule speaks of rows alone: neither of a contest's days nor of those who stand in it."""
    limits = (rule.terms.get("no_later_than"), rule.terms.get("no_earlier_than"))
    of_row = any(isinstance(limit, Mapping) and "field" in limit for limit in limits)
    return rule.kind in _OF_THE_ROW or (rule.kind is RuleKind.DEADLINE and of_row)


class Matter:
    """What the rules of one book are tested on; rows that several rules speak of are chosen once."""

    def __init__(self, book: RuleBook, brought: Brought) -> None:
        self.book = book
        self._brought = brought
        self._rows: dict[str, Rows] = {}

    def table(self, name: str) -> pl.DataFrame:
        """A published table in its declared shape; without rows where it was not brought."""
        return self._brought.table(name)

    @cached_property
    def windows(self) -> Windows:
        """The book's windows for every contest and zone."""
        return windows(self.book, self.table("contests"), self.table("outlets"))

    @property
    def seat(self) -> str:
        """The zone of the commission's seat."""
        return self.book.zones[0]

    def prepared(self, table: str, time: Mapping[str, Any] | None) -> pl.DataFrame:
        """Every row of the table with the columns of `rows`; no row spread over contests yet, no `_doubt`."""
        return self._brought.prepared(table, time, self.seat)

    def rows(self, rule: Rule, row_set: Mapping[str, Any]) -> Rows:
        """The rows of a row set that the rule can be tested on.

        In this order: those that `where` chooses; in the rule's contests; of the phase `during`; of a time
        when the rule was in force; not illustrative; not spared by `except`.
        """
        since = self.book.valid_from, rule.valid_from
        until = self.book.valid_to, rule.valid_to
        key = json.dumps([row_set, rule.contests, since, until], sort_keys=True, default=str)
        if key not in self._rows:
            self._rows[key] = self._ready(rule, row_set)
        return self._rows[key]

    def _ready(self, rule: Rule, row_set: Mapping[str, Any]) -> Rows:
        table = row_set["table"]
        if not self.table(table).height:
            return no_rows(table)
        frame, untested = chosen(self.prepared(table, row_set.get("time")), row_set.get("where") or {})
        phase = row_set.get("during")
        is_once = asks_no_contest(rule) and not phase
        frame = self._of_contests(rule, frame, untested, is_once=is_once)
        if phase:
            frame, lost = in_phase(frame, phase, self.windows, self.seat, time_column(row_set))
            untested += lost
        was_in_force = in_force(rule, self.book, frame, self.table("contests"))
        if was_in_force is not None:
            untested[NOT_IN_FORCE] += frame.height - int(was_in_force.sum())
            frame = frame.filter(was_in_force)
        if "is_illustrative" in TABLES[table]:
            real = frame.filter(~pl.col("is_illustrative").fill_null(value=False))
            untested[ILLUSTRATIVE] += frame.height - real.height
            frame = real
        frame, exempt = spared(frame, row_set.get("except") or ())
        return Rows(table, frame, exempt, +untested)

    def _of_contests(
        self, rule: Rule, frame: pl.DataFrame, untested: Counter[str], *, is_once: bool
    ) -> pl.DataFrame:
        """Rows of the rule's contests; a row without a contest once for each of them.

        is_once: once for all of them, since nothing is asked of one: two races make one act no two acts.
        """
        contests = self.table("contests")
        known = contests["id"].to_list()
        concerned = contests.filter(pl.col("kind").is_in(rule.contests)) if rule.contests else contests
        ids = concerned["id"].to_list()
        open_rows = frame.filter(~pl.col("_contest").is_in(known))
        if len(ids) == len(known) and (not open_rows.height or (ids and is_once)):
            return frame.with_columns(_several=pl.lit(value=False))
        if not known:
            untested["unknown: contest_id"] += open_rows.height
        own = frame.filter(pl.col("_contest").is_in(ids)).with_columns(_several=pl.lit(value=False))
        each = open_rows.drop("_contest").join(
            pl.DataFrame({"_contest": ids}, {"_contest": pl.String}), how="cross"
        )
        spread = each.with_columns(_several=pl.lit(len(ids) > 1))
        # in one piece: pl.format of this Polars panics where a column begins with an empty chunk
        return pl.concat([own, spread.select(own.columns)], rechunk=True)
