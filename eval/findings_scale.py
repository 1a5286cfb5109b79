"""Findings over 10⁴ … 10⁶ appearances: every rule of a book; clock, processor, memory, kind by kind.

    python -m eval.findings_scale --rows 10000 100000 1000000 --book kz-2021

The tables are synthetic (`eval.findings_rows`). They are made once and kept as Parquet; the rules are tested
on them in a process of its own with two threads, reading apart. A rule's seconds hold whatever had to be
prepared for it first; with putting all findings in their order, the kinds' seconds add up to the whole.
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
from collections import defaultdict
from pathlib import Path
from typing import Any

THREADS = 2
HEAD = (
    "| appearances | rows of all tables | rules | rows tested | findings | clock, s | processor, s "
    "| memory, GB (of it read) | load |"
)
os.environ["POLARS_MAX_THREADS"] = str(THREADS)

import polars as pl  # noqa: E402 - the number of threads is read when polars is imported

from dauys.rules.brought import Brought  # noqa: E402
from dauys.rules.judgement import outcome_of  # noqa: E402
from dauys.rules.matter import Matter  # noqa: E402
from dauys.workflows.rules_books import find_book  # noqa: E402
from dauys.workflows.rules_check import read  # noqa: E402


def make(folder: Path, rows: int) -> None:
    """The tables as Parquet files in the folder."""
    from eval.findings_rows import tables

    for name, frame in tables(rows).items():
        frame.write_parquet(folder / f"{name}.parquet")


def run(book_id: str, folder: Path) -> dict[str, Any]:
    """Every rule of the book over the folder's tables: seconds, memory, counts, kind by kind."""
    book = read(find_book(book_id, folder))
    tables = {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    read_gb = _gb()
    begin, cpu_begin = time.perf_counter(), time.process_time()
    matter, found = Matter(book, Brought(tables)), []
    kinds: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0, 0, 0])
    rules: dict[str, float] = {}
    for rule in book.rules:
        at, cpu_at = time.perf_counter(), time.process_time()
        outcome = outcome_of(rule, matter)
        took = (time.perf_counter() - at, time.process_time() - cpu_at)
        found.append(outcome.findings.sort("row_id", "id"))
        rules[rule.id] = round(took[1], 2)
        for place, value in enumerate((1, *took, outcome.tested, outcome.findings.height)):
            kinds[rule.kind.value][place] += value
    findings = pl.concat(found)
    wall_s, cpu_s = time.perf_counter() - begin, time.process_time() - cpu_begin
    return {
        "rows": tables["appearances"].height,
        "all_rows": sum(frame.height for frame in tables.values()),
        "wall_s": round(wall_s, 2),
        "cpu_s": round(cpu_s, 2),
        "read_gb": read_gb,
        "gb": _gb(),
        "rules": len(book.rules),
        "tested": sum(int(kind[3]) for kind in kinds.values()),
        "findings": findings.height,
        "kinds": dict(kinds),
        "dearest": dict(sorted(rules.items(), key=lambda one: -one[1])[:8]),
        "digest": hashlib.sha256("\n".join(findings["id"]).encode()).hexdigest()[:16],
    }


def _gb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2)


def measured(rows: int, book: str) -> dict[str, Any]:
    """Made in one process and judged in another, so that neither's memory is the other's."""
    with tempfile.TemporaryDirectory() as folder:
        for what in ("--make", "--judge"):
            command = [sys.executable, "-m", "eval.findings_scale", what, folder, "--book", book]
            done = subprocess.run(
                [*command, "--rows", str(rows)], stdout=subprocess.PIPE, text=True, check=True
            )
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "load": round(os.getloadavg()[0], 1)}


def table(found: list[dict[str, Any]]) -> str:
    """Markdown: the whole by rows, then the last one by kind."""
    lines = [HEAD, "|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for one in found:
        counts = (f"{one[name]:,}" for name in ("rows", "all_rows", "rules", "tested", "findings"))
        memory = f"{one['gb']} ({one['read_gb']})"
        lines.append(
            f"| {' | '.join([*counts, str(one['wall_s']), str(one['cpu_s']), memory, str(one['load'])])} |"
        )
    lines += [
        "",
        "| kind | rules | clock, s | processor, s | rows tested | findings |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for kind, (rules, wall_s, cpu_s, tested, findings) in sorted(found[-1]["kinds"].items()):
        lines.append(
            f"| {kind} | {rules:.0f} | {wall_s:.2f} | {cpu_s:.2f} | {tested:,.0f} | {findings:,.0f} |"
        )
    dearest = ", ".join(f"{rule} {seconds}" for rule, seconds in found[-1]["dearest"].items())
    return "\n".join([*lines, "", f"Processor seconds of the dearest rules: {dearest}."]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--book", default="kz-2021")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        make(asked.make, asked.rows[0])
        return
    if asked.judge:
        print(json.dumps(run(asked.book, asked.judge)))
        return
    found = []
    for rows in asked.rows:
        found.append(measured(rows, asked.book))
        print(found[-1], file=sys.stderr)
    text = table(found)
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
