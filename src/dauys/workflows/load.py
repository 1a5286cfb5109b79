"""load: a folder of register files into the home, all of it or nothing.

Everything is checked first, the sound of every version included; then the sound goes into the vault, then
the rows into the registers, in one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain.acts import Act
from dauys.domain.campaign import Version
from dauys.domain.errors import EvidenceError, Problem, RegisterError, SetAside
from dauys.workflows.home_ear import HomeEar, OurEar
from dauys.workflows.prints import keep_print, spot_print
from dauys.workflows.register_files import (
    RegisterFiles,
    folder_of,
    in_order,
    made_files,
    read_registers,
)
from dauys.workflows.seal import Sealer

if TYPE_CHECKING:
    from dauys.db.registers import Row
    from dauys.db.registers.reading import Sheet
    from dauys.db.writes.registers import Tally
    from dauys.workflows.home import CampaignHome
    from dauys.workflows.listening import Heard


@dataclass(frozen=True, slots=True)
class _Sound:
    """A version's sound file after it was heard; `print_bytes` is None where its print is kept already."""

    path: Path
    sha256: str
    length_ms: int
    print_bytes: bytes | None


def load(
    home: CampaignHome,
    source: str,
    jobs: int,
    act: Act,
    ear: HomeEar | None = None,
    reading: str | None = None,
) -> dict[str, Tally]:
    """Loads a folder, or a shipped example by name; returns what changed, register by register.

    reading: `total` or `each`, for an example whose totals leave it open. Raises RegisterError with every
    problem of every file; then nothing was loaded. WrongUse where the source is no folder with registers.
    """
    from dauys.db.selectors.registers import loaded_ids
    from dauys.db.writes.registers import store_registers

    folder = folder_of(source)
    found = read_registers(folder, made_files(folder, reading))
    problems = _problems(found, loaded_ids())
    versions = [sheet for sheet in found.sheets if sheet.register.name == "versions"]
    sounds = _hear_versions(home, ear or OurEar(), folder, versions, jobs, problems)
    if problems:
        raise RegisterError(in_order(problems, found))
    _keep_sounds(home, ear or OurEar(), sounds.values())
    rows: dict[str, Sequence[Any]] = {s.register.name: [row.made for row in s.rows] for s in found.sheets}
    if versions:
        rows["versions"] = [_version(row, sounds[row.line]) for row in versions[0].rows]
    unsaid = {sheet.register.name: sheet.absent for sheet in found.sheets}
    with home.writing():
        tallies = store_registers(rows, act, unsaid)
    Sealer(home).finish()
    return tallies


def _problems(found: RegisterFiles, loaded: Mapping[str, set[str]]) -> list[Problem]:
    """All that is wrong in the files themselves and between them."""
    from dauys.db.registers import BY_NAME
    from dauys.db.registers.agreements import contradictions
    from dauys.db.registers.media import carried_elsewhere
    from dauys.db.registers.publication_days import published_on_another_day
    from dauys.db.registers.references import (
        overlapping_speeches,
        shared_places,
        split_items,
        unknown_references,
    )
    from dauys.db.registers.refusals import spoken_by_absent
    from dauys.db.registers.sole_rows import said_twice
    from dauys.db.selectors.registers import stored_cells

    compared = (contradictions, carried_elsewhere, spoken_by_absent, published_on_another_day, said_twice)
    problems = [problem for sheet in found.sheets for problem in sheet.problems]
    if found.is_complete:
        problems += unknown_references(found.sheets, loaded)
        for compare in compared:
            problems += compare(found.sheets, BY_NAME, stored_cells)
    for check in (shared_places, split_items, overlapping_speeches):
        problems += check(found.sheets)
    return problems + found.problems


def _hear_versions(
    home: CampaignHome,
    ear: HomeEar,
    folder: Path,
    sheets: Sequence[Sheet],
    jobs: int,
    problems: list[Problem],
) -> dict[int, _Sound]:
    """Line of the versions → their sound; what is missing or unreadable is added to the problems."""
    from dauys.db.selectors.registers import versions

    lengths = {version.sha256: version.length_ms for version in versions()}

    def listen(row: Row) -> _Sound:
        return _listen(home, ear, _inside(folder, row.made.path), lengths)

    sounds = {}
    with ThreadPoolExecutor(jobs) as executor:
        rows = [(sheet.file, row) for sheet in sheets for row in sheet.rows]
        futures = [(file, row.line, executor.submit(listen, row)) for file, row in rows]
        for file, line, future in futures:
            try:
                sounds[line] = future.result()
            except SetAside as cause:
                problems.append(Problem(file, line, "path", f"{cause} ({cause.reason})"))
    return sounds


def _inside(folder: Path, name: str) -> Path:
    """The file below the folder, links followed. Raises SetAside."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise SetAside("outside", f"{name} is a link that leaves the folder")
    if not path.is_file():
        raise SetAside("missing", f"there is no file {name} below {folder}")
    return path


def _listen(home: CampaignHome, ear: HomeEar, path: Path, lengths: Mapping[str, int]) -> _Sound:
    """Hears a sound file, unless its very bytes were heard before and the print is kept."""
    from dauys.workflows.listening import HearJob

    sha256 = _digest(path)
    if sha256 in lengths and home.vault.has(sha256) and spot_print(home, sha256, ear.params_digest).is_file():
        return _Sound(path, sha256, lengths[sha256], None)
    heard: Heard = ear.hear(HearJob(str(path), None, want_print=True, unsandboxed=False))
    if heard.length_ms <= 0:
        raise SetAside("no_sound", f"{path.name} holds no sound")
    return _Sound(path, heard.sha256, heard.length_ms, heard.print_bytes)


def _keep_sounds(home: CampaignHome, ear: HomeEar, sounds: Iterable[_Sound]) -> None:
    """Sound into the vault, prints beside the index. EvidenceError where a file changed meanwhile."""
    vault = home.vault
    for sound in sounds:
        if sound.print_bytes is None:
            continue
        if vault.put(sound.path) != sound.sha256:
            raise EvidenceError(
                f"{sound.path} was changed while it was loaded; nothing was loaded, load it again"
            )
        keep_print(home, spot_print(home, sound.sha256, ear.params_digest), sound.print_bytes)


def _version(row: Row, sound: _Sound) -> Version:
    made = row.made
    return Version(made.spot_id, made.id, made.language, sound.sha256, sound.length_ms)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as cause:
        raise SetAside("unreadable", f"{path.name} cannot be read: {cause.strerror}") from cause
