"""A model of a disk that is killed before any of its operations, and of what a power cut may leave on it.

Our own small ALICE (Pillai et al., OSDI 2014) on the finding of CrashMonkey (OSDI 2018) that workloads
of up to three operations show nearly all crash bugs. An inode holds synced bytes and pending writes, a
folder holds synced names and pending changes of names. A power cut keeps any subset of what is pending:
writes also by half, changes of one name in their order.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path, PurePath
from typing import BinaryIO

from dauys.evidence.files import Files

ROOT = Path("/vault")
BLOCK = 4


@dataclass
class Inode:
    """A file: what a power cut leaves of it, and what it may or may not leave."""

    synced: bytes = b""
    pending: list[bytes] = field(default_factory=list)

    @property
    def seen(self) -> bytes:
        return self.synced + b"".join(self.pending)


class Killed(Exception):
    """The process was killed before this operation."""


Change = tuple[PurePath, Inode | None]
"""A name and what it points at from now on; None: the name is gone."""


class Disk(Files):
    """A model of the disk that counts operations and is killed before operation `until`."""

    def __init__(self) -> None:
        self.seen: dict[PurePath, Inode] = {}
        self.folders_seen: set[PurePath] = {ROOT}
        self.synced: dict[PurePath, Inode] = {}
        self.folders_synced: set[PurePath] = {ROOT}
        self.pending: list[Change] = []
        self.open: dict[int, Inode] = {}
        self.rows: set[str] = set()
        self.n_operations = 0
        self.until: int | None = None

    @classmethod
    def holding(cls, state: dict[PurePath, bytes]) -> Disk:
        """A disk on which just these files stand, all of them synced."""
        disk = cls()
        disk.seen = {path: Inode(content) for path, content in state.items()}
        disk.synced = dict(disk.seen)
        disk.folders_seen = {ROOT} | {
            folder for path in state for folder in path.parents if folder != Path("/")
        }
        disk.folders_synced = set(disk.folders_seen)
        return disk

    def _step(self) -> None:
        if self.until is not None and self.n_operations >= self.until:
            raise Killed
        self.n_operations += 1

    def _name(self, *changes: Change) -> None:
        self._step()
        for path, inode in changes:
            assert path.parent in self.folders_seen, f"{path}: no such folder"
            if inode is None:
                del self.seen[path]
            else:
                self.seen[path] = inode
        self.pending += changes

    def make_folder(self, path: Path) -> None:
        self._step()
        assert path.parent in self.folders_seen
        self.folders_seen.add(path)

    def create(self, path: Path) -> int:
        assert path not in self.seen
        inode = Inode()
        self._name((path, inode))
        self.open[len(self.open)] = inode
        return len(self.open) - 1

    def write(self, descriptor: int, block: bytes) -> None:
        for at in range(0, len(block), BLOCK):
            self._step()
            self.open[descriptor].pending.append(block[at : at + BLOCK])

    def fsync(self, descriptor: int) -> None:
        self._step()
        inode = self.open[descriptor]
        inode.synced, inode.pending = inode.seen, []

    def fsync_all(self, descriptors: Sequence[int]) -> None:
        """One after the other, so that each is a step."""
        for descriptor in descriptors:
            self.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """A kill needs no close, so it is no step."""

    def rename(self, source: Path, target: Path) -> None:
        self._name((target, self.seen[source]), (source, None))

    def fsync_folder(self, path: Path) -> None:
        self._step()
        self.folders_synced |= {folder for folder in self.folders_seen if folder.parent == path}
        for name, inode in [change for change in self.pending if change[0].parent == path]:
            _apply(self.synced, name, inode)
        self.pending = [change for change in self.pending if change[0].parent != path]

    def unlink(self, path: Path) -> None:
        self._name((path, None))

    def size(self, path: Path) -> int | None:
        return len(self.seen[path].seen) if path in self.seen else None

    def read(self, path: Path) -> BinaryIO:
        if path not in self.seen:
            raise FileNotFoundError(path)
        return io.BytesIO(self.seen[path].seen)

    def names(self, folder: Path) -> list[Path]:
        return sorted(Path(path) for path in self.seen if path.parent == folder)

    def commit_row(self, sha256: str) -> None:
        """The database says the object is there; its own commit is durable at once (the worst case)."""
        self._step()
        self.rows.add(sha256)

    def after_power_cut(self, ignored: PurePath | None = None) -> Iterator[dict[PurePath, bytes]]:
        """Every state the disk may come back in: whole names → contents.

        ignored: a folder in which nothing that stands there counts; states that differ there only are one.
        """
        loose = sorted(self.folders_seen - self.folders_synced)
        pending = [change for change in self.pending if change[0].parent != ignored]
        for kept in product((False, True), repeat=len(pending) + len(loose)):
            folders = self.folders_synced | {f for f, keep in zip(loose, kept, strict=False) if keep}
            names = {path: inode for path, inode in self.synced.items() if path.parent != ignored}
            for (path, inode), keep in zip(pending, kept[len(loose) :], strict=True):
                if keep:
                    _apply(names, path, inode)
            reachable = {p: i for p, i in names.items() if set(p.parents[:-1]) <= folders}
            for contents in product(*(list(_torn(inode)) for inode in reachable.values())):
                yield dict(zip(reachable, contents, strict=True))


def _apply(names: dict[PurePath, Inode], path: PurePath, inode: Inode | None) -> None:
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


def _torn(inode: Inode) -> Iterator[bytes]:
    """The synced bytes with each pending write kept, lost (a hole of zeros) or torn in the middle."""
    states = {inode.synced}
    for block in inode.pending:
        half = block[: len(block) // 2]
        zeros = bytes(len(block))
        states = {
            state + part for state in states for part in (block, zeros, half + zeros[len(half) :])
        } | states
    yield from states
