"""witness see: a witness looks at a ledger, or at one checkpoint of it, that was brought to it on a disk.

witness check: a reader asks whether enough of those he trusts have signed a checkpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import EvidenceError, WrongUse

if TYPE_CHECKING:
    from dauys.evidence.checkpoints import Checkpoint, SignedCheckpoint
    from dauys.evidence.witness import Request
    from dauys.evidence.witness_store import WitnessFolder


@dataclass(frozen=True, slots=True)
class Sight:
    """What was looked at and cosigned. before: entries that the witness had seen until then (0: none);
    rehashed: entries that were read and hashed (0 where only a checkpoint was brought); out: the signed file.
    """

    checkpoint: Checkpoint
    before: int
    rehashed: int
    out: Path


def see(witness: WitnessFolder, source: Path, out: Path | None, now_ms: int) -> Sight:
    """Checks and cosigns what lies in `source`: a ledger's folder, or a file with one checkpoint.

    Of a folder every entry is hashed up to the root. out: where the cosigned checkpoint goes (default: beside
    `source`, with the witness's id in its name). EvidenceError for what the witness does not vouch for.
    """
    from dauys.evidence.files import write_whole
    from dauys.evidence.witness import cosigned

    source = source.absolute()
    request, rehashed = (
        _in_folder(witness, source, now_ms) if source.is_dir() else (_in_file(witness, source), 0)
    )
    signature = cosigned(witness, request, now_ms)
    place = out or source.with_name(f"{source.name}.{witness.key.id.hex()}.cosigned")
    write_whole(place, str(request.signed.note.joined_by([signature])).encode())
    return Sight(request.signed.checkpoint, request.old, rehashed, place)


def _in_folder(witness: WitnessFolder, folder: Path, now_ms: int) -> tuple[Request, int]:
    from dauys.evidence.log import Log
    from dauys.evidence.witness import Request

    log = Log(folder)
    if log.signed is None:
        raise WrongUse(f"{folder} holds no ledger: it has no file named checkpoint")
    old = _seen_size(witness, log.signed)
    rehashed = log.rehash(now_ms, whole=True)
    return Request(old, tuple(log.consistency_proof(old)) if old else (), log.signed), rehashed


def _in_file(witness: WitnessFolder, path: Path) -> Request:
    from dauys.evidence.checkpoints import read_checkpoint
    from dauys.evidence.witness import Request

    try:
        signed = read_checkpoint(path.read_bytes())
    except OSError as cause:
        raise WrongUse(f"{path} cannot be read: {cause.strerror}") from cause
    except EvidenceError as cause:
        raise EvidenceError(f"{path} {cause}; ask for another copy") from cause
    old = _seen_size(witness, signed)
    if 0 < old < signed.checkpoint.size:
        raise WrongUse(
            f"{path} alone does not show that its {signed.checkpoint.size} entries begin with the {old} that "
            "this witness has seen: bring the whole folder of the ledger"
        )
    return Request(old, (), signed)


def _seen_size(witness: WitnessFolder, signed: SignedCheckpoint) -> int:
    """How many entries this witness has seen of that ledger. EvidenceError where those are more."""
    ledger = witness.ledger(signed.checkpoint.origin)
    seen = ledger.seen() if ledger else None
    if seen is None:
        return 0
    size = seen.checkpoint.size
    if size > signed.checkpoint.size:
        raise EvidenceError(
            f"this ledger has {signed.checkpoint.size} entries where the witness has seen {size}: it is an "
            "older copy, or the ledger was rolled back. Ask for the newest; if there is none, keep both: "
            "what the witness has seen bears the ledger's signature"
        )
    return size


def check_file(
    path: Path, ledger: str, witnesses: Sequence[str], needed: int
) -> tuple[Checkpoint, dict[str, int]]:
    """The checkpoint in a file, or in the .tlog-proof that it is, and who cosigned it (seconds since 1970).

    ledger, witnesses: public keys. EvidenceError where the ledger's signature, or those of enough witnesses,
    are not there; WrongUse where more are needed than named. Of a proof only the checkpoint is judged.
    """
    from dauys.evidence.checkpoints import read_checkpoint
    from dauys.evidence.cosignature import check_cosigned, cosigners, witness_key
    from dauys.evidence.keys import public_key
    from dauys.evidence.proofs import FORMAT, check_signed, read_proof

    keys = [witness_key(text) for text in witnesses]
    if not 0 <= needed <= len({key.raw for key in keys}):
        raise WrongUse(f"{needed} witnesses are needed and {len(keys)} named; name more with --witness")
    content = path.read_bytes()
    try:
        read = read_proof if content.startswith(FORMAT.encode()) else read_checkpoint
        signed = read(content)
        check_signed(signed.checkpoint, signed.note, [public_key(ledger)])
        check_cosigned(signed.note, keys, needed)
    except EvidenceError as cause:
        raise EvidenceError(f"{path}: {cause}") from cause
    return signed.checkpoint, cosigners(signed.note, keys)
