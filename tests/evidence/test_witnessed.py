"""What a witness has seen is kept in two places, put beneath the checkpoint, and never gone behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence.ledgers import NOW_MS, ORIGIN, a_key, a_log, an_entry

from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import SignedCheckpoint
from dauys.evidence.keys import SigningKey
from dauys.evidence.log import Log
from dauys.evidence.notes import Signature
from dauys.evidence.witnessed import Witnessed

WITNESS = Signature("witness.example", b"wit1", bytes(72))


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    return a_key(tmp_path)


def signed(log: Log, key: SigningKey) -> SignedCheckpoint:
    """The ledger's new checkpoint."""
    log.sign(ORIGIN, [key], NOW_MS)
    assert log.signed
    return log.signed


def test_cosignatures_stand_beneath_the_checkpoint_they_are_for(tmp_path: Path, key: SigningKey) -> None:
    """A witness's line is added once, also for a later reader; one for an older checkpoint is not."""
    log = a_log(tmp_path / "log", 3)
    first = signed(log, key)
    assert log.add_signatures(first.note, [WITNESS])
    assert log.add_signatures(first.note, [WITNESS])
    read = Log(tmp_path / "log").signed
    assert read
    assert read.note.signatures == (*first.note.signatures, WITNESS)
    assert read.note.is_signed_by(key.public.under(ORIGIN))
    log.append([b"more"])
    second = signed(log, key)
    assert not log.add_signatures(first.note, [WITNESS])
    assert (tmp_path / "log/checkpoint").read_text() == str(second.note)
    assert not Log(tmp_path).add_signatures(first.note, [WITNESS])


def test_the_largest_checkpoint_is_kept(tmp_path: Path, key: SigningKey) -> None:
    """A smaller one that arrives late changes nothing; one place is enough to know; none is no refusal."""
    places = Witnessed([tmp_path / "inside", tmp_path / "outside"])
    log = a_log(tmp_path / "log", 3)
    assert places.newest() is None
    places.check(log)
    small = signed(log, key)
    log.append([an_entry(3)])
    large = signed(log, key)
    places.keep(large)
    places.keep(small)
    (tmp_path / "inside").unlink()
    assert places.newest() == large
    places.keep(large)
    assert (tmp_path / "inside").read_bytes() == (tmp_path / "outside").read_bytes()


def test_a_ledger_behind_or_beside_what_was_witnessed_is_refused(tmp_path: Path, key: SigningKey) -> None:
    """Shorter, or another at the same size: refused; the same, and what goes on from it, is not."""
    places = Witnessed([tmp_path / "outside"])
    log = a_log(tmp_path / "log", 300)
    places.keep(signed(log, key))
    places.check(log)
    log.append([b"more"] * 300)
    places.check(log)
    with pytest.raises(EvidenceError, match="has 299 entries where a witness has cosigned 300"):
        places.check(a_log(tmp_path / "shorter", 299))
    other = a_log(tmp_path / "other", 299)
    other.append([b"another"])
    with pytest.raises(EvidenceError, match="first 300 entries are not those"):
        places.check(other)


def test_a_broken_place_is_named(tmp_path: Path) -> None:
    """Bytes that are no checkpoint are refused rather than taken for nothing seen."""
    (tmp_path / "outside").write_bytes(b"\x00broken")
    with pytest.raises(EvidenceError, match=r"outside is no signed note.*or from the witness"):
        Witnessed([tmp_path / "outside"]).newest()
