"""Hears many files with any executor: each by itself, the largest first, what cannot be heard set aside."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from pathlib import Path

from dauys.domain.errors import SetAside
from dauys.workflows.listening import Heard, HearJob
from dauys.workflows.scan_progress import ScanProgress, Watch
from dauys.workflows.sound_files import printable

Hear = Callable[[HearJob], Heard]
"""`listening.hear`, or a stand-in for it in a test; picklable where the executor needs it."""


@dataclass(frozen=True, slots=True)
class FileSetAside:
    """A file that could not be heard; reason: one countable word; text: what happened."""

    path: Path
    reason: str
    text: str

    def __str__(self) -> str:
        return f"{printable(self.path)}: {printable(self.text)} ({self.reason})"


@dataclass(frozen=True, slots=True)
class Ear:
    """With what files are heard, and who is told how far it is."""

    executor: Executor
    watch: Watch
    listen: Hear
    unsandboxed: bool

    def each(
        self, stage: str, paths: Sequence[Path], index: Path | None, before: int = 0
    ) -> Generator[tuple[Path, Heard | FileSetAside], None, None]:
        """Yields each file as it is done; closing it early cancels what has not begun.

        index: folder of the index to search, or None to take the file's print.
        before: files of this stage that need no hearing any more, for the display.
        """
        sizes = {path: _size(path) for path in paths}
        progress = ScanProgress(stage, total=len(sizes), size_total=sum(sizes.values()), before=before)
        self.watch(progress)
        order = sorted(paths, key=lambda path: (-sizes[path], path))
        futures = {self.executor.submit(self.listen, self._job(path, index)): path for path in order}
        try:
            for future in as_completed(list(futures)):
                path = futures.pop(future)
                result = _result(future, path)
                yield path, result
                progress.done += 1
                progress.size_done += sizes[path]
                progress.heard_ms += 0 if isinstance(result, FileSetAside) else result.length_ms
                self.watch(progress)
        finally:
            for future in futures:
                future.cancel()

    def _job(self, path: Path, index: Path | None) -> HearJob:
        folder = str(index) if index else None
        file = os.path.realpath(path)  # a link is heard as the file it leads to; the listener follows none
        return HearJob(file, folder, want_print=index is None, unsandboxed=self.unsandboxed)


def _result(future: Future[Heard], path: Path) -> Heard | FileSetAside:
    try:
        return future.result()
    except SetAside as cause:
        return FileSetAside(path, cause.reason, str(cause))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
