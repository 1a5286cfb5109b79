"""The vault on a real disk."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest

from dauys.domain.errors import EvidenceError, SetAside
from dauys.evidence.files import ORPHAN_AGE_MS, Files, write_whole
from dauys.evidence.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    folder = tmp_path / "vault"
    folder.mkdir()
    return Vault(folder)


def _names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("content", [b"", b"x", b"tape" * 700_000], ids=["empty", "byte", "blocks"])
def test_content_stands_under_its_digest(vault: Vault, tmp_path: Path, content: bytes) -> None:
    """What was put in stands, byte for byte and read-only, under the sha256 of its bytes."""
    arrived = tmp_path / "arrived.m4a"
    arrived.write_bytes(content)
    sha256 = vault.put(arrived)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert vault.path(sha256) == tmp_path / "vault" / sha256[:2] / sha256[2:4] / sha256
    assert vault.path(sha256).read_bytes() == content
    assert vault.path(sha256).stat().st_mode & 0o222 == 0
    vault.verify(sha256)


def test_same_content_twice_changes_nothing(vault: Vault, tmp_path: Path) -> None:
    """A second arrival of the same bytes leaves the object, its inode and its time as they were."""
    sha256 = vault.put(io.BytesIO(b"spot"))
    before = vault.path(sha256).stat()
    assert vault.put(io.BytesIO(b"spot")) == sha256
    after = vault.path(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(_names(tmp_path / "vault")) == 1


def test_changed_object_is_found(vault: Vault) -> None:
    """A flipped bit, a missing object and an object of another length are refused by name."""
    sha256 = vault.put(io.BytesIO(b"spot"))
    vault.path(sha256).chmod(0o644)
    vault.path(sha256).write_bytes(b"spou")
    with pytest.raises(EvidenceError, match="was changed"):
        vault.verify(sha256)
    vault.path(sha256).write_bytes(b"spo")
    with pytest.raises(EvidenceError, match="3 bytes where its content has 4"):
        vault.put(io.BytesIO(b"spot"))
    vault.path(sha256).unlink()
    with pytest.raises(EvidenceError, match="has no"):
        vault.verify(sha256)


def test_only_digests_name_objects(vault: Vault) -> None:
    """A name that is no digest is refused before it can leave the folder."""
    for name in ("../../etc/passwd", "A" * 64, "0" * 63, ""):
        with pytest.raises(ValueError, match="not a sha256"):
            vault.path(name)


class _FullDisk(Files):
    def __init__(self, failing: str) -> None:
        self.failing = failing
        self.n_fsyncs = 0

    def write(self, descriptor: int, block: bytes) -> None:
        if self.failing == "write":
            os.write(descriptor, block[:2])
            raise OSError(errno.ENOSPC, "No space left on device")
        super().write(descriptor, block)

    def fsync(self, descriptor: int) -> None:
        self.n_fsyncs += 1
        if self.failing == "fsync":
            raise OSError(errno.EIO, "Input/output error")
        super().fsync(descriptor)


@pytest.mark.parametrize("failing", ["write", "fsync"])
def test_a_failing_disk_is_an_error_and_leaves_nothing(tmp_path: Path, failing: str) -> None:
    """A disk that refuses bytes is reported, never retried, and no file is left under any name."""
    files = _FullDisk(failing)
    with pytest.raises(EvidenceError, match="nothing was stored"):
        Vault(tmp_path, files).put(io.BytesIO(b"spot"))
    assert files.n_fsyncs == (1 if failing == "fsync" else 0)
    assert _names(tmp_path) == []


class _Breaking(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(errno.EIO, "Input/output error")
        return super().read(4)


def test_a_source_that_breaks_off_is_set_aside(vault: Vault, tmp_path: Path) -> None:
    """A source that cannot be opened or read to its end is set aside; the vault stays as it was."""
    with pytest.raises(SetAside, match="broke off"):
        vault.put(_Breaking(b"half a tape"))
    with pytest.raises(SetAside, match="cannot be opened"):
        vault.put(tmp_path / "missing.m4a")
    assert _names(tmp_path / "vault") == []


def test_sweep_takes_only_old_temporary_files(vault: Vault, tmp_path: Path) -> None:
    """Orphans older than a day go; younger ones and every object stay."""
    sha256 = vault.put(io.BytesIO(b"spot"))
    incoming = tmp_path / "vault" / "incoming"
    for name, age_ms in (("old.tmp", ORPHAN_AGE_MS + 1), ("young.tmp", ORPHAN_AGE_MS)):
        (incoming / name).write_bytes(b"half")
        os.utime(incoming / name, ns=(0, (10 * ORPHAN_AGE_MS - age_ms) * 1_000_000))
    assert vault.sweep(10 * ORPHAN_AGE_MS) == 1
    assert vault.sweep(10 * ORPHAN_AGE_MS) == 0
    assert [path.name for path in incoming.iterdir()] == ["young.tmp"]
    vault.verify(sha256)


def test_derived_file_is_replaced_whole(tmp_path: Path) -> None:
    """A print written again is the new one, with no temporary file beside it."""
    write_whole(tmp_path / "a.print", b"one")
    write_whole(tmp_path / "a.print", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.print", b"two")]
