"""`.ci/setup` makes the environment once, from pinned files, and says what is missing.

A stand-in for Python notes what it is asked to do, so that no package is installed here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.house.tree import ROOT

STAND_IN = """#!/bin/sh
echo "$@" >> "$SETUP_LOG"
case "$*" in
*version_info\\ \\<*) exit $TOO_OLD ;;
*ensurepip*) exit $NO_VENV ;;
"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
*print*) echo 3.11 ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone's files, and a stand-in called python3."""
    for name in (".ci", "bin"):
        (tmp_path / name).mkdir()
    for path in [ROOT / ".ci/setup", ROOT / "pyproject.toml", *ROOT.glob("requirements*.txt")]:
        shutil.copy(path, tmp_path / path.relative_to(ROOT))
    (tmp_path / "bin/python3").write_text(STAND_IN)
    (tmp_path / "bin/python3").chmod(0o755)
    return tmp_path


def _setup(clone: Path, kind: str, **faults: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "SETUP_LOG": str(clone / "log"),
        "PYTHON": str(clone / "bin/python3"),
        "TOO_OLD": faults.get("too_old", "0"),
        "NO_VENV": faults.get("no_venv", "0"),
    }
    command = [str(clone / ".ci/setup"), kind]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _installs(clone: Path) -> list[str]:
    return [line for line in (clone / "log").read_text().splitlines() if line.startswith("-m pip install")]


def test_it_installs_pinned_files_and_then_nothing(clone: Path) -> None:
    """Hashes are required, the package itself needs nothing more; the second call does nothing at all."""
    first = _setup(clone, "run")
    assert first.returncode == 0, first.stderr
    assert "Set-up took" in first.stdout
    pinned, own = _installs(clone)
    assert "--require-hashes -r requirements.txt -r requirements-build.txt" in pinned
    assert "--no-deps --no-build-isolation --editable ." in own
    (clone / "log").unlink()
    second = _setup(clone, "run")
    assert (second.returncode, second.stdout) == (0, "")
    assert not (clone / "log").exists()


def test_what_serves_tests_serves_the_program(clone: Path) -> None:
    """After `dev`, `run` has nothing to do; not the other way round."""
    _setup(clone, "run")
    assert _setup(clone, "dev").stdout
    (clone / "log").unlink()
    assert _setup(clone, "run").stdout == ""
    assert not (clone / "log").exists()


def test_changed_requirements_are_installed(clone: Path) -> None:
    """The environment follows the requirement files."""
    _setup(clone, "run")
    with (clone / "requirements.txt").open("a") as stream:
        stream.write("# changed\n")
    assert "Set-up took" in _setup(clone, "run").stdout


def test_an_old_python_is_refused(clone: Path) -> None:
    """It says which version it needs and how to name another."""
    done = _setup(clone, "run", too_old="1")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert "make PYTHON=" in done.stderr


def test_a_missing_venv_module_is_named_with_its_package(clone: Path) -> None:
    """Debian splits venv off; the message names the package."""
    done = _setup(clone, "run", no_venv="1")
    assert done.returncode == 1
    assert "apt-get install python3-venv (or python3.11-venv)" in done.stderr
    assert not (clone / ".venv").exists()
