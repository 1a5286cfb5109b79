"""A small campaign for tests: registers, spots and recordings that the text ear understands."""

from __future__ import annotations

from pathlib import Path

from tests.db.register_files import FILES
from tests.workflows.text_ear import TextEar, spot_text

from dauys.domain.acts import Act
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

ACT = Act("person:test", 1_600_000_000_000, "a test")


def write_registers(folder: Path, **changed: str) -> Path:
    """The register folder, with files replaced (`contests="…"`), and the sound of its versions."""
    (folder / "sound").mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.removesuffix(".csv"), text), "utf-8")
    for name in ("alpha-kk", "alpha-ru", "beta"):
        (folder / "sound" / f"{name}.m4a").write_bytes(spot_text(name))
    return folder


def loaded(home: CampaignHome, ear: TextEar, folder: Path) -> CampaignHome:
    """The home with the registers of `folder` in it."""
    load(home, str(write_registers(folder)), 2, ACT, ear)
    return home


def drop(folder: Path, name: str, content: bytes) -> Path:
    """A recording's file below `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
