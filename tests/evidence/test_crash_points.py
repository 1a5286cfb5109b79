"""Every crash point of short vault workloads, with unsynced operations dropped or torn.

Our own small ALICE (Pillai et al., OSDI 2014) on the finding of CrashMonkey (OSDI 2018) that workloads
of up to three operations show nearly all crash bugs. The disk is a model: an inode holds synced bytes and
pending writes, a folder holds synced names and pending changes of names. A power cut keeps any subset of
what is pending: writes also by half, changes of one name in their order.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path, PurePath
from typing import BinaryIO

import pytest

from dauys.evidence.files import Files
from dauys.evidence.vault import Vault

ROOT = Path("/vault")
A, B, LONG = b"spot A", b"spot B, another", b"x" * 9
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
        return io.BytesIO(self.seen[path].seen)

    def commit_row(self, sha256: str) -> None:
        """The database says the object is there; its own commit is durable at once (the worst case)."""
        self._step()
        self.rows.add(sha256)

    def after_power_cut(self) -> Iterator[dict[PurePath, bytes]]:
        """Every state the disk may come back in: whole names → contents."""
        loose = sorted(self.folders_seen - self.folders_synced)
        for kept in product((False, True), repeat=len(self.pending) + len(loose)):
            folders = self.folders_synced | {f for f, keep in zip(loose, kept, strict=False) if keep}
            names = dict(self.synced)
            for (path, inode), keep in zip(self.pending, kept[len(loose) :], strict=True):
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


def _objects(state: dict[PurePath, bytes]) -> dict[str, bytes]:
    """What stands under final names."""
    return {path.name: content for path, content in state.items() if path.suffix != ".tmp"}


def _check(disk: Disk) -> int:
    """Objects are whole or absent, and no row is without its object; returns how many states were seen."""
    n_states = 0
    for state in disk.after_power_cut():
        n_states += 1
        objects = _objects(state)
        for name, content in objects.items():
            assert hashlib.sha256(content).hexdigest() == name, "a partial file under a final name"
        assert disk.rows <= set(objects), "a row without its object"
    return n_states


def _put(disk: Disk, *contents: bytes) -> None:
    vault = Vault(ROOT, disk)
    for content in contents:
        disk.commit_row(vault.put(io.BytesIO(content)))


def _replay(run: Callable[[Disk], None]) -> int:
    """Kills `run` before each of its operations and checks every state that a power cut may leave."""
    whole = Disk()
    run(whole)
    n_states = _check(whole)
    for until in range(whole.n_operations):
        disk = Disk()
        disk.until = until
        with pytest.raises(Killed):
            run(disk)
        n_states += _check(disk)
    return n_states


@pytest.mark.parametrize(
    "contents",
    [(b"",), (A,), (LONG,), (A, A), (A, B), (A, B, A), (A, A, A), (LONG, A, B)],
    ids=str,
)
def test_power_cut_at_any_moment(contents: tuple[bytes, ...]) -> None:
    """After a power cut at any moment of one to three arrivals: objects whole or absent, no bare row."""
    assert _replay(lambda disk: _put(disk, *contents)) > 20


@pytest.mark.parametrize("again", [(A,), (B,), (A, B)], ids=str)
def test_power_cut_after_a_killed_process(again: tuple[bytes, ...]) -> None:
    """A process is killed at any moment, a second one stores the same, the power goes at any moment."""
    reference = Disk()
    _put(reference, A)
    for until in range(reference.n_operations):

        def run(disk: Disk, until: int = until) -> None:
            limit, disk.until = disk.until, until if disk.until is None else min(until, disk.until)
            try:
                _put(disk, A)
            except Killed:
                if limit is not None and limit <= until:
                    raise
            disk.until = limit
            _put(disk, *again)

        assert _replay(run) > 20


@pytest.mark.parametrize("forgotten", ["fsync", "fsync_folder"])
def test_the_model_sees_a_forgotten_fsync(forgotten: str) -> None:
    """With either fsync left out, the model finds a state that breaks the promise: the test can fail."""

    class Forgetful(Disk):
        pass

    setattr(Forgetful, forgotten, lambda self, _: None)
    disk = Forgetful()
    _put(disk, A)
    with pytest.raises(AssertionError, match=r"partial file|row without"):
        _check(disk)
