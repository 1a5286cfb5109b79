"""One measurement at several sizes, each in a process of its own, so that memory is that size's alone."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.figures_rows import make

Run = Callable[[Path, Path], dict[str, Any]]
"""Measures the appearances in one folder, writing into another."""


def at_each_size(
    module: str, about: str | None, run: Run, table: Callable[[list[dict[str, Any]]], str]
) -> None:
    """The command line of `python -m module`: `--rows` sizes, `--out` where the Markdown goes."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.folder:
        with tempfile.TemporaryDirectory() as out:
            print(json.dumps(run(asked.folder, Path(out))))
        return
    text = table([_apart(module, rows) for rows in asked.rows])
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")


def _apart(module: str, rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), rows)
        command = [sys.executable, "-m", module, "--folder", folder]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout, file=sys.stderr)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
