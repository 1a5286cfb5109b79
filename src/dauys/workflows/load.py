"""load: a folder of register files into the home, all of it or nothing.

Everything is checked first, the sound of every version included; then the sound goes into the vault, then
the rows into the registers, in one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain.acts import Act
from dauys.domain.campaign import Version
from dauys.domain.errors import EvidenceError, Problem, RegisterError, SetAside, WrongUse
from dauys.workflows.home_ear import HomeEar, OurEar
from dauys.workflows.prints import keep_print, spot_print

if TYPE_CHECKING:
    from dauys.db.registers import Row
    from dauys.db.registers.reading import Sheet
    from dauys.db.writes.registers import Tally
    from dauys.workflows.home import CampaignHome
    from dauys.workflows.listening import Heard

_EXAMPLES = Path(__file__).parent.parent / "examples"


@dataclass(frozen=True, slots=True)
class _Sound:
    """A version's sound file after it was heard; `print_bytes` is None where its print is kept already."""

    path: Path
    sha256: str
    length_ms: int
    print_bytes: bytes | None


def load(
    home: CampaignHome, source: str, jobs: int, act: Act, ear: HomeEar | None = None
) -> dict[str, Tally]:
    """Loads a folder, or a shipped example by name; returns what changed, register by register.

    Raises RegisterError with every problem of every file; then nothing was loaded. WrongUse where the source
    is no folder with registers.
    """
    from dauys.db.selectors.registers import loaded_ids
    from dauys.db.writes.registers import store_registers

    folder = folder_of(source)
    sheets = _read(folder)
    problems = _problems(folder, sheets, loaded_ids())
    rows = [row for sheet in sheets if sheet.register.name == "versions" for row in sheet.rows]
    sounds = _hear_versions(home, ear or OurEar(), folder, rows, jobs, problems)
    if problems:
        raise RegisterError(_in_order(problems))
    _keep_sounds(home, ear or OurEar(), sounds.values())
    nouns: dict[str, Sequence[Any]] = {s.register.name: [row.made for row in s.rows] for s in sheets}
    if rows:
        nouns["versions"] = [_version(row, sounds[row.line]) for row in rows]
    with home.writing():
        return store_registers(nouns, act)


def folder_of(source: str) -> Path:
    """A folder's path, or the folder of the shipped example of that name. WrongUse where it is neither."""
    folder = Path(source)
    if folder.is_dir():
        return folder
    if folder.exists():
        raise WrongUse(f"{source} is a file; name the folder that holds the registers")
    example = _EXAMPLES / source
    if example.parent != _EXAMPLES or not example.is_dir():
        known = ", ".join(sorted(path.name for path in _EXAMPLES.iterdir() if _is_example(path)))
        raise WrongUse(f"{source} is neither a folder nor a shipped example (there are: {known})")
    if not any(example.glob("*.csv")):
        raise WrongUse(f"the example {source} must be made first; run: dauys demo")
    return example


def _is_example(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith("_")


def _read(folder: Path) -> list[Sheet]:
    """Every register file of the folder. WrongUse where there is none."""
    from dauys.db.registers import REGISTERS
    from dauys.db.registers.reading import FILE_BYTES, read

    sheets = []
    for register in REGISTERS:
        path = folder / register.file
        try:
            with path.open("rb") as stream:
                sheets.append(read(register, stream.read(FILE_BYTES + 1)))
        except FileNotFoundError:
            continue
        except OSError as cause:
            raise WrongUse(f"{path} cannot be read: {cause.strerror}") from cause
    if not sheets:
        names = ", ".join(register.file for register in REGISTERS)
        raise WrongUse(f"{folder} holds no register; these are known: {names}")
    return sheets


def _problems(folder: Path, sheets: Sequence[Sheet], loaded: Mapping[str, set[str]]) -> list[Problem]:
    """All that is wrong in the files themselves, between them, and in what they are called."""
    from dauys.db.registers.references import shared_places, unknown_references

    problems = [problem for sheet in sheets for problem in sheet.problems]
    problems += unknown_references(sheets, loaded)
    problems += shared_places(sheets)
    problems += _misspelt(folder)
    return problems


def _misspelt(folder: Path) -> Iterator[Problem]:
    """Files that would be left unread because their names are almost a register's."""
    from dauys.db.registers import REGISTERS

    known = [register.file for register in REGISTERS]
    for path in sorted(folder.iterdir()):
        if path.name not in known and (meant := get_close_matches(path.name.lower(), known, 1, 0.8)):
            yield Problem(path.name, 1, "file", f"is no register; is {meant[0]} meant?")


def _hear_versions(
    home: CampaignHome,
    ear: HomeEar,
    folder: Path,
    rows: Sequence[Row],
    jobs: int,
    problems: list[Problem],
) -> dict[int, _Sound]:
    """Line of versions.csv → its sound; what is missing or unreadable is added to the problems."""
    from dauys.db.selectors.registers import versions

    lengths = {version.sha256: version.length_ms for version in versions()}

    def listen(row: Row) -> _Sound:
        return _listen(home, ear, _inside(folder, row.made.path), lengths)

    sounds = {}
    with ThreadPoolExecutor(jobs) as executor:
        futures = {row.line: executor.submit(listen, row) for row in rows}
        for line, future in futures.items():
            try:
                sounds[line] = future.result()
            except SetAside as cause:
                problems.append(Problem("versions.csv", line, "path", f"{cause} ({cause.reason})"))
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


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """By file in the order in which registers build on each other, then by line."""
    from dauys.db.registers import REGISTERS

    order = {register.file: n for n, register in enumerate(REGISTERS)}
    return sorted(problems, key=lambda problem: (order.get(problem.file, len(order)), problem.line))
