"""`dauys export` as it is typed: what it says, and that `dauys load` takes its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.workflows.campaigns import write_registers
from tests.workflows.text_ear import TextEar

from dauys.cli import dauys
from dauys.domain.errors import WrongUse
from dauys.workflows import load as loading
from dauys.workflows.home import CampaignHome


@pytest.fixture
def folder(home: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose ear reads text, with registers loaded."""
    monkeypatch.setattr(loading, "OurEar", TextEar)
    assert typed(home.folder, "load", write_registers(tmp_path / "registers")).exit_code == 0
    return home.folder


def typed(folder: Path, *words: str | Path) -> Result:
    """Runs `dauys --home FOLDER WORDS…`."""
    return CliRunner().invoke(dauys, ["--home", str(folder), *map(str, words)])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_said_and_loads_again(folder: Path, tmp_path: Path, kind: str) -> None:
    """Each register is named with its rows and its file; loading the folder changes nothing."""
    out = tmp_path / "out"
    exported = typed(folder, "export", "--format", kind, "--out", out)
    assert (exported.exit_code, exported.stdout.splitlines()[0]) == (
        0,
        f"contests: 1 rows in {out / 'contests'}.{kind}",
    )
    again = typed(folder, "load", out)
    assert again.exit_code == 0
    assert all(" 0 added, 0 updated, " in line for line in again.stdout.splitlines())


def test_one_register_is_exported_by_name(folder: Path, tmp_path: Path) -> None:
    """A named register is written alone, and a folder in use is refused."""
    out = tmp_path / "out"
    assert typed(folder, "export", "tariffs", "spots", "--out", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["spots.csv", "tariffs.csv"]
    assert isinstance(typed(folder, "export", "--out", out).exception, WrongUse)


def test_a_reading_is_for_examples(folder: Path, tmp_path: Path) -> None:
    """A folder that leaves nothing open refuses --reading."""
    refused = typed(folder, "load", tmp_path / "registers", "--reading", "each")
    assert isinstance(refused.exception, WrongUse)
    assert "leave --reading out" in str(refused.exception)


def test_templates_need_no_home(tmp_path: Path) -> None:
    """Who has no campaign yet gets empty files, and is told how to load them."""
    out = tmp_path / "out"
    made = typed(tmp_path / "none", "export", "outlets", "--template", "kk", "--format", "xlsx", "--out", out)
    assert made.exit_code == 0
    assert made.stdout == f"1 registers to fill in are in {out}; load them with: dauys load {out}\n"
    assert [path.name for path in out.iterdir()] == ["outlets.xlsx"]
    assert not (tmp_path / "none").exists()
