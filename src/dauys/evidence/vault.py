"""The vault: every file that arrived, byte for byte, under the sha256 of its bytes.

`ab/cd/abcd…` (64 hexadecimal digits) stands for content that hashes to its name, or does not stand at
all. Whoever holds a digest that `put` returned holds it durably: the file, its name and the folders
above it have reached the disk (reliability R5, V1).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dauys.domain.errors import EvidenceError, SetAside
from dauys.evidence.files import Files, sweep_temporary, write_temporary

BLOCK_BYTES = 1 << 20
_INCOMING = "incoming"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Vault:
    """Content-addressed files below one folder, which must exist."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        self._folder = folder
        self._files = files or Files()
        self._durable: set[Path] = set()

    def path(self, sha256: str) -> Path:
        """Where the content of that digest stands, if it does. ValueError for what is no digest."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is not a sha256 in 64 lower-case hexadecimal digits")
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        """True where an object stands under that digest (its bytes are not read: see `verify`)."""
        return self._files.size(self.path(sha256)) is not None

    def put(self, source: Path | BinaryIO) -> str:
        """Takes the file in and returns the sha256 of its bytes; the same content twice changes nothing.

        Raises SetAside(`unreadable`) where the source cannot be read, EvidenceError where the vault
        cannot take it.
        """
        if isinstance(source, Path):
            with _opened(source) as stream:
                return self.put(stream)
        self._make_folder(self._folder / _INCOMING)
        temporary = self._folder / _INCOMING / f"{secrets.token_hex(16)}.tmp"
        digest = hashlib.sha256()
        write_temporary(self._files, temporary, _hashed(_blocks(source), digest))
        self._settle(temporary, digest.hexdigest())
        return digest.hexdigest()

    def verify(self, sha256: str) -> None:
        """Reads the object again. EvidenceError where it is missing or no longer hashes to its name."""
        if not self.has(sha256):
            raise EvidenceError(f"the vault has no {sha256}; bring the file back from a copy of the vault")
        digest = hashlib.sha256()
        with self._files.read(self.path(sha256)) as stream:
            for block in _blocks(stream):
                digest.update(block)
        if digest.hexdigest() != sha256:
            raise EvidenceError(
                f"{self.path(sha256)} was changed: its bytes now hash to {digest.hexdigest()}. "
                "Keep it as it is and bring the original back from a copy of the vault."
            )

    def sweep(self, now_ms: int) -> int:
        """Removes what broken-off arrivals left, once it is older than a day; returns how many files.

        Only temporary files are looked at, so nothing that a row refers to is ever removed.
        """
        return sweep_temporary(self._folder / _INCOMING, now_ms, self._files)

    def _settle(self, temporary: Path, sha256: str) -> None:
        """Gives the temporary file its final name, or drops it where the content stands already."""
        final, n_bytes = self.path(sha256), self._files.size(temporary)
        self._make_folder(final.parent.parent)
        self._make_folder(final.parent)
        present = self._files.size(final)
        if present is None:
            self._files.rename(temporary, final)
        else:
            self._files.unlink(temporary)
            if present != n_bytes:
                raise EvidenceError(
                    f"{final} has {present} bytes where its content has {n_bytes}: was changed"
                )
        # Also where it stood already: whoever named it may have died before the name reached the disk.
        self._files.fsync_folder(final.parent)

    def _make_folder(self, folder: Path) -> None:
        """Makes a folder of the vault durably; once per process is enough."""
        if folder not in self._durable:
            self._files.make_folder(folder)
            self._files.fsync_folder(folder.parent)
            self._durable.add(folder)


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as cause:
        raise SetAside("unreadable", f"{source} cannot be opened: {cause.strerror}") from cause


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in blocks; what fails here is the source, never the vault's own disk."""
    while True:
        try:
            block = stream.read(BLOCK_BYTES)
        except OSError as cause:
            raise SetAside("unreadable", f"reading broke off: {cause.strerror}") from cause
        if not block:
            return
        yield block


def _hashed(blocks: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The same blocks, hashed as they pass."""
    for block in blocks:
        digest.update(block)
        yield block
