"""One home gives one report to the byte, bundle included, wherever it lies and whatever is around it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.house.tree import ROOT
from tests.reports.test_same_bytes import TICK_S, WORLDS
from tests.workflows.campaigns import ACT
from tests.workflows.sample_home import SAMPLES, with_key

from dauys.db import disconnect
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

WITH_SOUND = (
    "versions.csv",
    "orders.csv",
    "slots.csv",
    "schedule-changes.csv",
    "payments.csv",
    "as-run.csv",
    "airings.csv",
)
"""Sample registers that lead to sound, of which the samples have none."""


@pytest.fixture
def campaign(home: CampaignHome, tmp_path: Path) -> Path:
    """A home with a key and the sample registers of a whole session."""
    shutil.copytree(SAMPLES, tmp_path / "samples", ignore=shutil.ignore_patterns(*WITH_SOUND))
    load(home, str(tmp_path / "samples"), 1, ACT)
    folder = with_key(home, tmp_path / "elsewhere/signing.key")
    disconnect()
    return folder


def write(world: dict[str, str], years: str, home: Path, out: Path) -> dict[str, str]:
    """Every file of the report that a process in that world writes, with its digest."""
    left_out = ("TZ", "LC_ALL", "LANG", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH")
    around = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", "tests.workflows.report_elsewhere", years, str(home), str(out)],
        env=around | world | {"PYTHONPATH": str(ROOT)},
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_world_around_a_home_leaves_no_trace(campaign: Path, tmp_path: Path) -> None:
    """Another zone, locale, hash seed, year, folder of the home and of the report: the same files."""
    first = write(WORLDS[0], "0", campaign, tmp_path / "a")
    elsewhere = tmp_path / "far away/сайлау"
    shutil.copytree(campaign, elsewhere)
    time.sleep(TICK_S)
    second = write(WORLDS[1], "7", elsewhere, tmp_path / "far away/b")
    assert {"kk/report.pdf", "ru/report.docx", "en/report.xlsx", "bundle/root.txt", "report.json"} <= set(
        first
    )
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == set()
