"""A small report with its bundle in a folder, as the workflow would write them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.reports.campaign import Changes, material

from dauys.evidence.keys import SigningKey
from dauys.reports import Material, build, chart_specs, render
from dauys.reports.bundle import Contents, Entry, ReleaseWords, Sealing, bundle_files, sealed_files
from dauys.reports.figures import Figure
from dauys.reports.laboratory import laboratory
from dauys.reports.wording import Wording
from dauys.workflows.bundle import rule_book_record

LANGUAGES = ("kk", "ru", "en")
KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))


@dataclass(frozen=True)
class Verdict:
    """What verify.py said."""

    status: int
    text: str

    @property
    def differences(self) -> list[str]:
        return [line[9:] for line in self.text.splitlines() if line.startswith(("DIFFERS", "BROKEN"))]


def write_report(folder: Path, changes: Changes, release: ReleaseWords | None = None) -> Path:
    """Pages and bundle below `folder`; returns the bundle's folder."""
    return write_material(folder, material(changes), release)


def write_material(folder: Path, given: Material, release: ReleaseWords | None = None) -> Path:
    """The same of any material."""
    document = build(given)
    for language in LANGUAGES:
        blank = dict.fromkeys(chart_specs(document, language), "<svg ></svg>")
        for path, content in render(document, language, LANGUAGES, blank):
            write(folder / path, [content])
    return write_bundle(folder, given, list(document.figures.values()), release)


def write_small_report(folder: Path, release: ReleaseWords | None = None) -> Path:
    """The same bundle with every eighth figure, all of them on one bare page per language."""
    given = material(Changes(airings=24, has_session=True, has_law=True))
    figures = list(build(given).figures.values())[::8]
    for language in LANGUAGES:
        write(folder / language / "index.html", [_page(figures, Wording(language))])
    return write_bundle(folder, given, figures, release)


def _page(figures: Sequence[Figure], wording: Wording) -> bytes:
    lines = []
    for figure in figures:
        is_number = figure.value is not None and not (figure.is_void or figure.is_unheard)
        value = figure.value if is_number else ""
        lines.append(
            f'<p><data data-figure="{figure.id}" value="{value}">{wording.figure(figure)}</data></p>\n'
        )
    for number in laboratory().figures.values():
        shown = wording.measured(number)
        lines.append(f'<p><data data-laboratory="{number.id}" value="{number.value}">{shown}</data></p>\n')
    return f'<!DOCTYPE html>\n<html lang="{wording.language}">\n{"".join(lines)}</html>\n'.encode()


def write_bundle(
    folder: Path, given: Material, figures: Sequence[Figure], release: ReleaseWords | None = None
) -> Path:
    """The bundle of those figures, signed, beside the pages that stand in `folder`."""
    words = release or ReleaseWords(LANGUAGES)
    contents = Contents(
        given.tables,
        given.definitions,
        figures,
        words,
        {"dauys": "0"},
        KEY.public.text(),
        rule_book_record(given.law),
    )
    for path, chunks in bundle_files(contents):
        write(folder / "bundle" / path, chunks)
    seal(folder / "bundle", KEY)
    return folder / "bundle"


def write(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(chunks)


def seal(bundle: Path, key: SigningKey, history: Sequence[bytes] = (), suffix: str = "/draft") -> None:
    """Hashes whatever stands there now and signs it: what the workflow does, and what an attacker can do."""
    entries = [
        _entry(path, path.relative_to(bundle).as_posix())
        for path in bundle.rglob("*")
        if _is_listed(path, bundle)
    ]
    pages = [path for folder in bundle.parent.iterdir() if folder != bundle for path in folder.rglob("*")]
    entries += [
        _entry(path, f"../{path.relative_to(bundle.parent).as_posix()}") for path in pages if path.is_file()
    ]
    sealing = Sealing(f"{key.public.name}{suffix}", history, key.signed)
    for path, content in sealed_files(entries, sealing):
        write(bundle / path, [content])


def _is_listed(path: Path, bundle: Path) -> bool:
    name = path.relative_to(bundle).as_posix()
    return (
        path.is_file()
        and name not in {"manifest.jsonl", "history.txt", "root.txt"}
        and not name.startswith("proofs/")
    )


def _entry(path: Path, name: str) -> Entry:
    content = path.read_bytes()
    return Entry(name, hashlib.sha256(content).hexdigest(), len(content))


def program() -> ModuleType:
    """verify.py as a module, for tests that ask it many times."""
    source = files("dauys.reports.bundle") / "verify.py"
    spec = spec_from_file_location("shipped_verify", str(source))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verify(bundle: Path, *arguments: str) -> Verdict:
    """What the shipped program says, in a bare interpreter without packages."""
    command = [sys.executable, "-I", "-S", "verify.py", ".", *arguments]
    done = subprocess.run(command, cwd=bundle, capture_output=True, text=True, check=False)
    return Verdict(done.returncode, done.stdout + done.stderr)
