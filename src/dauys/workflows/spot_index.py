"""From spot files to an index that can be searched: taken from the cache, or heard and built."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import WrongUse
from dauys.workflows.hear_files import Ear, FileSetAside
from dauys.workflows.index_cache import cache_folder, cached_index, keep_index, spots_digest

if TYPE_CHECKING:
    from dauys.sound import Print


@dataclass(frozen=True, slots=True)
class SpotsHeard:
    """The saved index of the spots that could be heard, and those that could not."""

    index_folder: Path
    index_digest: str
    set_aside: tuple[FileSetAside, ...]


def index_of_spots(spots: Mapping[str, Path], ear: Ear) -> SpotsHeard:
    """The index of these spots (key → file). Raises WrongUse where none of them can be heard.

    Only an index is cached, never that a spot could not be heard: the next scan tries it again.
    """
    digests = {key: _digest(path) for key, path in spots.items()}
    place = _place({key: digest for key, digest in digests.items() if digest})
    if None not in digests.values() and (index := cached_index(place)):
        return SpotsHeard(place, index.digest, ())
    prints, digests_heard, set_aside = _hear_spots(spots, ear)
    if not prints:
        raise WrongUse("none of the spots can be heard:\n" + "\n".join(f"  {aside}" for aside in set_aside))
    place = _place(digests_heard)
    return SpotsHeard(place, keep_index(place, prints).digest, set_aside)


def _hear_spots(
    spots: Mapping[str, Path], ear: Ear
) -> tuple[dict[str, Print], dict[str, str], tuple[FileSetAside, ...]]:
    """Print and sha256 by key, and what was set aside in path order."""
    from dauys.sound import Print

    key_of = {path: key for key, path in spots.items()}
    prints: dict[str, Print] = {}
    digests: dict[str, str] = {}
    set_aside: list[FileSetAside] = []
    with closing(ear.each("spots", tuple(key_of), None)) as results:
        for path, heard in results:
            if isinstance(heard, FileSetAside):
                set_aside.append(heard)
            else:
                assert heard.print_bytes is not None
                prints[key_of[path]] = Print.from_bytes(heard.print_bytes)
                digests[key_of[path]] = heard.sha256
    return prints, digests, tuple(sorted(set_aside, key=lambda aside: aside.path))


def _place(digests: Mapping[str, str]) -> Path:
    return cache_folder(os.environ) / f"index-{spots_digest(digests)}"


def _digest(path: Path) -> str | None:
    """sha256 of the file's bytes; None where it cannot be read: hearing it will say why."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
