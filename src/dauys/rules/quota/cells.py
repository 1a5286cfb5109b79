"""Cells of a quota: the rows of an outlet, a debate, a day… of one contest, added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.rules.cells import SHOWN, cell_id, only
from dauys.rules.frames import json_text
from dauys.rules.matter import Matter
from dauys.rules.others import first_blank
from dauys.rules.quota.watched import MONITORED, period_of, with_bounds, with_watched
from dauys.rules.row_by_row import unknowns
from dauys.rules.row_sets import time_column
from dauys.rules.rows import Rows


@dataclass(frozen=True, slots=True)
class Cells:
    """frame: a line for each cell and contestant: `_contest`, `columns`, `_period`, `_contestant`, and

    _value, _limit     its sum, and that of the limit's column, over the rows of which they are known
    _unknown, _unclear how many rows of it are not, and the first column on which that hangs

    about: a line for each cell: _outlet, _medium, _zone, _rows, _exhibits, and what `watched` and
    `bounded` add.
    """

    table: str
    columns: tuple[str, ...]
    frame: pl.DataFrame
    about: pl.DataFrame
    exempt: int
    untested: Mapping[str, int]

    @property
    def key(self) -> list[str]:
        """The columns that tell cells apart."""
        return ["_contest", *self.columns, "_period"]

    def name(self, *also: str) -> pl.Expr:
        """What names a cell: its columns, its day or week and what stands in `also`; else its contest."""
        named = cell_id([*self.columns, "_period", *also])
        return pl.when(named == "").then("_contest").otherwise(named)

    def told(self, rule: Rule) -> dict[str, pl.Expr]:
        """What the traces of all quotas say of a cell."""
        measure = rule.terms["measure"]
        columns = sorted(self.columns)
        return {
            "measure": pl.lit("count" if measure == "count" else measure["sum"]),
            "cell": pl.struct(columns) if columns else pl.lit(None, pl.String),
            "per": pl.lit(rule.terms.get("per") or ""),
            "period": pl.col("_period"),
            "rows": pl.col("_rows"),
            "monitored_time": pl.col("_monitored"),
        }


def cells(rule: Rule, matter: Matter) -> Cells:
    """The cells of which there are rows."""
    terms = rule.terms
    columns = tuple(dict.fromkeys(terms["cell"]))
    untested: Counter[str] = Counter()
    parts, exempt = [], 0
    for row_set in terms["rows"]:
        rows = matter.rows(rule, row_set)
        untested.update(rows.untested)
        exempt += rows.exempt
        parts.append(_reduced(rows, row_set, terms, matter, untested))
    lines = pl.concat(parts)
    key = ["_contest", *columns, "_period"]
    each = lines.group_by([*key, "_contestant"]).agg(
        _value=pl.col("_value").sum(),
        _limit=pl.col("_limit").sum(),
        _unknown=pl.col("_unclear").is_not_null().sum().cast(pl.Int64),
        _unclear=pl.col("_unclear").min(),
    )
    about = with_bounds(with_watched(_about(lines, key), lines, key, terms, matter), terms, matter)
    return Cells(terms["rows"][0]["table"], columns, each.sort(*key, "_contestant"), about, exempt, +untested)


def _reduced(
    rows: Rows, row_set: Mapping[str, Any], terms: Mapping[str, Any], matter: Matter, untested: Counter[str]
) -> pl.DataFrame:
    """A line for each row that has a place in a cell; why others have none is counted in `untested`."""
    measure, limit = terms["measure"], terms.get("limit")
    value = pl.lit(1, pl.Int64) if measure == "count" else pl.col(measure["sum"])
    bound = pl.col(limit["column"]) if isinstance(limit, Mapping) else pl.lit(None, pl.Int64)
    columns = tuple(dict.fromkeys(terms["cell"]))
    frame = period_of(rows.frame, rows.table, terms.get("per"), matter).with_columns(
        _placeless=_placeless(rows.table, columns, terms, time_column(row_set)), _unclear=_unclear(terms)
    )
    untested.update(unknowns(frame.select(_why=pl.coalesce("_placeless", "_unclear"))["_why"]))
    counted = pl.col("_unclear").is_null()
    return frame.filter(pl.col("_placeless").is_null()).select(
        "_contest",
        *(pl.col(name).cast(pl.String) for name in columns),
        *("_period", "_contestant", "_outlet", "_medium", "_zone", "_row_id", "_unclear"),
        _exhibit=pl.format(f'["{rows.table}",{{}}]', json_text(pl.col("_row_id"))),
        _value=pl.when(counted).then(value),
        _limit=pl.when(counted).then(bound),
        _is_watched=pl.lit(rows.table in MONITORED),
    )


def _placeless(table: str, columns: Sequence[str], terms: Mapping[str, Any], time: str) -> pl.Expr:
    """The first column without which a row has no place in a cell and that is not known of it."""
    compares = "among" in terms or terms["test"] in ("equal", "shares")
    nobody = pl.when((pl.col("_contestant") == "") & compares).then(pl.lit("contestant_id"))
    is_timeless = pl.col("_start").is_null() & (terms.get("per") is not None)
    return pl.coalesce(first_blank(table, columns), nobody, pl.when(is_timeless).then(pl.lit(time)))


def _unclear(terms: Mapping[str, Any]) -> pl.Expr:
    """The first number that is not known of a row, or what hides whether it is exempt."""
    measure, limit = terms["measure"], terms.get("limit")
    sums = [measure["sum"]] if measure != "count" else []
    sums += [limit["column"]] if isinstance(limit, Mapping) else []
    return pl.coalesce("_doubt", *(pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in sums))


def among_all(made: Cells, matter: Matter) -> pl.DataFrame:
    """Every contestant of the contest in each of its cells, with 0 where there is nothing."""
    contestants = matter.table("contestants").select(_contest="contest_id", _contestant="id")
    full = made.about.select(made.key).join(contestants, on="_contest")
    return full.join(made.frame, on=[*made.key, "_contestant"], how="left", nulls_equal=True).with_columns(
        pl.col("_value", "_unknown").fill_null(0)
    )


def _about(lines: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    shown = pl.col("_exhibit").sort().head(SHOWN)
    return lines.group_by(key).agg(
        _outlet=only("_outlet"),
        _medium=only("_medium"),
        _zone=only("_zone"),
        _rows=pl.len(),
        _exhibits=pl.format("[{}]", shown.str.join(",")),
    )
