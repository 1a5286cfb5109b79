"""Every file operation of the vault, behind one small layer that a test can replace.

Promise: a name that is not a temporary one never shows a partial file, after a crash or a power cut
either. It rests on one order of operations (Pillai et al., "All File Systems Are Not Created Equal",
OSDI 2014): write under a temporary name, fsync the file, rename, fsync the folder.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from dauys.domain.errors import EvidenceError

READ_ONLY = 0o444
_WAITING = 8
"""How many files may wait for the disk at once; more gain nothing."""
ORPHAN_AGE_MS = 24 * 3600 * 1000


class Files:
    """The operating system's own operations, one method each; paths are absolute."""

    def make_folder(self, path: Path) -> None:
        """Makes the folder; it is fine if it is there already."""
        path.mkdir(exist_ok=True)

    def create(self, path: Path) -> int:
        """A descriptor to write a file that was not there before and will be read-only."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, READ_ONLY)

    def write(self, descriptor: int, block: bytes) -> None:
        """Writes the whole block."""
        view = memoryview(block)
        while view:
            view = view[os.write(descriptor, view) :]

    def fsync(self, descriptor: int) -> None:
        """Returns when the file's bytes are on the disk."""
        os.fsync(descriptor)

    def fsync_all(self, descriptors: Sequence[int]) -> None:
        """The same for several files at once: waiting together, they share the disk's work.

        Measured on ext4 beside other writers: 0.2 ms a file, against 5 ms one after the other.
        """
        with ThreadPoolExecutor(_WAITING) as executor:
            list(executor.map(self.fsync, descriptors))

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Gives the file its final name in one step."""
        source.replace(target)

    def fsync_folder(self, path: Path) -> None:
        """Returns when the folder's names are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def unlink(self, path: Path) -> None:
        path.unlink()

    def size(self, path: Path) -> int | None:
        """The file's length in bytes; None where no regular file stands under that name."""
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def names(self, folder: Path) -> list[Path]:
        """The files in the folder, in order; none where there is no such folder."""
        return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []

    def read(self, path: Path) -> BinaryIO:
        """The file, opened for reading."""
        return path.open("rb")


def write_temporary(files: Files, path: Path, blocks: Iterable[bytes]) -> None:
    """Writes a new file under a temporary name and waits until it is on the disk; removes it on failure.

    A failed fsync is final: the kernel may have dropped the dirty pages, and the next fsync would
    report success (PostgreSQL's lesson of 2018). So nothing here is tried twice.
    """
    descriptor = files.create(path)
    try:
        try:
            for block in blocks:
                files.write(descriptor, block)
            files.fsync(descriptor)
        finally:
            files.close(descriptor)
    except BaseException as cause:
        files.unlink(path)
        if isinstance(cause, OSError):
            raise EvidenceError(
                f"{path.parent}: the disk refused the bytes ({cause}); nothing was stored. "
                "Check the disk and its free space, then run the same command again."
            ) from cause
        raise


def write_whole(path: Path, content: bytes, files: Files | None = None) -> None:
    """Puts a small derived file (a print) durably under its name; its folder must exist."""
    files = files or Files()
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    write_temporary(files, temporary, [content])
    files.rename(temporary, path)
    files.fsync_folder(path.parent)


def sweep_temporary(folder: Path, now_ms: int, files: Files | None = None) -> int:
    """Removes temporary files below the folder that are older than a day; returns how many.

    A younger one may still be written by another process. Nothing under a final name is looked at.
    """
    files = files or Files()
    stale = [
        path
        for path in sorted(folder.rglob("*.tmp"))
        if now_ms - path.stat().st_mtime_ns // 1_000_000 > ORPHAN_AGE_MS
    ]
    for path in stale:
        files.unlink(path)
    return len(stale)
