"""All published tables from 10⁴ … 10⁶ airings: seconds of each step of `measures.tables`, and memory.

    python -m eval.tables_scale --rows 10000 100000 1000000 --out table.md

Synthetic, from a seed: nine airings of ten were heard, one of ten a register brought; an order, a log's entry
and a slot stand behind every tenth of those heard, some of them displaced, doubled, short or missing.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "2"  # read when polars is imported

import polars as pl

from dauys import measures
from dauys.domain.frames import REGISTER_FRAMES
from dauys.domain.tables import AIRINGS, TABLES
from dauys.measures.frames import empty
from eval.figures_rows import FIRST_MS, ZONE
from eval.report_campaign import campaign
from eval.report_scale import most_gb

steps = importlib.import_module("dauys.measures.tables")
"""The module, which its function hides."""
SEED = 20210109
BROADCAST = 18
MINUTE_MS = 60_000
DAYS_MS = 30 * 86_400_000
STEPS = ("airing_table", "appearances", "monitored_table", "claims", "reconciliation", "make_goods")


def dice(face: int, sides: int) -> pl.Expr:
    """A number below `sides` that follows from the row's."""
    return (pl.col("row").hash(SEED + face) % sides).cast(pl.Int64)


def aired(rows: int) -> pl.DataFrame:
    """Airings of every outlet that broadcasts, spread over the days."""
    number = pl.int_range(rows, dtype=pl.UInt64, eager=True).alias("row").to_frame()
    outlet = pl.lit("o") + dice(1, BROADCAST).cast(pl.String)
    who = dice(2, 14).cast(pl.String)
    return number.with_columns(
        outlet_id=outlet,
        channel_id=outlet,
        contestant_id=pl.lit("c") + who,
        contest_id=pl.when(dice(2, 14) < 5).then(pl.lit("lists")).otherwise(pl.lit("assembly")),
        spot_id=pl.lit("s") + who + pl.lit("-") + dice(3, 8).cast(pl.String),
        language=pl.when(dice(4, 2) == 0).then(pl.lit("kk")).otherwise(pl.lit("ru")),
        start_ms=FIRST_MS + dice(5, DAYS_MS - 60_000),
        length_ms=dice(6, 30_000) + 5_000,
        price_tiyn=dice(7, 5_000_000),
    )


def heard(airings: pl.DataFrame) -> pl.DataFrame:
    """Columns of `domain.tables.AIRINGS`."""
    made = airings.with_columns(
        sighting_id=pl.lit("a") + pl.col("row").cast(pl.String),
        version_id=pl.col("language"),
        end_ms=pl.col("start_ms") + pl.col("length_ms"),
        zone=pl.lit(ZONE),
        integrity=pl.lit("whole"),
        decided_by=pl.lit("synthetic"),
    )
    return _shaped(made, AIRINGS)


def _shaped(rows: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
    kinds = empty(columns).schema
    cells = [pl.col(name) if name in rows.columns else pl.lit(None).alias(name) for name in columns]
    return rows.select(cells).cast(dict(kinds))


def registers(entered: pl.DataFrame, airings: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Airings of a register, and for every tenth of `airings` an order of one slot and a log's entry."""
    ordered = airings.filter(pl.col("row") % 10 == 0)
    name = pl.col("row").cast(pl.String)
    late = pl.when(dice(8, 20) == 0).then(dice(9, 600) * MINUTE_MS).otherwise(dice(9, 60_000))
    slots = ordered.with_columns(
        id=pl.lit("slot") + name, order_id=pl.lit("order") + name, start_ms=pl.col("start_ms") + late
    )
    return {
        "airings": _shaped(
            entered.with_columns(id=pl.lit("e") + name, is_illustrative=True), REGISTER_FRAMES["airings"]
        ),
        "orders": _shaped(ordered.with_columns(id=pl.lit("order") + name), TABLES["orders"]),
        "slots": _shaped(slots, TABLES["slots"]),
        "as-run": _shaped(ordered.with_columns(id=pl.lit("log") + name), TABLES["as-run"]),
    }


def run(rows: int) -> dict[str, Any]:
    """Every step's seconds."""
    made = campaign()
    airings = aired(rows)
    entered, recorded = airings.filter(pl.col("row") % 10 == 9), airings.filter(pl.col("row") % 10 != 9)
    given = made.registers | registers(entered, recorded)
    seconds = _timed()
    begin = time.perf_counter()
    found = measures.tables(given, heard(recorded), made.due, made.outlets)
    total = time.perf_counter() - begin
    begin = time.perf_counter()
    broken = measures.identities(found)
    return {
        "rows": rows,
        "slots": found["slots"].height,
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
        "total_s": round(total, 2),
        "identities_s": round(time.perf_counter() - begin, 2),
        "broken": broken,
        "outcomes": dict(found["reconciliation"]["outcome"].value_counts(sort=True).iter_rows()),
        "gb": most_gb(),
    }


def _timed() -> dict[str, float]:
    """Puts a clock around each step of `measures.tables`; what it has counted."""
    seconds = dict.fromkeys(STEPS, 0.0)

    def watched(name: str, step: Callable[..., pl.DataFrame]) -> Callable[..., pl.DataFrame]:
        def call(*given: Any) -> pl.DataFrame:
            begin = time.perf_counter()
            made = step(*given)
            seconds[name] += time.perf_counter() - begin
            return made

        return call

    for name in STEPS:
        setattr(steps, name, watched(name, getattr(steps, name)))
    return seconds


def table(found: list[dict[str, Any]]) -> str:
    """Markdown."""
    head = ("airings", "slots", *(name.replace("_", " ") for name in STEPS), "all tables, s", "identities, s")
    lines = [f"| {' | '.join((*head, 'most, GB'))} |", f"|{'---:|' * (len(head) + 1)}"]
    for one in found:
        cells = (f"{one['rows']:,}", f"{one['slots']:,}", *one["seconds"].values(), one["total_s"])
        lines.append(f"| {' | '.join(map(str, (*cells, one['identities_s'], one['gb'])))} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(run(asked.one)))
        return
    found: list[dict[str, Any]] = []
    for rows in asked.rows:
        command = [sys.executable, "-m", "eval.tables_scale", "--one", str(rows)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        print(done.stdout, file=sys.stderr)
        found.append(json.loads(done.stdout))
    text = table(found)
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
