"""The ledger of a home: its checkpoint, its files, what was seen from outside, the outbox by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import DauysError, EvidenceError
from dauys.domain.faults import Fault, Part

if TYPE_CHECKING:
    from dauys.evidence.checkpoints import SignedCheckpoint
    from dauys.workflows.home import CampaignHome


def wrong_ledger(
    home: CampaignHome, checkpoint: Path | None, watch: Callable[[int, int], None]
) -> Iterator[Fault]:
    """Everything about the ledger that does not hold. watch: told how many entries were read, of how many."""
    from dauys.evidence.ledger_audit import audit

    signed = _standing(home)
    if isinstance(signed, Fault):
        yield signed
        return
    if signed is None:
        yield from _without(home, checkpoint)
        return
    yield from _unsigned(home, signed)
    done, size = 0, signed.checkpoint.size
    watch(done, size)

    def advance(count: int) -> None:
        nonlocal done
        watch(done := done + count, size)

    wrong = [
        Fault(Part.LEDGER, f"ledger/{place}", text)
        for place, text in audit(home.ledger, signed.checkpoint, advance)
    ]
    yield from wrong
    if not wrong:
        yield from _outside(home, checkpoint, signed)
        yield from _stamps(home)
        yield from _outbox(home)


def standing(folder: Path) -> SignedCheckpoint | None:
    """The checkpoint of the ledger in that folder; None where there is none. EvidenceError, OSError."""
    from dauys.evidence.checkpoints import read_checkpoint

    path = folder / "checkpoint"
    return read_checkpoint(path.read_bytes()) if path.is_file() else None


def _standing(home: CampaignHome) -> SignedCheckpoint | Fault | None:
    try:
        return standing(home.ledger)
    except (EvidenceError, OSError) as cause:
        return Fault(Part.LEDGER, "ledger/checkpoint", f"{cause}; bring it back from a copy")


def _without(home: CampaignHome, checkpoint: Path | None) -> Iterator[Fault]:
    """No checkpoint is right only where nothing was ever sealed."""
    from dauys.db.selectors import outbox

    if outbox.n_sealed() or checkpoint or home.witnessed.newest():
        text = "is gone, and something was signed already; bring the ledger's folder back from a copy"
        yield Fault(Part.LEDGER, "ledger/checkpoint", text)


def _unsigned(home: CampaignHome, signed: SignedCheckpoint) -> Iterator[Fault]:
    from dauys.evidence.log import Log
    from dauys.workflows.seal import check_newest_signed

    try:
        check_newest_signed(Log(home.ledger), signed)
    except (EvidenceError, OSError) as cause:
        yield Fault(Part.LEDGER, "ledger/checkpoint", str(cause))


def _outside(home: CampaignHome, checkpoint: Path | None, signed: SignedCheckpoint) -> Iterator[Fault]:
    """What was kept outside must be the beginning of what stands."""
    from dauys.evidence.log import Log

    log = Log(home.ledger)
    try:
        home.witnessed.check(log)
    except EvidenceError as cause:
        yield Fault(Part.LEDGER, "ledger/checkpoint", str(cause))
    if checkpoint is None:
        return
    try:
        seen = _kept(checkpoint)
    except (DauysError, OSError) as cause:
        yield Fault(Part.LEDGER, str(checkpoint), f"{cause}: give the copy of a checkpoint of this ledger")
        return
    if seen.checkpoint.origin != signed.checkpoint.origin:
        text = f"is of {seen.checkpoint.origin}; this ledger is {signed.checkpoint.origin}"
        yield Fault(Part.LEDGER, str(checkpoint), text)
    elif seen.checkpoint.size > log.size:
        text = f"has {log.size} entries where {checkpoint} has seen {seen.checkpoint.size}: it was cut off"
        yield Fault(Part.LEDGER, "ledger/checkpoint", text)
    elif log.root(seen.checkpoint.size) != seen.checkpoint.root:
        text = (
            f"its first {seen.checkpoint.size} entries are not those that {checkpoint} has seen: entries "
            "were changed, removed or put in, and signed anew. Keep both; they prove it."
        )
        yield Fault(Part.LEDGER, "ledger/checkpoint", text)


def _stamps(home: CampaignHome) -> Iterator[Fault]:
    """Every checkpoint that was queued for a time stamp is of this ledger, and its stamp holds over it."""
    from dauys.evidence import stamps
    from dauys.evidence.log import Log

    log, unchecked = Log(home.ledger), 0
    for each in stamps.queued(home.ledger):
        place, seen = f"ledger/{stamps.STAMPS}/{each.folder.name}", each.signed.checkpoint
        if seen.size > log.size or log.root(seen.size) != seen.root:
            yield Fault(Part.LEDGER, place, "was stamped, and the ledger does not begin with it: keep both")
        unchecked += each.is_stamped and not home.authority
        if each.is_stamped and home.authority:
            try:
                stamps.stamped_ms(each, stamps.certificates_in(home.authority.certificates))
            except EvidenceError as cause:
                yield Fault(Part.LEDGER, place, str(cause))
    if unchecked:
        text = (
            f"{unchecked} time stamps were not checked: dauys.toml names no authority; name it and run again"
        )
        yield Fault(Part.LEDGER, f"ledger/{stamps.STAMPS}", text, is_notice=True)


def _kept(path: Path) -> SignedCheckpoint:
    from dauys.evidence.checkpoints import read_checkpoint

    return read_checkpoint(path.read_bytes())


def _outbox(home: CampaignHome) -> Iterator[Fault]:
    """Each entry of the ledger is the outbox's at that place; at the end, one may not know its place yet."""
    from dauys.db.selectors import outbox
    from dauys.db.selectors.audit_vault import sealed
    from dauys.domain.ledger import entry_of
    from dauys.evidence.log import Log

    entries, known = Log(home.ledger).entries(), outbox.n_sealed()
    for index, (content, row) in enumerate(zip_longest(entries, sealed())):
        if content is None:
            place = f"entry {row[1].id}"
            yield Fault(Part.OUTBOX, place, f"is to stand at {row[0]}, and the ledger ends before")
        elif row is None or index >= known:
            own = entry_of(content)
            if outbox.entries(own.id, own.id).get(own.id) != own:
                yield Fault(Part.OUTBOX, f"entry {own.id}", "stands in the ledger and not in the database")
        elif row[0] != index or row[1].content() != content:
            text = f"the database has another entry there ({row[1].id} at {row[0]}): it was changed"
            yield Fault(Part.OUTBOX, f"ledger entry {index}", text)
            if row[0] != index:
                return  # from here on everything is shifted
