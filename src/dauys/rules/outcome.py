"""What a rule comes to: its findings, and how many rows it tested, spared and could not test."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dauys.domain.law import FINDINGS, Rule
from dauys.rules.frames import empty, json_text
from dauys.rules.rows import Rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """findings: columns of FINDINGS, in order of the rows. untested: reason → how many rows."""

    findings: pl.DataFrame
    tested: int
    exempt: int
    untested: Mapping[str, int]


NOTHING_FOUND = empty(FINDINGS)


def judged(rule: Rule, rows: Rows, found: pl.DataFrame, unknown: Mapping[str, int] | None = None) -> Outcome:
    """The outcome over one row set.

    found: rows of `rows.frame` that the rule found, with `_trace` (canonical JSON) and `_decide` (bool: left
    open, to be decided by people); `_start`, `_end` are the finding's interval. unknown: rows that could not
    be tested, by reason. A found row of which an exception's value is not known is no finding: untested.
    """
    untested = Counter(rows.untested) + Counter(unknown or {})
    doubted = found.filter(pl.col("_doubt").is_not_null())
    for (column,), group in doubted.group_by("_doubt"):
        untested[f"unknown: {column}"] += group.height
    sure = found.filter(pl.col("_doubt").is_null()) if doubted.height else found
    tested = rows.frame.height - sum((unknown or {}).values()) - doubted.height
    return Outcome(findings(rule, rows.table, sure), tested, rows.exempt, untested)


def untouched(rows: Rows) -> Outcome:
    """Of a row set that leaves no row to test."""
    return Outcome(NOTHING_FOUND, 0, rows.exempt, rows.untested)


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Several row sets of one rule as one outcome; a row that two of them hold is one finding."""
    parts = list(outcomes)
    frames = [part.findings for part in parts] or [NOTHING_FOUND]
    untested: Counter[str] = Counter()
    for part in parts:
        untested.update(part.untested)
    return Outcome(
        pl.concat(frames).unique("id", keep="first", maintain_order=True),
        sum(part.tested for part in parts),
        sum(part.exempt for part in parts),
        untested,
    )


def findings(rule: Rule, table: str, found: pl.DataFrame) -> pl.DataFrame:
    """Found rows as FINDINGS: `RULE.TABLE.ROW`, and `.CONTEST` where the row is judged for several."""
    if not found.height:
        return NOTHING_FOUND
    contest = pl.when("_several").then(pl.format(".{}", "_contest")).otherwise(pl.lit(""))
    exhibit = pl.format(f"[[{json.dumps(table)},{{}}]]", json_text(pl.col("_row_id")))
    return found.select(
        id=pl.format(f"{rule.id}.{table}.{{}}{{}}", "_row_id", contest),
        rule_id=pl.lit(rule.id),
        kind=pl.lit(rule.kind.value),
        level=pl.lit(rule.level.value),
        is_to_decide="_decide",
        provision=pl.lit(rule.provision),
        status=pl.lit(rule.status.value),
        contest_id="_contest",
        contestant_id="_contestant",
        outlet_id="_outlet",
        medium="_medium",
        table=pl.lit(table),
        row_id="_row_id",
        start_ms="_start",
        end_ms="_end",
        trace="_trace",
        exhibits=exhibit if "_exhibits" not in found.columns else "_exhibits",
    ).cast(NOTHING_FOUND.schema)
