"""Debian packages that hold the corpus's sound: the list, and how each is fetched without installing it."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("packages.csv")


@dataclass(frozen=True)
class Package:
    """One row of packages.csv; `pattern` says which of its files hold sound of kind `what`.

    `ARCHIVE::MEMBER` reaches into zip archives.
    """

    name: str
    split: str
    what: str
    pattern: str


def listed(split: str) -> list[Package]:
    """The packages of one split, in the table's order."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Package(row["package"], row["split"], row["what"], row["pattern"])
        for row in rows
        if row["split"] == split
    ]


def unpacked(package: Package, work: Path) -> Path:
    """The folder with the package's files under `work`; downloads and unpacks it on the first call."""
    folder = work / "unpacked" / package.name
    if folder.is_dir():
        return folder
    debs = work / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", package.name], cwd=debs, check=True, capture_output=True)
    deb = next(debs.glob(f"{package.name}_*.deb"))
    partial = folder.with_suffix(".partial")
    partial.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", str(deb), str(partial)], check=True)
    partial.rename(folder)
    return folder
