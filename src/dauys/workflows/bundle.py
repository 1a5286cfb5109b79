"""The bundle beside a report: written, hashed, and signed with the home's key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain import merkle
from dauys.workflows.home import CampaignHome

if TYPE_CHECKING:
    from dauys.reports import Law, Material, Report
    from dauys.reports.bundle import Entry, ReleaseWords

BUNDLE = "bundle"
_MADE_WITH = (
    "dauys",
    "babel",
    "django",
    "numpy",
    "polars",
    "python-docx",
    "typst",
    "tzdata",
    "vl-convert-python",
    "xlsxwriter",
)
"""What can change a report's bytes or the numbers in it."""


def write_bundle(
    home: CampaignHome,
    material: Material,
    document: Report,
    folder: Path,
    release: ReleaseWords,
    history: Sequence[bytes] = (),
) -> None:
    """Writes `folder`/bundle over everything that stands in `folder`, and signs it.

    folder: the report's, with every page and file that is to be covered; the bundle must not be there yet.
    release: what the report says of itself; a draft's note is signed as a draft's. history: the leaves of
    earlier releases (`leaves_of`). Raises CampaignHomeError where the home has no key.
    """
    from dauys.reports.bundle import Contents, Entry, Sealing, bundle_files, sealed_files

    key = home.signing_key()
    entries = [_entry(f"../{path.relative_to(folder).as_posix()}", path) for path in _files(folder)]
    contents = Contents(
        material.tables,
        material.definitions,
        document.figures.values(),
        replace(release, n_history=len(history)),
        {name: metadata.version(name) for name in _MADE_WITH},
        key.public.text(),
        rule_book_record(material.law),
    )
    bundle = folder / BUNDLE
    for name, chunks in bundle_files(contents):
        sha256, n_bytes = _write(bundle / name, chunks)
        entries.append(Entry(name, sha256, n_bytes))
    origin = f"{key.public.name}/draft" if release.is_draft else key.public.name
    for name, content in sealed_files(entries, Sealing(origin, history, key.signed)):
        _write(bundle / name, [content])


def rule_book_record(law: Law | None) -> dict[str, Any] | None:
    """rulebook.json: the book in canonical JSON, its usual terms written out, and its file's digest."""
    from dauys import rules

    if law is None:
        return None
    return {"book": json.loads(rules.book_json(law.book)), "origin": law.origin, "sha256": law.sha256}


def leaves_of(bundle: Path) -> list[bytes]:
    """The leaves that the next release's tree begins with: those of that bundle's own tree."""
    history = (bundle / "history.txt").read_text("ascii").splitlines()
    manifest = (bundle / "manifest.jsonl").read_bytes().splitlines()
    return [*map(bytes.fromhex, history), *map(merkle.leaf, manifest)]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _entry(name: str, path: Path) -> Entry:
    from dauys.reports.bundle import Entry

    with path.open("rb") as file:
        return Entry(name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Writes the file piece by piece; returns its hash and length."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, n_bytes = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            n_bytes += len(chunk)
    return digest.hexdigest(), n_bytes
