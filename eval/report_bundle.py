"""A bundle's rows from 10⁴ … 10⁷ appearances: rows a second of each form and of its hash, and memory.

    python -m eval.report_bundle --rows 1000000 10000000 --out table.md

The appearances are synthetic (`eval.figures_rows`). `held`: the process with the frame in memory; `most`: the
most until that step's end; every form is written to a file and hashed, as the workflow does.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "2"  # read when polars is imported

import polars as pl

from dauys.reports.bundle.rows import Published, csv, json_lines, parquet
from eval.report_scale import held_gb, most_gb
from eval.sizes import at_each_size

FORMS: dict[str, Callable[[Published], Iterator[bytes]]] = {
    "JSON lines": json_lines,
    "CSV": csv,
    "Parquet": parquet,
}


def run(rows: Path, out: Path) -> dict[str, Any]:
    """Order, then each form: its seconds, those of its hash among them, bytes, and the most memory so far."""
    frame = pl.read_parquet(rows / "*.parquet")
    held = held_gb()
    begin = time.perf_counter()
    table = Published("appearances", frame)
    found = [_step("order", time.perf_counter() - begin)]
    for name, form in FORMS.items():
        found.append(_written(name, form(table), out))
    return {"rows": frame.height, "held_gb": held, "steps": found}


def _written(name: str, chunks: Iterable[bytes], out: Path) -> dict[str, Any]:
    digest, hashing, n_bytes, begin = hashlib.sha256(), 0.0, 0, time.perf_counter()
    with (out / "rows").open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            before = time.perf_counter()
            digest.update(chunk)
            hashing += time.perf_counter() - before
            n_bytes += len(chunk)
    return _step(name, time.perf_counter() - begin, hashing, n_bytes)


def _step(name: str, seconds: float, hashing: float = 0.0, n_bytes: int = 0) -> dict[str, Any]:
    return {
        "name": name,
        "seconds": round(seconds, 2),
        "hash_s": round(hashing, 2),
        "mb": round(n_bytes / 1e6, 1),
        "gb": most_gb(),
    }


def table(found: list[dict[str, Any]]) -> str:
    """Markdown."""
    head = ("rows", "held, GB", "step", "s", "of it hash, s", "rows/s", "MB", "most so far, GB")
    lines = [f"| {' | '.join(head)} |", "|---:|---:|---|---:|---:|---:|---:|---:|"]
    for one in found:
        for step in one["steps"]:
            pace = round(one["rows"] / max(step["seconds"], 0.01))
            cells = (f"{one['rows']:,}", one["held_gb"], step["name"], step["seconds"], step["hash_s"])
            lines.append(f"| {' | '.join(map(str, (*cells, f'{pace:,}', step['mb'], step['gb'])))} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    at_each_size("eval.report_bundle", __doc__, run, table)
