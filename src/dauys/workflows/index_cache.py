"""Indexes of spots that were built before, under $XDG_CACHE_HOME/dauys: everything here can be made again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import WrongUse

if TYPE_CHECKING:
    from dauys.sound import Print, SpotIndex


def cache_folder(environment: Mapping[str, str]) -> Path:
    """`$XDG_CACHE_HOME/dauys`; `~/.cache/dauys` where that is not set (XDG base directory specification)."""
    named = environment.get("XDG_CACHE_HOME", "")
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return base / "dauys"


def spots_digest(spots: Mapping[str, str]) -> str:
    """One digest of the spots (key → sha256 of the file's bytes) and of the ear's parameters."""
    from dauys import __version__
    from dauys.sound import Params

    plain = {"version": __version__, "params": Params().digest(), "spots": dict(spots)}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]


def cached_index(folder: Path) -> SpotIndex | None:
    """The index saved in `folder`, or None where there is none that can be read."""
    from dauys.sound import SpotIndex

    try:
        return SpotIndex.open(folder)
    except (ValueError, OSError):
        return None


def keep_index(folder: Path, prints: Mapping[str, Print]) -> SpotIndex:
    """The index in `folder`, built from `prints` and saved there where it is not yet.

    It is written beside and moved in whole: of two scans that build the same index, both may use one.
    Raises WrongUse where the cache cannot be written.
    """
    from dauys.sound import SpotIndex

    if found := cached_index(folder):
        return found
    built = SpotIndex.build(prints)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        built.save(beside)
        _move_in(beside, folder)
    except OSError as cause:
        raise WrongUse(
            f"cannot keep the index of the spots in {folder.parent} ({cause.strerror}); "
            "set XDG_CACHE_HOME to a folder that can be written"
        ) from cause
    return SpotIndex.open(folder)


def _move_in(beside: Path, folder: Path) -> None:
    """A finished index that stands there already stays: a scan may be about to open it."""
    try:
        os.rename(beside, folder)  # noqa: PTH104 - must fail on a folder that is not empty
    except OSError:
        if cached_index(folder):
            shutil.rmtree(beside)
        else:
            shutil.rmtree(folder)
            beside.rename(folder)
