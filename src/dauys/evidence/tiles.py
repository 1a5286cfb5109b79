"""A ledger's files (C2SP tlog-tiles): tiles of hashes and bundles of entries, 256 wide or, the last, less.

tile/0/x001/x234/067        hashes of level 0, the tile 1,234,067: 256 × 32 bytes
tile/1/000.p/17             a tile that is not full yet: 17 × 32 bytes
tile/entries/x001/x234/067  its 256 entries, each with its length before it, two bytes, the larger first
incoming/                   what is being written; nothing that counts

A file that stands already is replaced: it can only be the remains of entries that were never signed for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dauys.domain.errors import EvidenceError
from dauys.evidence.batch import Batch
from dauys.evidence.checkpoints import HASH_BYTES
from dauys.evidence.files import Files
from dauys.evidence.frontier import TILE

ENTRY_BYTES = 65_535
"""The longest entry: its length stands in two bytes."""
ENTRIES = "entries"
CHECKPOINT = "checkpoint"
_LENGTH_BYTES = 2
_BACK = "bring the ledger's folder back from a copy"

Level = int | str
"""A level of the tree, or ENTRIES."""


class Tiles:
    """The tiles and bundles below one folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._folder = folder
        self._files = files
        self._batch = Batch(folder, files)

    def hashes(self, level: int, place: int, width: int) -> list[bytes]:
        """The tile's first `width` hashes. EvidenceError where it is missing, or has another length."""
        path, content = self._read(level, place, width)
        wanted = width * HASH_BYTES
        if len(content) not in (wanted, TILE * HASH_BYTES):
            raise EvidenceError(
                f"{path} has {len(content)} bytes where {width} hashes have {wanted}: {_BACK}"
            )
        return [content[at : at + HASH_BYTES] for at in range(0, wanted, HASH_BYTES)]

    def entries(self, place: int, width: int) -> list[bytes]:
        """The bundle's first `width` entries. EvidenceError where it is missing, or is no such bundle."""
        path, content = self._read(ENTRIES, place, width)
        entries: list[bytes] = []
        at = 0
        while at + _LENGTH_BYTES <= len(content) and len(entries) < width:
            start = at + _LENGTH_BYTES
            at = start + (content[at] << 8 | content[at + 1])
            entries.append(content[start:at])
        if len(entries) < width or at > len(content):
            raise EvidenceError(f"{path} holds no {width} whole entries: {_BACK}")
        return entries

    def put(self, level: Level, place: int, width: int, content: bytes) -> None:
        """Begins one tile or bundle; it stands under its name after `settle`. EvidenceError: a full disk."""
        self._batch.put(self._path(level, place, width), content)

    def put_checkpoint(self, note: bytes) -> None:
        """Replaces the checkpoint in one step; it is on the disk when this returns."""
        self._batch.put(self._folder / CHECKPOINT, note)
        self.settle()

    def settle(self) -> None:
        """Waits until all that was put stands on the disk."""
        self._batch.settle()

    def checkpoint(self) -> bytes | None:
        """The note that stands; None where the ledger has none yet."""
        path = self._folder / CHECKPOINT
        if self._files.size(path) is None:
            return None
        with self._files.read(path) as stream:
            return stream.read()

    def drop_narrower(self, level: Level, place: int) -> None:
        """Removes the narrower forms of a full tile or bundle, which must have reached the disk."""
        full = self._path(level, place, TILE)
        for path in self._files.names(full.with_name(f"{full.name}.p")):
            self._files.unlink(path)

    def sweep(self) -> None:
        """Removes what a killed process left unfinished; only the ledger's one writer may call it."""
        self._batch.sweep()

    def _read(self, level: Level, place: int, width: int) -> tuple[Path, bytes]:
        """The file of exactly that width, else the full one, which begins with the same."""
        full = self._path(level, place, TILE)
        for path in (self._path(level, place, width), full):
            try:
                with self._files.read(path) as stream:
                    return path, stream.read()
            except FileNotFoundError:
                continue
        raise EvidenceError(f"{self._path(level, place, width)} is missing: {_BACK}")

    def _path(self, level: Level, place: int, width: int) -> Path:
        return self._folder / tile_path(level, place, width)


def tile_path(level: Level, place: int, width: int) -> str:
    """Where a tile or bundle stands below the ledger: three digits a folder, `.p/WIDTH` if it is not full."""
    digits = f"{place:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return f"tile/{level}/{name}" if width == TILE else f"tile/{level}/{name}.p/{width}"


def bundle(entries: Sequence[bytes]) -> bytes:
    """The entries, each with its length before it. ValueError for one that is too long."""
    if any(len(entry) > ENTRY_BYTES for entry in entries):
        longest = max(map(len, entries))
        raise ValueError(f"an entry of {longest} bytes: a ledger's entry has {ENTRY_BYTES} at the most")
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)
