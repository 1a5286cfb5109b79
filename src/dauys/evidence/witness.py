"""A witness's judgement on a checkpoint (C2SP tlog-witness): cosigned, or refused with the reason.

For each ledger the witness holds the newest checkpoint that it cosigned. It cosigns another one only if that
is signed by the ledger and its tree begins with the tree it has seen; so of one ledger it can never vouch
for two stories. Comparing, storing and cosigning are one step under the ledger's lock: without it two
requests at once could roll the record back.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import (
    Checkpoint,
    SignedCheckpoint,
    base64_of,
    hash_of,
    number,
    read_checkpoint,
)
from dauys.evidence.cosignature import cosign
from dauys.evidence.notes import Note, Signature
from dauys.evidence.proofs import check_growth, check_signed
from dauys.evidence.witness_store import LedgerFolder, WitnessFolder

REQUEST_BYTES = 1 << 17
"""No longer request is read: 63 hashes and sixteen signatures of the longest kind fit in."""
PROOF_LINES = 63

COSIGNED, MALFORMED, NOT_SIGNED, UNKNOWN, CONFLICT, NOT_PROVEN = 200, 400, 403, 404, 409, 422


class Refused(EvidenceError):
    """The witness does not cosign. status: as in HTTP; size: what it has seen, where that is the answer."""

    def __init__(self, status: int, text: str, size: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.size = size


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint to be cosigned; proof: that its tree begins with the one of `old` entries."""

    old: int
    proof: tuple[bytes, ...]
    signed: SignedCheckpoint

    def content(self) -> bytes:
        """The body of `add-checkpoint`."""
        hashes = "".join(f"{base64_of(each)}\n" for each in self.proof)
        return f"old {self.old}\n{hashes}\n{self.signed.note}".encode()


def read_request(content: bytes) -> Request:
    """The request in these bytes; nothing is verified. Refused (400) for what is none."""
    head, mark, note = content.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
        if not mark or not first.startswith("old ") or len(lines) > PROOF_LINES:
            raise EvidenceError(f"begins with no old size and at most {PROOF_LINES} hashes")
        request = Request(
            number(first.removeprefix("old ")), tuple(map(hash_of, lines)), read_checkpoint(note)
        )
    except (EvidenceError, UnicodeDecodeError) as cause:
        raise Refused(MALFORMED, f"this is no request to cosign a checkpoint: it {cause}") from cause
    return request


def cosigned(witness: WitnessFolder, request: Request, now_ms: int) -> Signature:
    """The witness's cosignature, which is on the disk with its checkpoint when this returns. Refused."""
    origin = request.signed.checkpoint.origin
    ledger = witness.ledger(origin)
    if ledger is None:
        raise Refused(UNKNOWN, f"this witness does not know the ledger {origin[:200]!r}")
    _must_be_signed(request.signed, ledger)
    if request.old > request.signed.checkpoint.size:
        raise Refused(MALFORMED, "the old size is larger than the checkpoint's")
    with ledger.locked():
        seen = ledger.seen()
        try:
            _must_continue(seen.checkpoint if seen else Checkpoint(origin, 0, merkle.EMPTY), request)
        except Refused as refusal:
            if refusal.status == NOT_PROVEN or request.old == refusal.size:
                ledger.keep_refused(_own_lines(request.signed.note, ledger))
            raise
        return _stored(witness, ledger, seen, request.signed.note, now_ms)


def _must_be_signed(signed: SignedCheckpoint, ledger: LedgerFolder) -> None:
    try:
        check_signed(signed.checkpoint, signed.note, ledger.keys)
    except EvidenceError as cause:
        raise Refused(NOT_SIGNED, str(cause)) from cause


def _must_continue(seen: Checkpoint, request: Request) -> None:
    made = request.signed.checkpoint
    if request.old != seen.size:
        raise Refused(CONFLICT, f"this witness has seen {seen.size} entries, not {request.old}", seen.size)
    if made.size == seen.size and made.root != seen.root:
        raise Refused(CONFLICT, f"this witness has seen another ledger of {seen.size} entries", seen.size)
    try:
        check_growth(seen, made, request.proof)
    except EvidenceError as cause:
        raise Refused(NOT_PROVEN, str(cause)) from cause


def _stored(
    witness: WitnessFolder, ledger: LedgerFolder, seen: SignedCheckpoint | None, note: Note, now_ms: int
) -> Signature:
    """The cosignature, after it was stored. Its time never goes back, whatever the clock does: otherwise two
    cosignatures would claim two largest trees for one moment."""
    before_s = witness.key.signed_s(seen.note) if seen else None
    time_s = max(now_ms // 1000, before_s or 0)
    signature = cosign(note, witness.private, witness.key.name, time_s)
    ledger.keep(_own_lines(note, ledger).joined_by([signature]))
    return signature


def _own_lines(note: Note, ledger: LedgerFolder) -> Note:
    """The note with the ledger's own signatures; lines that nobody checked are not kept."""
    own = {(key.name, key.id) for key in ledger.keys}
    return Note(note.text, tuple(each for each in note.signatures if (each.name, each.id) in own))
