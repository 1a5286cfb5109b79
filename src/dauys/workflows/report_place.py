"""Where a draft stands: whose a folder is, and how a new report takes the place of the old one.

The two are exchanged in one step where the system can do that (Linux, `renameat2`). Elsewhere the old one
steps aside first; a run that is killed right then leaves it there, and it is found there.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from pathlib import Path

from dauys.domain.errors import WrongUse

MARK, KIND = "report.json", "dauys report, draft"
"""Names every file of a report with its sha256; a folder that has it is ours to replace."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
"""<fcntl.h> and <linux/fs.h>."""


def must_be_ours(target: Path, building: Path) -> None:
    """Both folders are emptied: neither may be somebody else's, nor lead there. Raises WrongUse."""
    if target.is_dir() and any(target.iterdir()) and not _has_our_mark(target):
        raise WrongUse(f"{target} holds files that no report wrote (no {MARK} of ours); name another folder")
    if target.exists() and not target.is_dir():
        raise WrongUse(f"{target} is a file; name a folder")
    if building.is_symlink():
        raise WrongUse(f"{building} is a link, and the report is written there; remove it")


def standing(target: Path) -> Path:
    """Where the report of that name is to be read: aside, if a killed run left it there and nothing else."""
    if target.exists():
        return target
    aside = _aside(target)
    return aside if _has_our_mark(aside) else target


def put_back(target: Path) -> None:
    """Undoes half a step of a run that was killed."""
    if (aside := standing(target)) != target:
        aside.rename(target)


def take_place(building: Path, target: Path) -> None:
    """The new report takes the old one's place; the old one goes when the new one stands."""
    aside = _aside(target)
    if aside.exists():
        shutil.rmtree(aside)
    if target.exists() and exchange(building, target):
        shutil.rmtree(building)
        return
    if target.exists():
        target.rename(aside)
    building.rename(target)
    if aside.exists():
        shutil.rmtree(aside)


def exchange(first: Path, second: Path) -> bool:
    """Each takes the other's name in one step; False where the system or the file system has no such step."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    paths = os.fsencode(first), os.fsencode(second)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _has_our_mark(folder: Path) -> bool:
    """Other programs, too, call a file report.json."""
    try:
        mark = json.loads((folder / MARK).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(mark, dict) and mark.get("kind") == KIND
