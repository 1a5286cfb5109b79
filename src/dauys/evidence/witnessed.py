"""The largest checkpoint that a witness has cosigned, kept in more than one place.

A home that is put back from an old copy would sign a second, shorter story under its name, and everyone who
runs a witness would see a forged ledger. So the newest checkpoint that anybody outside has seen is kept
beside the signing key too, outside the home, and a ledger that does not begin with it is not appended to.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import SignedCheckpoint, read_checkpoint
from dauys.evidence.files import write_whole
from dauys.evidence.log import Log


class Witnessed:
    """The same note in each of the places, whose folders must exist; a place may be empty or behind."""

    def __init__(self, places: Sequence[Path]) -> None:
        self.places = tuple(places)

    def newest(self) -> SignedCheckpoint | None:
        """The largest one of all places; None where nothing was cosigned yet. EvidenceError: a bad file."""
        found = [_read(place) for place in self.places if place.is_file()]
        return max(found, key=lambda signed: signed.checkpoint.size, default=None)

    def keep(self, signed: SignedCheckpoint) -> None:
        """Keeps a checkpoint that a witness cosigned, with its cosignatures; a larger one stays.

        To be called before the cosignature is used for anything. Several processes may not call it at once.
        """
        newest = self.newest()
        if newest and newest.checkpoint.size > signed.checkpoint.size:
            return
        for place in self.places:
            write_whole(place, str(signed.note).encode())

    def check(self, log: Log) -> None:
        """The ledger is or continues what was witnessed, else EvidenceError: it must not be appended to."""
        newest = self.newest()
        if newest is None:
            return
        seen, size = newest.checkpoint, log.size
        kept = " and ".join(str(place) for place in self.places)
        if size < seen.size:
            raise EvidenceError(
                f"the ledger has {size} entries where a witness has cosigned {seen.size} ({kept}): this home "
                "was put back from an older copy. Nothing is appended to it. Bring back a copy of the home "
                "that is as new as what was witnessed, its database and its ledger together."
            )
        if log.root(seen.size) != seen.root:
            raise EvidenceError(
                f"the ledger's first {seen.size} entries are not those that a witness has cosigned ({kept}): "
                "nothing is appended to it. Keep the home as it is, and bring back a copy."
            )


def _read(place: Path) -> SignedCheckpoint:
    try:
        return read_checkpoint(place.read_bytes())
    except EvidenceError as cause:
        raise EvidenceError(
            f"{place} {cause}: it keeps the largest checkpoint that a witness has cosigned; bring it back "
            "from a copy, or from the witness"
        ) from cause
