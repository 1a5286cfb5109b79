"""The ledger on a disk: it grows, opens as it was signed, proves what it holds, notices what was changed."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tests.evidence.ledgers import NOW_MS, ORIGIN, a_key, a_log, an_entry, mth, path, subproof

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.files import Files
from dauys.evidence.log import REHASHED_MS, Log
from dauys.evidence.tiles import tile_path


def proofs_of(log: Log, index: int, older: int) -> tuple[list[bytes], list[bytes]]:
    return log.inclusion_proof(index), log.consistency_proof(older)


@pytest.mark.parametrize("step", [1, 100, 300])
def test_every_size_has_the_root_and_the_proofs_of_the_standard(tmp_path: Path, step: int) -> None:
    """At every size up to 300, however it was reached, root and proofs are word for word RFC 6962's."""
    entries = [b"%d" % number for number in range(300)]
    (tmp_path / "log").mkdir()
    log = Log(tmp_path / "log")
    assert log.root() == mth([])
    for size in range(step, 301, step):
        log.append(entries[size - step : size])
        assert log.root() == mth(entries[:size])
        for place in {0, size // 3, size - 1}:
            assert proofs_of(log, place, place + 1) == (
                path(place, entries[:size]),
                subproof(place + 1, entries[:size]),
            )


def test_older_sizes_are_proven_from_the_tiles_of_today(tmp_path: Path) -> None:
    """Roots, inclusion and growth between any two earlier sizes follow from the ledger as it stands."""
    log = a_log(tmp_path / "log", 700)
    entries = [an_entry(number) for number in range(700)]
    for size in (1, 2, 255, 256, 257, 511, 512, 513, 699):
        root = mth(entries[:size])
        assert log.root(size) == root
        leaf = merkle.leaf(entries[size // 2])
        proof = log.inclusion_proof(size // 2, size)
        assert merkle.inclusion_holds(leaf, size // 2, size, proof, root)
        grown = log.consistency_proof(size, 700)
        assert merkle.consistency_holds(size, 700, root, log.root(), grown)
    assert log.root(0) == merkle.EMPTY
    for beyond in (log.root, lambda size: log.inclusion_proof(0, size)):
        with pytest.raises(IndexError):
            beyond(701)


def test_tiles_stand_where_the_format_has_them(tmp_path: Path) -> None:
    """Names and lengths are those of C2SP tlog-tiles: its own examples, for 256 and for 70,000 entries."""
    assert tile_path(0, 1_234_067, 256) == "tile/0/x001/x234/067"
    assert tile_path("entries", 5, 112) == "tile/entries/005.p/112"
    assert tile_path(1, 1000, 256) == "tile/1/x001/000"
    log = a_log(tmp_path / "log", 2)
    log.append([b"%d" % number for number in range(2, 70_000)])
    found = {str(each.relative_to(tmp_path / "log/tile")) for each in (tmp_path / "log/tile").rglob("*")}
    assert {"0/272", "0/273.p/112", "1/000", "1/001.p/17", "2/000.p/1", "entries/273.p/112"} <= found
    assert not {"0/273", "0/273.p/111", "1/001", "2/000", "entries/273"} & found
    assert (tmp_path / "log/tile/0/000").stat().st_size == 8192
    bundle = (tmp_path / "log/tile/entries/000").read_bytes()
    assert bundle[:4] == b"\x00\x00\xff\xff"
    assert bundle[4 + 65_535 :][:3] == b"\x00\x012"
    assert list(log.entries(255, 258)) == [b"255", b"256", b"257"]


def test_it_opens_as_it_was_signed(tmp_path: Path) -> None:
    """What was signed is there again; what was appended without a signature is not, and is replaced."""
    key = a_key(tmp_path)
    log = a_log(tmp_path / "log", 300)
    signed = log.sign(ORIGIN, [key], NOW_MS)
    log.append([b"never signed"] * 300)
    again = Log(tmp_path / "log")
    assert (again.size, again.root()) == (300, signed.root)
    assert again.append([b"other"] * 250) == range(300, 550)
    again.sign(ORIGIN, [key], NOW_MS)
    third = Log(tmp_path / "log")
    assert list(third.entries(299)) == [an_entry(299), *[b"other"] * 250]
    assert third.rehash(NOW_MS) == 550
    assert not list((tmp_path / "log/incoming").iterdir())


def test_narrower_forms_go_when_a_tile_is_full(tmp_path: Path) -> None:
    """Once the full tile is signed for, its partial forms go, and older readers read the full one."""
    key = a_key(tmp_path)
    log = a_log(tmp_path / "log", 200)
    log.sign(ORIGIN, [key], NOW_MS)
    reader = Log(tmp_path / "log")
    log.append([b"y"] * 100)
    log.sign(ORIGIN, [key], NOW_MS)
    left = sorted(str(p.relative_to(tmp_path / "log/tile")) for p in (tmp_path / "log/tile").rglob("*.p/*"))
    assert left == ["0/001.p/44", "1/000.p/1", "entries/001.p/44"]
    assert reader.inclusion_proof(7) == log.inclusion_proof(7, 200)
    assert list(reader.entries(198)) == [an_entry(198), an_entry(199)]


def test_too_long_an_entry_changes_nothing(tmp_path: Path) -> None:
    """65,535 bytes are the longest entry; a longer one is refused with all that came with it."""
    log = a_log(tmp_path / "log", 3)
    with pytest.raises(ValueError, match="65536 bytes"):
        log.append([b"good", b"x" * 65_536])
    assert log.size == 3


class _FullDisk(Files):
    """Refuses every write from now on."""

    is_full = False

    def write(self, descriptor: int, block: bytes) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().write(descriptor, block)

    def fsync(self, descriptor: int) -> None:
        super().fsync(descriptor)


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """The refusal says so, nothing half-written stays, and the same append works once there is room."""
    (tmp_path / "log").mkdir()
    files = _FullDisk()
    log = Log(tmp_path / "log", files)
    log.append([b"a"])
    log.sign(ORIGIN, [a_key(tmp_path)], NOW_MS)
    files.is_full = True
    with pytest.raises(EvidenceError, match="No space left"):
        log.append([b"b"])
    files.is_full = False
    assert log.size == 1
    assert log.append([b"b"]) == range(1, 2)
    assert not list((tmp_path / "log/incoming").iterdir())


@pytest.mark.parametrize(
    "changed", ["tile/entries/000", "tile/entries/001.p/44", "tile/0/000", "tile/0/001.p/44"]
)
def test_a_changed_byte_is_never_signed_over(tmp_path: Path, changed: str) -> None:
    """A bit that turned in an entry or in a hash is found before the next signature, by its place."""
    key = a_key(tmp_path)
    log = a_log(tmp_path / "log", 300)
    log.sign(ORIGIN, [key], NOW_MS)
    signed = (tmp_path / "log/checkpoint").read_bytes()
    victim = tmp_path / "log" / changed
    content = bytearray(victim.read_bytes())
    content[-1] ^= 1
    victim.chmod(0o644)
    victim.write_bytes(content)
    with pytest.raises(EvidenceError, match="do not hash to"):
        Log(tmp_path / "log").sign(ORIGIN, [key], NOW_MS)
    assert (tmp_path / "log/checkpoint").read_bytes() == signed


def test_one_process_reads_a_whole_bundle_once_a_day(tmp_path: Path) -> None:
    """It rehashes what is new at each signature and everything after a day, or when the clock went back."""
    key = a_key(tmp_path)
    log = a_log(tmp_path / "log", 600)
    assert log.rehash(NOW_MS) == 600
    log.sign(ORIGIN, [key], NOW_MS)
    assert log.rehash(NOW_MS + REHASHED_MS - 1) == 600 - 512
    assert log.rehash(NOW_MS + REHASHED_MS) == 600
    assert log.rehash(NOW_MS + REHASHED_MS) == 600 - 512
    assert log.rehash(NOW_MS) == 600
    assert log.rehash(NOW_MS, whole=True) == 600
    assert Log(tmp_path / "log").rehash(NOW_MS) == 600


def test_a_ledger_put_back_while_in_use_is_refused(tmp_path: Path) -> None:
    """A process that saw a longer or another ledger in this folder takes no other in its place."""
    key = a_key(tmp_path)
    log = a_log(tmp_path / "log", 5)
    log.sign(ORIGIN, [key], NOW_MS)
    five = (tmp_path / "log/checkpoint").read_bytes()
    log.append([b"six"])
    log.sign(ORIGIN, [key], NOW_MS)
    (tmp_path / "log/checkpoint").unlink()
    with pytest.raises(EvidenceError, match="is gone"):
        log.refresh()
    (tmp_path / "log/checkpoint").write_bytes(five)
    with pytest.raises(EvidenceError, match="put back or replaced"):
        log.refresh()


@pytest.mark.parametrize("size", [0, 5, 256, 300])
def test_appending_nothing_changes_nothing(tmp_path: Path, size: int) -> None:
    """No entries are no growth, whatever stands already."""
    log = a_log(tmp_path / "log", size)
    root = log.root()
    assert log.append([]) == range(size, size)
    assert (log.size, log.root()) == (size, root)
