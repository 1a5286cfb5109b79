"""The same report gives the same PDF, DOCX and XLSX to the byte, whatever the world around it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.house.tree import ROOT

WORLDS = (
    {"TZ": "Etc/GMT+12", "LC_ALL": "C", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "kk_KZ.UTF-8", "PYTHONHASHSEED": "4711"},
)
"""Their calendar days are never the same."""
TICK_S = 2.1
"""A ZIP archive counts time in steps of two seconds."""


def _digests(world: dict[str, str], years: str, home: Path) -> list[str]:
    left_out = ("TZ", "LC_ALL", "LANG", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH")
    around = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reports.print_digests", years],
        env=around | world | {"HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_time_place_language_and_chance_leave_no_trace(tmp_path: Path) -> None:
    """Another zone, locale, hash seed, home and year, and a clock that has moved on: nine equal files."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = _digests(WORLDS[0], "0", tmp_path / "a")
    time.sleep(TICK_S)
    second = _digests(WORLDS[1], "7", tmp_path / "b")
    assert len(first) == 9
    assert first == second
