"""watch: takes in what a logger drops, file by file, as each is completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.acts import Act
from dauys.domain.errors import DauysError
from dauys.workflows import clock
from dauys.workflows.add_recordings import AddSummary, take_in
from dauys.workflows.arrivals import files_in
from dauys.workflows.seal import Sealer

if TYPE_CHECKING:
    from dauys.workflows.home import CampaignHome

Stamp = tuple[int, int]
"""A file's length in bytes and the nanosecond of its last change."""


@dataclass(slots=True)
class Dropped:
    """What lies in a logger's folder. A file is complete when its length and time stood still between
    two looks; one that was renamed into place is, at the second look."""

    folder: Path
    _seen: dict[Path, Stamp]
    _taken: dict[Path, Stamp]

    @classmethod
    def in_folder(cls, folder: Path) -> Dropped:
        return cls(folder, {}, {})

    def completed(self) -> list[Path]:
        """Looks once; returns the files that are complete and were not returned as they are now."""
        now = dict(_stamps(files_in([self.folder])))
        still = {path: stamp for path, stamp in now.items() if self._seen.get(path) == stamp}
        fresh = [path for path, stamp in still.items() if self._taken.get(path) != stamp]
        self._seen = now
        self._taken |= {path: still[path] for path in fresh}
        return fresh


def watch_folder(
    home: CampaignHome,
    folder: Path,
    *,
    by: str,
    rounds: Iterable[object],
    rest: Callable[[], None],
    added: Callable[[AddSummary], None],
    refused: Callable[[DauysError], None],
    now_ms: Callable[[], int] = clock.now_ms,
) -> None:
    """Looks once a round, rests in between, hands on what each look took in, if anything, and seals in time.

    refused: told why the ledger was not sealed; taking in goes on, and a minute later it is tried again.
    rounds: `itertools.count()` to watch until Ctrl-C; two rounds are one look at a folder that stands still.
    Stopping at any moment loses nothing: the next watch finds what this one had not taken in.
    """
    dropped, sealer = Dropped.in_folder(folder), Sealer(home, now_ms)
    try:
        for n, _ in enumerate(rounds):
            if n:
                rest()
            if completed := dropped.completed():
                added(take_in(home, completed, None, Act(by, now_ms(), "dauys watch"), sealer))
            if refusal := sealer.tick():
                refused(refusal)
    finally:
        sealer.finish()


def _stamps(paths: Iterable[Path]) -> Iterable[tuple[Path, Stamp]]:
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue  # renamed or removed between listing and looking: the next look decides
        yield path, (status.st_size, status.st_mtime_ns)
