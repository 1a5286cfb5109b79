"""A whole signed report over synthetic rows, checked by the verify.py of its bundle: seconds, rows/s, memory.

    python -m eval.report_verify --rows 100000 1000000 --out table.md

Pages in three languages and the bundle are written as the workflow writes them, signed with a key made for
it; then `python3 -I verify.py` runs in a process of its own, as anybody would run it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dauys.domain.names import LANGUAGES
from dauys.evidence.keys import SigningKey
from dauys.reports import build, render
from dauys.reports.bundle import Contents, Entry, ReleaseWords, Sealing, bundle_files, sealed_files
from eval.figures_rows import make
from eval.report_campaign import material
from eval.report_scale import drawn

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def write_report(rows: Path, folder: Path) -> int:
    """Pages and bundle below `folder`; how many rows all its tables have."""
    given = material(pl.read_parquet(rows / "*.parquet"))
    report = build(given)
    entries = []
    for language in LANGUAGES:
        for name, content in render(report, language, LANGUAGES, drawn(report, language)):
            entries.append(_write(folder, f"../{name}", [content]))
    words = ReleaseWords(LANGUAGES)
    contents = Contents(
        given.tables, given.definitions, report.figures.values(), words, {}, KEY.public.text()
    )
    entries += [_write(folder, name, chunks) for name, chunks in bundle_files(contents)]
    for name, content in sealed_files(entries, Sealing(f"{KEY.public.name}/draft", (), KEY.signed)):
        _write(folder, name, [content])
    return sum(table.height for table in given.tables.values())


def _write(folder: Path, name: str, chunks: Iterable[bytes]) -> Entry:
    path = folder / name.removeprefix("../") if name.startswith("../") else folder / "bundle" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, n_bytes = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            n_bytes += file.write(chunk)
            digest.update(chunk)
    return Entry(name, digest.hexdigest(), n_bytes)


def verified(bundle: Path) -> dict[str, Any]:
    """What verify.py takes, and whether it finds that everything holds."""
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", "."], cwd=bundle, capture_output=True, text=True, check=False
    )
    after = os.times()
    return {
        "seconds": round(time.perf_counter() - begin, 1),
        "cpu_s": round(sum(after[2:4]) - sum(before[2:4]), 1),
        "gb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2, 2),
        "holds": done.returncode == 0,
        "said": done.stdout.splitlines()[0],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    lines = ["| appearances | rows of all tables | s | processor, s | rows/s | most, GB | holds |"]
    lines.append("|---:|---:|---:|---:|---:|---:|---|")
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "rows").mkdir()
            make(Path(folder) / "rows", rows)
            every = write_report(Path(folder) / "rows", Path(folder) / "report")
            found = verified(Path(folder) / "report" / "bundle")
            print(found, file=sys.stderr)
            pace = f"{round(every / found['seconds']):,}"
            cells = (
                f"{rows:,}",
                f"{every:,}",
                found["seconds"],
                found["cpu_s"],
                pace,
                found["gb"],
                found["holds"],
            )
            lines.append(f"| {' | '.join(map(str, cells))} |")
    print("\n".join(lines))
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
