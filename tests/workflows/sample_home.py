"""A home with a key of its own and a few of the sample registers, worked with as a person does: by verbs."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner, Result
from tests.house.tree import ROOT

from dauys.cli import dauys
from dauys.evidence.keys import make_key
from dauys.workflows.home import CampaignHome

SAMPLES = ROOT / "docs/reference/samples"
LOADED = ("elections", "contests", "contestants", "outlets", "insertions", "parts", "poll-notices")
"""Registers that need no sound."""


def with_key(home: CampaignHome, key: Path) -> Path:
    """The home's folder, its reports signed with a new key in that file."""
    make_key(key)
    settings = home.folder / "dauys.toml"
    lines = [line for line in settings.read_text().splitlines() if not line.startswith("key")]
    settings.write_text("\n".join([*lines, f'key = "{key}"', ""]))
    return home.folder


def load(home: Path, folder: Path, **changed: tuple[str, str]) -> None:
    """Loads the sample registers from a new folder, with words of a file replaced."""
    folder.mkdir()
    for name in LOADED:
        shutil.copy(SAMPLES / f"{name}.csv", folder)
    for name, (old, new) in changed.items():
        path = folder / f"{name.replace('_', '-')}.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    run(home, "load", str(folder))


def run(home: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(dauys, ["--home", str(home), *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def release(home: Path, languages: str, *arguments: str) -> Path:
    """Freezes the next release; gives its folder."""
    run(home, "release", "--unsigned-parts", "--no-clips", "--lang", languages, *arguments)
    return max((home / "reports/releases").iterdir())
