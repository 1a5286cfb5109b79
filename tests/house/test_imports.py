"""The import contracts hold, cover every room, and each of them can fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from tests.house.tree import PACKAGE, ROOT, rooms

PLANTS = {
    "rooms": ("measures/planted.py", "import dauys.workflows\n"),
    "engines": ("sound/planted.py", "import dauys.domain.errors\n"),
    "domain": ("domain/planted.py", "import numpy\n"),
    "django": ("workflows/planted.py", "import django\n"),
    "writes": ("cli/planted.py", "import dauys.db.writes\n"),
    "child": ("workflows/hear_one.py", "import dauys.db.connect\n"),
}
"""Contract → a module and the line that breaks it."""


def _lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    """The package's source beside its contracts, to plant breaches in."""
    shutil.copytree(PACKAGE, tmp_path / "src/dauys", ignore=shutil.ignore_patterns("__pycache__", "examples"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def _contracts() -> ConfigParser:
    config = ConfigParser()
    config.read(ROOT / ".importlinter", "utf-8")
    return config


def test_every_contract_has_a_planted_breach() -> None:
    """No contract is taken on trust."""
    ids = {name.rpartition(":")[2] for name in _contracts().sections() if "contract" in name}
    assert ids == set(PLANTS)


def test_a_new_room_must_be_placed(copy_of_the_house: Path) -> None:
    """A room that stands in no row of the contract is refused, not overlooked."""
    room = copy_of_the_house / "src/dauys/attic"
    room.mkdir()
    (room / "__init__.py").touch()
    done = _lint(copy_of_the_house, "--contract", "rooms")
    assert done.returncode != 0
    assert "attic" in done.stdout


def test_every_folder_is_a_room_or_shipped_files() -> None:
    """A folder of the package is a package in the contract, or holds no code at all."""
    folders = {path.name: path for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    layers = _contracts()["importlinter:contract:rooms"]["layers"]
    placed = {name.strip(" ()") for line in layers.split("\n") for name in line.split("|")}
    assert set(rooms()) <= placed
    assert not [path for name in set(folders) - set(rooms()) for path in folders[name].glob("*.py")]


@pytest.mark.parametrize("contract", PLANTS)
def test_each_contract_can_fail(contract: str, copy_of_the_house: Path) -> None:
    """A planted breach breaks the contract that forbids it, and is named."""
    name, line = PLANTS[contract]
    path = copy_of_the_house / "src/dauys" / name
    with path.open("a", encoding="utf-8") as module:
        module.write(f"\n{line}")
    done = _lint(copy_of_the_house, "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"dauys.{name.removesuffix('.py').replace('/', '.')}" in done.stdout
