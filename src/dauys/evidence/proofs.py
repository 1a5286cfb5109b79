"""Proofs that anyone checks offline (C2SP tlog-proof): an entry's place in a ledger, under a checkpoint.

A `.tlog-proof` file holds the index, the hashes of the way up and the checkpoint with all its signatures. It
does not hold the entry: whoever checks it brings the entry's bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import Checkpoint, base64_of, hash_of, number, read_checkpoint
from dauys.evidence.keys import PublicKey
from dauys.evidence.log import Log
from dauys.evidence.notes import Note

FORMAT = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Proof:
    """One entry's inclusion proof. note: the checkpoint as it was signed; extra: opaque, proves nothing."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: Checkpoint
    note: Note
    extra: str = ""

    def text(self) -> str:
        """The file."""
        extra = f"extra {self.extra}\n" if self.extra else ""
        hashes = "".join(f"{base64_of(each)}\n" for each in self.hashes)
        return f"{FORMAT}\n{extra}index {self.index}\n{hashes}\n{self.note}"

    def holds(self, entry: bytes) -> bool:
        """Whether the entry stands at the index under the checkpoint's root; says nothing of signatures."""
        root, size = self.checkpoint.root, self.checkpoint.size
        return merkle.inclusion_holds(merkle.leaf(entry), self.index, size, self.hashes, root)


def prove(log: Log, index: int) -> Proof:
    """The proof of the entry at `index` under the checkpoint that stands.

    EvidenceError where that checkpoint does not cover it.
    """
    if log.signed is None or index >= log.signed.checkpoint.size:
        raise EvidenceError(f"no checkpoint covers entry {index} yet; run: dauys seal")
    checkpoint = log.signed.checkpoint
    return Proof(index, tuple(log.inclusion_proof(index, checkpoint.size)), checkpoint, log.signed.note)


def read_proof(content: bytes) -> Proof:
    """The proof in these bytes; nothing is verified. EvidenceError for what is none."""
    head, mark, note = content.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as cause:
        raise EvidenceError(f"is no proof: {cause}") from cause
    extra = lines.pop(1).removeprefix("extra ") if lines[1:] and lines[1].startswith("extra ") else ""
    if not mark or lines[0] != FORMAT or not lines[1:] or not lines[1].startswith("index "):
        raise EvidenceError(f"is no proof: it does not begin with {FORMAT} and an index")
    signed = read_checkpoint(note)
    index = number(lines[1].removeprefix("index "))
    return Proof(index, tuple(map(hash_of, lines[2:])), signed.checkpoint, signed.note, extra)


def check_inclusion(proof: Proof, entry: bytes, keys: Sequence[PublicKey]) -> None:
    """The entry stands in the ledger under a checkpoint that one of the keys signed, else EvidenceError.

    keys: the ledger's own, under any name: its checkpoints are signed under its origin.
    """
    check_signed(proof.checkpoint, proof.note, keys)
    if not proof.holds(entry):
        raise EvidenceError(
            f"the entry does not stand at index {proof.index} of {proof.checkpoint.origin}: the entry or the "
            "proof was changed; compare both with another copy"
        )


def check_growth(older: Checkpoint, newer: Checkpoint, hashes: Sequence[bytes]) -> None:
    """The newer checkpoint's tree begins with the older one's, else EvidenceError; both have one origin."""
    if older.origin != newer.origin:
        raise EvidenceError(f"two ledgers, {older.origin} and {newer.origin}: neither can prove the other")
    grown = (
        not hashes
        if older.size == 0
        else merkle.consistency_holds(older.size, newer.size, older.root, newer.root, hashes)
    )
    if not grown:
        raise EvidenceError(
            f"the ledger {newer.origin} of {newer.size} entries does not begin with the one of {older.size} "
            "that was seen before: entries were changed or removed. Keep both checkpoints; they prove it."
        )


def check_signed(checkpoint: Checkpoint, note: Note, keys: Sequence[PublicKey]) -> None:
    """One of the keys signed the checkpoint, else EvidenceError."""
    if not any(note.is_signed_by(key.under(checkpoint.origin)) for key in keys):
        raise EvidenceError(f"the checkpoint of {checkpoint.origin} is not signed by a key of that ledger")
