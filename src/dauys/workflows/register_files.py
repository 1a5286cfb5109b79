"""Where registers stand: CSV and workbooks of a folder, and rows that a shipped example makes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import Problem, WrongUse

if TYPE_CHECKING:
    from dauys.db.registers import Register
    from dauys.db.registers.reading import Sheet
    from dauys.db.registers.sheets import Workbook

TOGETHER = "registers.xlsx"
"""One workbook with a sheet for each register, named as the register."""
_EXAMPLES = Path(__file__).parent.parent / "examples"


@dataclass(slots=True)
class RegisterFiles:
    """The registers that were read, in an order in which references point back; problems of whole files.

    is_complete: whether every file could be opened; else nobody knows which ids there are.
    """

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_complete: bool = True


def folder_of(source: str) -> Path:
    """A folder's path, or the folder of the shipped example of that name. WrongUse where it is neither."""
    folder = Path(source)
    if folder.is_dir():
        return folder
    if folder.exists():
        raise WrongUse(f"{source} is a file; name the folder that holds the registers")
    example = _EXAMPLES / source.replace("-", "_")
    if example.parent != _EXAMPLES or not example.is_dir():
        known = ", ".join(sorted(_public_name(path) for path in _EXAMPLES.iterdir() if _is_example(path)))
        raise WrongUse(f"{source} is neither a folder nor a shipped example (there are: {known})")
    if not any(example.glob("*.csv")) and not _makes_rows(example):
        raise WrongUse(f"the example {source} must be made first; run: dauys demo")
    return example


def made_files(folder: Path, reading: str | None) -> Iterable[tuple[str, bytes]]:
    """The CSV files that a shipped example makes beside those of its folder, by name.

    reading: how totals are read that may be of all parties or of each (domain.campaign.Reading). WrongUse
    where it is given to registers that do not leave it open.
    """
    if folder.parent == _EXAMPLES and _makes_rows(folder):
        made: Iterable[tuple[str, bytes]] = import_module(f"dauys.examples.{folder.name}.rows").files(
            reading or "total"
        )
        return made
    if reading:
        raise WrongUse(f"{folder} does not leave its reading open; leave --reading out")
    return ()


def read_registers(folder: Path, made: Iterable[tuple[str, bytes]] = ()) -> RegisterFiles:
    """Every register of the folder and those that were made for it. WrongUse where there is none."""
    from dauys.db.registers import REGISTERS
    from dauys.db.registers.reading import read

    found = RegisterFiles()
    contents = dict(made)
    assert contents.keys() <= {register.file for register in REGISTERS}, "an example makes registers only"
    together = _together(folder, found)
    for register in REGISTERS:
        sheets = list(_sheets(folder, register, together))
        if register.file in contents:
            sheets.append(read(register, contents[register.file]))
        found.sheets += sheets[:1]
        for sheet in sheets[1:]:
            text = f"{register.name} stand also in {sheets[0].file}; keep one of the two"
            found.problems.append(Problem(sheet.file, 1, "file", text))
    if not found.sheets and not found.problems:
        names = ", ".join(register.file for register in REGISTERS)
        raise WrongUse(f"{folder} holds no register; these are known (also as .xlsx): {names}")
    found.problems += _misspelt(folder)
    return found


def _sheets(folder: Path, register: Register, together: Workbook | None) -> Iterator[Sheet]:
    """Each place of the folder in which the register stands; there should be one at the most."""
    from dauys.db.registers.reading import read, read_own_workbook, read_workbook
    from dauys.workflows.register_words import spellings

    content = _content(folder / register.file)
    if content is not None:
        yield read(register, content, spellings(register))
    content = _content(folder / register.workbook)
    if content is not None:
        yield read_own_workbook(register, content, spellings(register))
    if together and register.name in together.sheets:
        file = f"{TOGETHER}, sheet {register.name}"
        yield read_workbook(register, together, register.name, file, spellings(register))


def _together(folder: Path, found: RegisterFiles) -> Workbook | None:
    """The workbook of several registers, where there is one that may be opened."""
    from dauys.db.registers import BY_NAME
    from dauys.db.registers.sheets import Workbook
    from dauys.db.registers.sheets_archive import WorkbookError

    content = _content(folder / TOGETHER)
    if content is None:
        return None
    try:
        workbook = Workbook(content)
    except WorkbookError as cause:
        found.problems.append(Problem(TOGETHER, 1, "file", str(cause)))
        found.is_complete = False
        return None
    for sheet in workbook.sheets:
        if sheet not in BY_NAME:
            text = f"the sheet {sheet!r} is no register; name each sheet after its register"
            found.problems.append(Problem(TOGETHER, 1, "file", text))
    return workbook


def _content(path: Path) -> bytes | None:
    """The file's bytes, no more of them than show that it is too long; None where there is no such file."""
    from dauys.db.registers.reading import FILE_BYTES

    try:
        with path.open("rb") as stream:
            return stream.read(FILE_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as cause:
        raise WrongUse(f"{path} cannot be read: {cause.strerror}") from cause


def _misspelt(folder: Path) -> Iterator[Problem]:
    """Files that would be left unread because their names are almost a register's."""
    from dauys.db.registers import REGISTERS

    known = [TOGETHER, *(name for register in REGISTERS for name in (register.file, register.workbook))]
    for path in sorted(folder.iterdir()):
        if path.name not in known and (meant := get_close_matches(path.name.lower(), known, 1, 0.8)):
            yield Problem(path.name, 1, "file", f"is no register; is {meant[0]} meant?")


def in_order(problems: Sequence[Problem], files: RegisterFiles) -> list[Problem]:
    """By file in the order in which registers build on each other, then by line.

    Each names its column as the file heads it.
    """
    order = {sheet.file: n for n, sheet in enumerate(files.sheets)}
    heads = {sheet.file: sheet.heads for sheet in files.sheets}
    headed = [replace(one, field=heads.get(one.file, {}).get(one.field, one.field)) for one in problems]
    return sorted(headed, key=lambda problem: (order.get(problem.file, len(order)), problem.line))


def _is_example(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith("_")


def _makes_rows(folder: Path) -> bool:
    return (folder / "rows.py").is_file()


def _public_name(folder: Path) -> str:
    return folder.name.replace("_", "-")
