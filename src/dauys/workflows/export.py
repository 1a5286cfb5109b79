"""export: the registers of the home back as files, which `load` takes again unchanged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain.errors import EvidenceError, WrongUse
from dauys.domain.sightings import VersionId

if TYPE_CHECKING:
    from dauys.db.registers import Register
    from dauys.workflows.home import CampaignHome

_SOUND = "sound"
_VERSIONS = "versions"


def export(
    home: CampaignHome, names: Sequence[str], out: Path, *, as_workbooks: bool, with_private: bool
) -> dict[str, int]:
    """Writes each register to a file of the new folder `out`; returns the number of rows of each.

    names: the registers; none for all that have rows. The sound of versions is written beside them. Raises
    WrongUse where a name is no register's or the folder is in use, EvidenceError where the vault lacks a
    sound; then nothing was written.
    """
    from dauys.db.selectors.registers import stored_rows

    registers = registers_named(names)
    with new_folder(out) as draft:
        with home.writing():  # nobody changes one register while another is read
            rows = {register.name: stored_rows(register) for register in registers}
        for register in registers:
            if not names and not rows[register.name]:
                continue
            if register.name == _VERSIONS:
                rows[_VERSIONS] = [_with_sound(home, draft, row) for row in rows[_VERSIONS]]
            _write(draft, register, rows[register.name], as_workbook=as_workbooks, with_private=with_private)
    return {name: len(of_register) for name, of_register in rows.items() if names or of_register}


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder to be filled, which becomes `out` once it is. WrongUse where that is in use."""
    out = out.absolute()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WrongUse(f"{out} is there already; name a new folder with --out")
    draft = out.with_name(f".{out.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    yield draft
    draft.rename(out)


def registers_named(names: Sequence[str]) -> list[Register]:
    """The registers of these names, all if there is none. WrongUse for a name that is no register's."""
    from dauys.db.registers import REGISTERS

    known = [register.name for register in REGISTERS]
    for name in names:
        if name not in known:
            raise WrongUse(f"{name!r} is no register; there are {', '.join(known)}")
    return [register for register in REGISTERS if not names or register.name in names]


def _write(
    folder: Path,
    register: Register,
    rows: Sequence[Mapping[str, Any]],
    *,
    as_workbook: bool,
    with_private: bool,
) -> None:
    from dauys.db.registers.writing import csv_bytes, lines, shown_columns
    from dauys.reports.xlsx import register_workbook

    columns = shown_columns(register, with_private=with_private)
    cells = lines(columns, rows)
    if as_workbook:
        kinds = [column.kind for column in columns]
        (folder / register.workbook).write_bytes(register_workbook(register.name, cells, kinds))
    else:
        (folder / register.file).write_bytes(csv_bytes(cells))


def _with_sound(home: CampaignHome, folder: Path, row: Mapping[str, Any]) -> dict[str, Any]:
    """The version's row with the path of its sound, copied out of the vault, in place of the digest."""
    path = f"{_SOUND}/{VersionId(row['spot_id'], row['name'])}"
    (folder / _SOUND).mkdir(exist_ok=True)
    try:
        shutil.copyfile(home.vault.path(row["sha256"]), folder / path)
    except FileNotFoundError:
        raise EvidenceError(
            f"the vault has no sound of {path} ({row['sha256']}); bring it back from a copy of the vault"
        ) from None
    return {**row, "sha256": path}
