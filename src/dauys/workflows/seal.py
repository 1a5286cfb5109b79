"""seal: what waits in the outbox goes into the ledger, in order, under a signed checkpoint.

First the entries are written, then the checkpoint, then the outbox learns where each entry stands. Killed in
between, the next run finds the entries beyond what the outbox knows, compares them with it, and goes on from
there: nothing is lost and nothing stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dauys.domain.errors import DauysError, EvidenceError
from dauys.domain.ledger import EntryKind, LedgerEntry, entry_of
from dauys.workflows import clock
from dauys.workflows.witnessing import Asking

if TYPE_CHECKING:
    from dauys.evidence.checkpoints import SignedCheckpoint
    from dauys.evidence.keys import PublicKey, SigningKey
    from dauys.evidence.log import Log
    from dauys.workflows.home import CampaignHome

ENTRIES_MAX = 100
AGE_MS_MAX = 60_000
_BATCH = 50_000
"""Entries in one step: below 50 MB of memory, and what a killed run has to compare."""


@dataclass(frozen=True, slots=True)
class SealSummary:
    """How many entries were sealed, and the ledger's name and size since."""

    sealed: int
    origin: str
    size: int


class Sealer:
    """Seals one home's outbox, and lets its witnesses be asked. A verb that runs long keeps one: see
    evidence.log on what is rehashed."""

    def __init__(
        self,
        home: CampaignHome,
        now_ms: Callable[[], int] = clock.now_ms,
        *,
        entries_max: int = ENTRIES_MAX,
        age_ms_max: int = AGE_MS_MAX,
    ) -> None:
        """entries_max, age_ms_max: a checkpoint is due when so many entries wait, or one for so long."""
        self._home = home
        self._now_ms = now_ms
        self._entries_max = entries_max
        self._age_ms_max = age_ms_max
        self._log: Log | None = None
        self._tried_ms = now_ms()
        self.asking = Asking(home, now_ms)

    def tick(self) -> DauysError | None:
        """Seals if a checkpoint is due. A refusal is returned, not raised: evidence must go on arriving."""
        if not self._is_due():
            return None
        self._tried_ms = self._now_ms()
        try:
            self.seal()
        except DauysError as refusal:
            return refusal
        return None

    def finish(self) -> None:
        """Seals what waits, at the end of a verb whose work is stored. EvidenceError where it is refused."""
        if self._home.key is None:
            return  # a home from before homes had a key; `dauys init` gives it one, and what waits is kept
        try:
            self.seal()
            self.asking.finish()
        except DauysError as refusal:
            raise EvidenceError(
                f"what was done is stored and waits in the outbox; the ledger was not sealed: {refusal}"
            ) from refusal

    def seal(self, keys: Sequence[SigningKey] = ()) -> SealSummary:
        """Seals everything that waits; nothing happens where nothing does.

        keys: who signs, the newest first (default: the home's). Raises EvidenceError where the ledger, the
        outbox and what witnesses saw do not fit together; CampaignHomeError where there is no key.
        """
        keys = keys or [self._home.signing_key()]
        with self._home.sealing():
            log = self._opened()
            known = self._known_keys(keys[0])
            if log.signed:
                check_newest_signed(log, log.signed)
            self._home.witnessed.check(log)
            self._adopt(log)
            origin = log.signed.checkpoint.origin if log.signed else f"{known[0].name}/ledger"
            summary = SealSummary(self._append(log, origin, keys), origin, log.size)
        self.asking.begin()
        return summary

    def _is_due(self) -> bool:
        from dauys.db.selectors import outbox

        if self._home.key is None:
            return False
        if abs(self._now_ms() - self._tried_ms) >= self._age_ms_max:  # also a clock that was put back
            return outbox.n_unsealed() > 0
        return outbox.n_unsealed() >= self._entries_max

    def _opened(self) -> Log:
        """The ledger as it stands now; the same object as long as this sealer lives."""
        from dauys.evidence.log import Log

        if self._log is None:
            self._home.ledger.mkdir(exist_ok=True)
            self._log = Log(self._home.ledger)
        else:
            self._log.refresh()
        self._log.sweep()
        return self._log

    def _known_keys(self, key: SigningKey) -> list[PublicKey]:
        """The ledger's keys, this one the newest; a ledger that has none yet begins with it."""
        from dauys.db.selectors import outbox
        from dauys.db.writes import outbox as writes
        from dauys.evidence.rotation import first_body, keys_of

        if not outbox.keys():
            body = first_body(key.public)
            with self._home.writing():
                writes.post(writes.Post(EntryKind.KEY, key.public.name, self._now_ms(), body))
        known = keys_of(outbox.keys())
        if known[-1].raw != key.public.raw:
            raise EvidenceError(
                f"{self._home.key} is not the key that this ledger is signed with ({known[-1].name}): name "
                "that one's file in dauys.toml. Where a change of keys was broken off, finish it with: "
                "dauys rotate-key"
            )
        return known

    def _adopt(self, log: Log) -> None:
        """Lets the outbox learn of entries that an earlier run sealed and could not note any more."""
        from dauys.db.selectors import outbox
        from dauys.db.writes.outbox import set_positions

        known = outbox.n_sealed()
        if known == log.size:
            return
        if known > log.size:
            raise EvidenceError(
                f"the ledger has {log.size} entries where the database knows of {known}: its folder "
                f"{self._home.ledger} was put back from an older copy. Bring a newer one back."
            )
        beyond = [_own_entry(content) for content in log.entries(known)]
        ids = [entry.id for entry in beyond]
        rows = outbox.entries(min(ids), max(ids))
        if strange := [entry for entry in beyond if rows.get(entry.id) != entry]:
            raise EvidenceError(
                f"the ledger holds entries that the database does not have, the first of them entry "
                f"{strange[0].id}: the database was put back from an older copy. Nothing is appended. Bring "
                "back a copy of the database that is as new as the ledger."
            )
        with self._home.writing():
            set_positions((entry.id, position) for position, entry in enumerate(beyond, known))

    def _append(self, log: Log, origin: str, keys: Sequence[SigningKey]) -> int:
        from dauys.db.selectors import outbox
        from dauys.db.writes.outbox import set_positions

        sealed = 0
        while batch := outbox.unsealed(_BATCH):
            positions = log.append([entry.content() for entry in batch])
            log.sign(origin, keys, self._now_ms())
            with self._home.writing():
                set_positions((entry.id, at) for entry, at in zip(batch, positions, strict=True))
            sealed += len(batch)
        return sealed


def check_newest_signed(log: Log, signed: SignedCheckpoint) -> None:
    """The newest key that the checkpoint covers has signed it, else EvidenceError.

    A key before that one was given up, perhaps because somebody else has it: what it alone signs is not ours.
    """
    from dauys.evidence.proofs import check_signed

    keys = _covered_keys(log, signed.checkpoint.size)
    check_signed(signed.checkpoint, signed.note, keys)
    try:
        check_signed(signed.checkpoint, signed.note, keys[-1:])
    except EvidenceError as cause:
        raise EvidenceError(
            f"the checkpoint of {signed.checkpoint.origin} is not signed by {keys[-1].name}, the newest key "
            "that it covers, but by one that was given up: somebody else may have that one. Keep the ledger "
            "as it is, and bring back a copy that the newest key has signed."
        ) from cause


def _covered_keys(log: Log, size: int) -> list[PublicKey]:
    """The ledger's first key, and those whose entries stand among so many of the ledger, oldest first."""
    from dauys.db.selectors import outbox
    from dauys.evidence.rotation import keys_of

    entries = outbox.keys()
    keys = keys_of(entries)
    later = zip(keys[1:], entries[1:], outbox.key_positions()[1:], strict=True)
    return keys[:1] + [key for key, entry, place in later if _is_covered(log, size, entry, place)]


def _is_covered(log: Log, size: int, entry: LedgerEntry, place: int | None) -> bool:
    if place is not None and place < size:
        return True
    # A run that was killed has not noted the place yet; whoever wants the old key back could take it away.
    return entry.content() in log.entries(0, min(size, log.size))


def _own_entry(content: bytes) -> LedgerEntry:
    try:
        return entry_of(content)
    except ValueError as cause:
        raise EvidenceError(
            f"the ledger holds {content[:80]!r}, which is no entry of ours: {cause}"
        ) from cause
