"""erase: personal data out of a register's row, out of its history, and out of the database's files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.acts import Act
from dauys.domain.errors import EvidenceError, WrongUse
from dauys.workflows.seal import Sealer

if TYPE_CHECKING:
    from dauys.db.registers import Register
    from dauys.workflows.home import CampaignHome

_SHORTEST = 4
"""Shorter words stand in any file by chance."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many cells and changes lost their content, and files of the home in which the words still stand."""

    cells: int
    changes: int
    still_in: tuple[Path, ...]


def erase(home: CampaignHome, register: str, row: str, fields: Sequence[str], act: Act) -> Erased:
    """Erases fields of one row of the connected home; none named: every column that is never published.

    Raises WrongUse for a register, row or field that there is not, or that holds no text of its own.
    """
    from dauys.db.writes.erasure import erase_cells, rewrite_files

    own = _register(register)
    attributes = _attributes(own, fields)
    with home.writing():
        try:
            done = erase_cells(own, row, attributes, act)
        except LookupError:
            raise WrongUse(
                f"{register} has no row {row}; name it by its key, as the register's file has it"
            ) from None
        except ValueError as cause:
            raise WrongUse(f"{register} {row}: {cause}; change the row in its file first") from cause
        # Also after an earlier run that was killed between the two: then nothing is left but to write anew.
        rewrite_files(own)
    try:
        Sealer(home).finish()
    except EvidenceError as refusal:
        raise EvidenceError(f"the data is erased. {refusal}") from refusal
    return Erased(done.cells, done.changes, tuple(_still_in(home.folder, done.words)))


def _register(name: str) -> Register:
    from dauys.db.registers import BY_NAME

    if name not in BY_NAME or not BY_NAME[name].model:
        known = ", ".join(each for each, register in BY_NAME.items() if register.model)
        raise WrongUse(f"no register {name!r}; there are: {known}")
    return BY_NAME[name]


def _attributes(register: Register, fields: Sequence[str]) -> list[str]:
    """The model's attributes of those columns."""
    by_name = {column.name: column for column in register.columns}
    if not fields:
        private = [column.attribute for column in register.columns if not column.is_public]
        if not private:
            raise WrongUse(f"{register.name} has no private column; name the field to be erased")
        return private
    may = [
        name
        for name, column in by_name.items()
        if column.kind == "text" and not column.refers_to and not column.form.words
        if name not in register.key
    ]
    if wrong := [name for name in fields if name not in may]:
        raise WrongUse(
            f"{register.name}: {', '.join(wrong)} cannot be erased; these can be: {', '.join(may) or 'none'}"
        )
    return [by_name[name].attribute for name in fields]


def _still_in(folder: Path, words: Collection[str]) -> list[Path]:
    """Files of the home, the vault aside, that hold one of the words: drafts, releases, files put there."""
    sought = [word.encode() for word in words if len(word) >= _SHORTEST]
    vault = folder / "vault"
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(vault) and _holds(path.read_bytes(), sought)
    ]


def _holds(content: bytes, sought: Collection[bytes]) -> bool:
    return any(word in content for word in sought)
