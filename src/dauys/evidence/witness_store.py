"""What a witness keeps, in a folder of its own: its key, the ledgers it knows, what it has seen of each.

witness.key             its private key, open to its owner only
witness.pub             its public key, NAME+ID+KEY
ledgers/ab12…/keys      a ledger's public keys, one a line, each under the ledger's name
ledgers/ab12…/seen      the newest checkpoint that was cosigned, with the cosignature
ledgers/ab12…/refused/  checkpoints that the ledger signed and that were not shown to fit to what was seen
ledgers/ab12…/lock      held by whoever compares and stores, threads and processes alike

A checkpoint and its cosignature reach the disk together, before anybody is given either. Killed in between,
the witness has seen what it has seen, and tells whoever asks again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import SignedCheckpoint, read_checkpoint
from dauys.evidence.cosignature import WitnessKey, witness_key
from dauys.evidence.files import Files, write_whole
from dauys.evidence.keys import PublicKey, is_key_name, make_key, public_key, read_key
from dauys.evidence.notes import Note

REFUSED_MAX = 1000
"""No more refused checkpoints are kept of one ledger; ten are as good a proof as a thousand."""
_KEY, _PUBLIC = "witness.key", "witness.pub"


class WitnessFolder:
    """One witness's folder, which `make_witness` made."""

    def __init__(self, folder: Path) -> None:
        """EvidenceError where the folder is no witness's, or its key is not the one that it hands out."""
        self.folder = folder
        try:
            self.key = witness_key((folder / _PUBLIC).read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as cause:
            raise EvidenceError(
                f"{folder} is no witness's folder ({_PUBLIC}: {cause}); make one with: dauys witness init"
            ) from cause
        self.private = read_key(folder / _KEY)
        if self.private.public.raw != self.key.raw:
            raise EvidenceError(f"{folder / _KEY} is not the key of {_PUBLIC}: bring the right one back")

    def ledgers(self) -> list[LedgerFolder]:
        """The ledgers that this witness knows, by name."""
        known = [LedgerFolder(path, self.key) for path in sorted((self.folder / "ledgers").iterdir())]
        return sorted(known, key=lambda ledger: ledger.origin)

    def ledger(self, origin: str) -> LedgerFolder | None:
        """The ledger of that name, None where this witness does not know it."""
        path = self._place(origin)
        return LedgerFolder(path, self.key) if (path / "keys").is_file() else None

    def add_ledger(self, key: PublicKey) -> bool:
        """Makes a ledger known by a key that signs it; False where that key is known already.

        A second key of the same ledger is added: that is how an exchange of keys comes to a witness.
        """
        place = self._place(key.name)
        for folder in (place, place / "refused"):
            folder.mkdir(exist_ok=True)
            Files().fsync_folder(folder.parent)
        with locked(place):
            known = _lines(place / "keys")
            if key.text() in known:
                return False
            write_whole(place / "keys", "".join(f"{line}\n" for line in [*known, key.text()]).encode())
        return True

    def _place(self, origin: str) -> Path:
        return self.folder / "ledgers" / hashlib.sha256(origin.encode()).hexdigest()[:16]


class LedgerFolder:
    """What one witness knows and has seen of one ledger."""

    def __init__(self, folder: Path, witness: WitnessKey) -> None:
        self._folder = folder
        self._witness = witness
        self.keys = [public_key(line) for line in _lines(folder / "keys")]
        self.origin = self.keys[0].name

    def seen(self) -> SignedCheckpoint | None:
        """The newest checkpoint that was cosigned, None where there is none yet.

        EvidenceError where this witness's own cosignature does not hold over it: somebody changed it.
        """
        path = self._folder / "seen"
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            signed = read_checkpoint(content)
            if self._witness.signed_s(signed.note) is None:
                raise EvidenceError("is not cosigned by this witness")
        except EvidenceError as cause:
            raise EvidenceError(
                f"{path}: {cause}. This witness can no longer say what it has seen: keep the folder as it "
                "is, and begin another one with a new key"
            ) from cause
        return signed

    def keep(self, note: Note) -> None:
        """Stores a checkpoint with its cosignature, durably; needs the lock."""
        write_whole(self._folder / "seen", str(note).encode())

    def keep_refused(self, note: Note) -> None:
        """Keeps a checkpoint that the ledger signed and that was not shown to fit, once. Needs the lock."""
        refused = self._folder / "refused"
        path = refused / hashlib.sha256(note.text.encode()).hexdigest()[:32]
        if not path.exists() and len(list(refused.iterdir())) < REFUSED_MAX:
            write_whole(path, str(note).encode())

    def refused(self) -> list[SignedCheckpoint]:
        """What was refused though the ledger had signed it, in order of size."""
        found = [read_checkpoint(path.read_bytes()) for path in Files().names(self._folder / "refused")]
        return sorted(found, key=lambda signed: signed.checkpoint.size)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the right to compare with what was seen and to store what is."""
        with locked(self._folder):
            yield


def make_witness(folder: Path, name: str = "") -> WitnessFolder:
    """Makes a witness's folder and key. name: whom it cosigns for; by default a name of the key alone.

    EvidenceError where the folder holds anything already, or the name is none.
    """
    if folder.exists() and any(folder.iterdir()):
        raise EvidenceError(f"{folder} is not empty; name a new folder")
    if name and not is_key_name(name):
        raise EvidenceError(f"{name!r} is no name for a witness: it has neither spaces nor plus signs")
    (folder / "ledgers").mkdir(parents=True)
    public = make_key(folder / _KEY)
    named = name or f"witness/{hashlib.sha256(public.raw).hexdigest()[:16]}"
    write_whole(folder / _PUBLIC, f"{WitnessKey(named, public.raw).text()}\n".encode())
    return WitnessFolder(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder's lock. Each holder opens the file anew, so threads wait for one another too; the
    kernel lets go when a process dies. What a killed holder had begun to write is removed."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for path in folder.glob(".*.tmp"):
            path.unlink()
        yield
    finally:
        os.close(descriptor)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.is_file() else []
