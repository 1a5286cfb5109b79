"""What a bad register folder is: the right one with files replaced, and what must be said of it.

The right folder is docs/reference/samples, without the versions, which need sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "docs/reference/samples"
LEFT_OUT = ("manifest.csv", "versions.csv")
GOOD = {p.name: p.read_text("utf-8") for p in sorted(SAMPLES.glob("*.csv")) if p.name not in LEFT_OUT}
LONG = 10_000_000


@dataclass(frozen=True)
class Bad:
    """One folder: files put in the place of the good ones (None: taken away), and what must be said."""

    name: str
    files: Mapping[str, bytes | None]
    file: str
    line: int
    field: str
    words: str


def cell(name: str, register: str, old: str, new: str, line: int, field: str, words: str) -> Bad:
    """The register's CSV with one text replaced, once."""
    file = f"{register}.csv"
    assert GOOD[file].count(old) >= 1, f"{old!r} is not in {file}"
    return Bad(name, {file: GOOD[file].replace(old, new, 1).encode()}, file, line, field, words)


def whole(name: str, register: str, content: bytes, line: int, field: str, words: str) -> Bad:
    return Bad(name, {f"{register}.csv": content}, f"{register}.csv", line, field, words)


def workbook(name: str, register: str, content: bytes, line: int, field: str, words: str) -> Bad:
    """The register as a workbook in the place of its CSV."""
    files = {f"{register}.csv": None, f"{register}.xlsx": content}
    return Bad(name, files, f"{register}.xlsx", line, field, words)
