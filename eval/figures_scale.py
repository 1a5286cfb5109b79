"""Figures over 10⁴ … 10⁷ appearances from Parquet: our evaluation beside plain SQL in SQLite and DuckDB.

    python -m eval.figures_scale --rows 10000 100000 1000000 --out table.md

The appearances are synthetic, from a seed; the campaign is as large as a session's: 59 outlets, 30 days, two
contests, 14 contestants. Each engine runs in a process of its own with two threads, reads the columns that
figures use into memory, then answers every question; all must give the same integers. `streamed` is ours over
the files themselves, without reading them first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)

import polars as pl  # noqa: E402 - the number of threads is read when polars is imported

from dauys.domain.figures import Definition, Kind  # noqa: E402
from dauys.domain.tables import TABLES  # noqa: E402
from dauys.measures import Answers  # noqa: E402
from dauys.reports.definitions import definitions  # noqa: E402
from eval.figures_rows import make  # noqa: E402
from eval.figures_sql import sql  # noqa: E402

SQLITE_ROWS_MAX = 100_000
"""Its queries are asked no further: at ten times as many rows they take many minutes."""

WORDS = [
    *("airings", "airtime", "items", "price", "weighted-airtime", "weighted-items", "insertions", "area"),
    *("carrying", "days", "airings-share", "airtime-share", "items-share", "price-share"),
    *("weighted-airtime-share", "airings-gap", "airtime-gap", "items-gap", "airtime-share-gap"),
    *("airtime-in-prime", "prime-part", "airings-whole", "airings-heard", "whole-part"),
]
PLACES = ("contest_id", "medium", "level", "ownership", "outlet_id", "day", "daypart", "language", "is_prime")


def questions() -> Iterator[tuple[Definition, tuple[str, ...]]]:
    """Every definition by every place, by contestant, by both, and by medium, day and contestant."""
    known = definitions()
    divisions = [(), ("contestant_id",), *((p,) for p in PLACES), *((p, "contestant_id") for p in PLACES)]
    for word in WORDS:
        one = known[f"{{scope}}{word}.{{who}}"]
        for by in [*divisions, ("medium", "day", "contestant_id")]:
            if set(by) <= set(one.by) and (one.kind is not Kind.GAP or one.among in by):
                yield one, by


def columns() -> list[str]:
    """What the questions speak of; nothing else is read."""
    known = definitions()
    named: set[str] = set()
    for one in known.values():
        if one.table == "appearances":
            named |= {*one.by, *(one.where or ()), one.column} - {"", "spot_id"}
    return [name for name in TABLES["appearances"] if name in named]


def of_sql(ask: Callable[[str], list[tuple[Any, ...]]], divide: str) -> Iterator[Any]:
    """Every question and what the engine answers to its query."""
    for one, by in questions():
        yield one, by, {tuple(row[:-1]): row[-1] for row in ask(sql(one, by, divide))}


def ours(folder: Path, *, is_streamed: bool) -> Iterator[Any]:
    files = pl.scan_parquet(folder / "*.parquet").select(columns())
    table = files if is_streamed else files.collect()
    yield None
    answers = Answers(definitions(), {"appearances": table})
    for one, by in questions():
        yield one, by, answers.by(one.id, by)


def duckdb(folder: Path) -> Iterator[Any]:
    import duckdb as engine

    base = engine.connect(config={"threads": THREADS})
    base.execute(
        f"CREATE TABLE appearances AS SELECT {', '.join(columns())} FROM read_parquet('{folder}/*.parquet')"
    )
    yield None
    yield from of_sql(lambda query: base.execute(query).fetchall(), "//")


def sqlite(folder: Path) -> Iterator[Any]:
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE appearances ({', '.join(columns())})")
    marks = ", ".join("?" for _ in columns())
    for path in sorted(folder.glob("*.parquet")):
        rows = pl.read_parquet(path, columns=columns()).select(columns()).iter_rows()
        base.executemany(f"INSERT INTO appearances VALUES ({marks})", rows)
    yield None
    yield from of_sql(lambda query: base.execute(query).fetchall(), "/")


ENGINES: dict[str, Callable[[Path], Iterator[Any]]] = {
    "ours": lambda folder: ours(folder, is_streamed=False),
    "ours, streamed": lambda folder: ours(folder, is_streamed=True),
    "DuckDB": duckdb,
    "SQLite": sqlite,
}


def run(engine: str, folder: Path) -> dict[str, Any]:
    """One engine over one folder: seconds to read, seconds to answer, memory, and what it answered."""
    begin = time.perf_counter()
    answered = ENGINES[engine](folder)
    next(answered)
    read = time.perf_counter()
    cpu_s = sum(os.times()[:2])
    digest, n_questions, n_figures = hashlib.sha256(), 0, 0
    for one, by, values in answered:
        rows = sorted(((*map(str, map(_plain, key)), value) for key, value in values.items()), key=repr)
        digest.update(json.dumps([one.id, by, rows]).encode())
        n_questions, n_figures = n_questions + 1, n_figures + len(rows)
    return {
        "engine": engine,
        "read_s": round(read - begin, 2),
        "figures_s": round(time.perf_counter() - read, 2),
        "cpu_s": round(sum(os.times()[:2]) - cpu_s, 2),
        "gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2),
        "questions": n_questions,
        "figures": n_figures,
        "digest": digest.hexdigest()[:16],
    }


def _plain(cell: object) -> object:
    return int(cell) if isinstance(cell, bool) else cell


def measured(rows: int, folder: Path, engines: list[str]) -> Iterator[dict[str, Any]]:
    """Every engine in a process of its own."""
    make(folder, rows)
    for engine in engines:
        if engine == "SQLite" and rows > SQLITE_ROWS_MAX:
            continue
        command = [sys.executable, "-m", "eval.figures_scale", "--engine", engine, "--folder", str(folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        yield {"rows": rows, **json.loads(done.stdout)}


def table(found: list[dict[str, Any]]) -> str:
    """Markdown, and whether all agree."""
    lines = ["| rows | engine | read, s | figures, s | processor, s | memory, GB | answers |"]
    lines.append("|---:|---|---:|---:|---:|---:|---|")
    first: dict[int, str] = {}
    for one in found:
        agrees = first.setdefault(one["rows"], one["digest"]) == one["digest"]
        cells = (f"{one['rows']:,}", one["engine"], one["read_s"], one["figures_s"], one["cpu_s"], one["gb"])
        lines.append(f"| {' | '.join(map(str, cells))} | {'equal' if agrees else 'DIFFERENT'} |")
    last = found[-1]
    return "\n".join([*lines, "", f"{last['questions']} questions, {last['figures']:,} figures each."]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--engine", choices=list(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        print(json.dumps(run(asked.engine, asked.folder)))
        return
    found: list[dict[str, Any]] = []
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            for one in measured(rows, Path(folder), asked.engines):
                print(one, file=sys.stderr)
                found.append(one)
    text = table(found)
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
