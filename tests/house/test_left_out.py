"""A test that does not run is named; where everything is installed it fails the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.tree import ROOT

PLANTED = """
import pytest

@pytest.mark.postgres
def test_needs_a_server(): pass

def test_runs(): pass
"""


def _run(folder: Path, workers: str, everything: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DAUYS_TEST", "PYTEST_"))
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-ra",
        "-p",
        "no:django",
        "-p",
        "no:hypothesispytest",
        "-n",
        workers,
        "-W",
        "ignore",
    ]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment | {"DAUYS_TEST_EVERYTHING": everything},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("workers", "everything", "status"), [("0", "", 0), ("1", "1", 1)])
def test_a_skipped_test_is_named_and_fails_ci(
    tmp_path: Path, workers: str, everything: str, status: int
) -> None:
    """With and without workers: `make test` names what it left out and passes, `.ci/run` fails."""
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_planted.py").write_text(PLANTED)
    done = _run(tmp_path, workers, everything)
    assert done.returncode == status, done.stdout + done.stderr
    assert "left out: needs a PostgreSQL server (tests/postgres.sh)" in done.stdout
    assert "1 passed, 1 skipped" in done.stdout
