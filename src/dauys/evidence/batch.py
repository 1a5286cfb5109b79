"""Many small files, each whole and durable, at the cost of few waits for the disk.

To write a file and wait for it costs one commit of the file system's journal each time; files that are all
written first and then wait together share it. The order that makes each whole is that of `files`: written
under a temporary name, fsync, renamed, its folder fsynced.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from dauys.domain.errors import EvidenceError
from dauys.evidence.files import Files

_OPEN = 128
"""How many files wait for one another: well below the descriptors that a process may have open."""


@dataclass(frozen=True, slots=True)
class _Pending:
    descriptor: int
    temporary: Path
    final: Path


class Batch:
    """Files below one folder, which must exist; what is being written lies in its `incoming`."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._files = files
        self._pending: list[_Pending] = []
        self._unsettled: set[Path] = set()
        self._durable: set[Path] = set()

    def put(self, path: Path, content: bytes) -> None:
        """Begins a file, or another one in its place; it stands under its name after `settle`.

        Raises EvidenceError where the disk refuses; then nothing that was begun comes to stand.
        """
        self._make_folder(self._incoming)
        self._make_folder(path.parent)
        temporary = self._incoming / f"{secrets.token_hex(8)}.tmp"
        try:
            self._pending.append(_Pending(self._files.create(temporary), temporary, path))
            self._files.write(self._pending[-1].descriptor, content)
        except OSError as cause:
            self._give_up(cause)
        if len(self._pending) >= _OPEN:
            self._name()

    def settle(self) -> None:
        """Waits until everything stands under its name on the disk."""
        self._name()
        for folder in sorted(self._unsettled):
            self._files.fsync_folder(folder)
        self._unsettled.clear()

    def sweep(self) -> None:
        """Removes what a killed process had begun; only the folder's one writer may call it."""
        for path in self._files.names(self._incoming):
            self._files.unlink(path)

    def _name(self) -> None:
        """The bytes of all to the disk, then each under its name. A failed fsync is final: see `files`."""
        try:
            self._files.fsync_all([each.descriptor for each in self._pending])
        except OSError as cause:
            self._give_up(cause)
        for each in self._pending:
            self._files.close(each.descriptor)
            self._files.rename(each.temporary, each.final)
            self._unsettled.add(each.final.parent)
        self._pending.clear()

    def _give_up(self, cause: OSError) -> None:
        for each in self._pending:
            self._files.close(each.descriptor)
            self._files.unlink(each.temporary)
        self._pending.clear()
        raise EvidenceError(
            f"{self._folder}: the disk refused the bytes ({cause}); what was there before stands. Check the "
            "disk and its free space, then run the same command again."
        ) from cause

    def _make_folder(self, folder: Path) -> None:
        """Makes the folder and those above it, durably; once a process is enough."""
        if folder != self._folder and folder not in self._durable:
            self._make_folder(folder.parent)
            self._files.make_folder(folder)
            self._files.fsync_folder(folder.parent)
            self._durable.add(folder)
