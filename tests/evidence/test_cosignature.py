"""Cosignatures are those of the standard, count once a key, and hold over one checkpoint only."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.evidence.ledgers import a_key
from tests.evidence.witnesses import other_story, watched

from dauys.domain.errors import EvidenceError
from dauys.evidence.cosignature import WitnessKey, check_cosigned, cosign, cosigners, witness_key, witness_of
from dauys.evidence.keys import SigningKey
from dauys.evidence.notes import Note, Signature, read_note, read_signatures

NOTE = read_note(
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin"
    "1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n".encode()
)
"""The example of C2SP tlog-cosignature."""


def test_a_line_has_the_form_of_the_standards_example() -> None:
    """Four bytes of key id, eight of time (19 March 2023 there), 64 of Ed25519; the key id is of kind 4."""
    (theirs,) = NOTE.signatures
    private = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    ours = cosign(NOTE, private, "witness.example.com/w1", 1_679_315_147)
    assert (ours.name, len(ours.raw), ours.raw[:8]) == (theirs.name, len(theirs.raw), theirs.raw[:8])
    assert read_signatures(ours.line()) == (ours,)
    key = witness_of(private, "witness.example.com/w1")
    assert ours.id == key.id != private.public.under(key.name).id
    signed = f"cosignature/v1\ntime 1679315147\n{NOTE.text}".encode()
    assert private.public.holds(signed, ours.raw[8:])
    assert witness_key(key.text()) == key
    assert key.signed_s(NOTE.joined_by([ours])) == 1_679_315_147
    assert key.signed_s(NOTE) is None


@pytest.mark.parametrize(
    "changed",
    [
        lambda raw: raw[:7] + bytes([raw[7] ^ 1]) + raw[8:],
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: raw[:-1],
        lambda raw: b"\xff" + raw[1:],
    ],
    ids=["another time", "another signature", "too short", "a time beyond 2^63"],
)
def test_a_changed_cosignature_does_not_hold(tmp_path: Path, changed: object) -> None:
    """Time and checkpoint are both signed; a line under a known key that does not hold refuses the note."""
    private = a_key(tmp_path)
    line = cosign(NOTE, private, "w", 5)
    false = Signature(line.name, line.id, changed(line.raw))  # type: ignore[operator]
    with pytest.raises(EvidenceError, match="of w "):
        cosigners(NOTE.joined_by([false]), [witness_of(private, "w")])


def test_k_of_n_counts_keys(tmp_path: Path) -> None:
    """Two lines of one key, under two names even, are one witness."""
    one, two = a_key(tmp_path, "1"), a_key(tmp_path, "2")
    known = [witness_of(one, "a"), witness_of(one, "b"), witness_of(two, "c")]
    note = NOTE.joined_by([cosign(NOTE, one, "a", 5), cosign(NOTE, one, "b", 6)])
    check_cosigned(note, known, 1)
    with pytest.raises(EvidenceError, match=r"by 1 of 3 known witnesses \(a, b\) where 2 are needed"):
        check_cosigned(note, known, 2)
    check_cosigned(note.joined_by([cosign(NOTE, two, "c", 7)]), known, 2)
    with pytest.raises(ValueError, match="3 cosignatures"):
        check_cosigned(note, known, 3)


def test_a_fork_signed_with_the_real_key_is_refused_by_whoever_asks_for_witnesses(tmp_path: Path) -> None:
    """The commission's key alone makes no checkpoint that a reader with a policy of witnesses takes."""
    made = watched(tmp_path, 5)
    fork = other_story(tmp_path / "fork", made.key, 5, 4).signed
    assert fork
    assert fork.note.is_signed_by(made.key.public.under("commission.example/ledger"))
    with pytest.raises(EvidenceError, match=r"by 0 of 1 known witnesses \(none of them\)"):
        check_cosigned(fork.note, [made.witness.key], 1)


@pytest.mark.parametrize("text", ["", "w", "w+00000000+AAAA", "w+x+BA==", "a b+00000000+BAAA"])
def test_what_is_no_witness_key_is_refused(text: str) -> None:
    """Also the key of a ledger, which is of another kind."""
    with pytest.raises(EvidenceError, match="no public key of a witness"):
        witness_key(text)
    ledgers = WitnessKey("w", bytes(32)).text().replace("+BA", "+AQ")
    with pytest.raises(EvidenceError, match="no public key of a witness"):
        witness_key(ledgers)


def test_a_cosignature_moved_to_another_checkpoint_does_not_hold(tmp_path: Path) -> None:
    """What was signed for one text says nothing of another."""
    private = a_key(tmp_path)
    moved = Note("another\n1\ntext\n", (cosign(NOTE, private, "w", 5),))
    with pytest.raises(EvidenceError, match="does not hold over its checkpoint"):
        witness_of(private, "w").signed_s(moved)
