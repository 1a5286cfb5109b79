"""rotate-key: a new signing key in the place of the old one, which names it in the ledger."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import CampaignHomeError
from dauys.domain.ledger import EntryKind
from dauys.workflows.home import CampaignHome, lineage
from dauys.workflows.init import name_key
from dauys.workflows.seal import Sealer

if TYPE_CHECKING:
    from dauys.evidence.keys import PublicKey, SigningKey


def rotate_key(home: CampaignHome, now_ms: int) -> CampaignHome:
    """Makes `NAME.r2.key` beside the old key (then r3, …), and returns the home with it.

    The new key's file is made first, then the old key signs for it in the outbox, then dauys.toml names it,
    then both sign the checkpoint that covers the change. Broken off anywhere, the same command goes on where
    it was. Raises CampaignHomeError where the home has no key, EvidenceError where the ledger refuses.
    """
    old, path = home.signing_key(), _successor(home)
    new = _made(path)
    if not _is_named(new.public):
        Sealer(home, lambda: now_ms).seal()
        _name(home, old, new.public, now_ms)
    renewed = name_key(home, path)
    Sealer(renewed, lambda: now_ms).seal([new, old])
    return renewed


def _made(path: Path) -> SigningKey:
    """The new key; one that a broken-off change left is taken."""
    from dauys.evidence.keys import make_key, read_key

    if not path.exists():
        make_key(path)
    return read_key(path)


def _is_named(new: PublicKey) -> bool:
    from dauys.db.selectors import outbox
    from dauys.evidence.rotation import keys_of

    return any(key.raw == new.raw for key in keys_of(outbox.keys()))


def _name(home: CampaignHome, old: SigningKey, new: PublicKey, now_ms: int) -> None:
    """The entry by which the old key names the new one."""
    from dauys.db.writes.outbox import Post, post
    from dauys.evidence.rotation import successor_body

    with home.writing():
        post(Post(EntryKind.KEY, new.name, now_ms, successor_body(old, new)))


def _successor(home: CampaignHome) -> Path:
    if home.key is None:
        raise CampaignHomeError(f"{home.folder} has no signing key; make one with: dauys init")
    generation = re.search(r"\.r([0-9]+)\.key$", home.key.name)
    following = int(generation[1]) + 1 if generation else 2
    return home.key.with_name(f"{lineage(home.key)}.r{following}.key")
