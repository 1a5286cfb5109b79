"""verify --repair: what was damaged in vault and ledger, from a second copy; only what hashes right is taken.

What was damaged is kept, below HOME/damaged/, as it was found: it may be evidence of who damaged it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError, WrongUse
from dauys.domain.faults import Fault, Part
from dauys.workflows.verify_ledger import standing

if TYPE_CHECKING:
    from dauys.evidence.checkpoints import SignedCheckpoint
    from dauys.workflows.home import CampaignHome

_ASIDE = "damaged"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was brought back, by place in the home, and what could not be."""

    mended: tuple[str, ...]
    left: tuple[Fault, ...]


def repair(home: CampaignHome, copy: Path, at: str) -> Repaired:
    """Mends vault and ledger of the connected home from `copy`, a folder with a vault/, a ledger/ or both.

    at: names the folder of what is put aside. Raises WrongUse where the copy is none.
    """
    if not any((copy / part).is_dir() for part in ("vault", "ledger")):
        raise WrongUse(f"{copy} holds neither vault/ nor ledger/; name a folder with a copy of them")
    aside, mended, left = home.folder / _ASIDE / at, list[str](), list[Fault]()
    with home.sealing(), home.writing():
        for part in (_mended_objects(home, copy, aside), _mended_ledger(home, copy, aside)):
            for each in part:
                (left if isinstance(each, Fault) else mended).append(each)  # type: ignore[arg-type]
    return Repaired(tuple(mended), tuple(left))


def _mended_objects(home: CampaignHome, copy: Path, aside: Path) -> Iterator[str | Fault]:
    from dauys.db.selectors import audit_vault
    from dauys.evidence.vault import Vault

    second = Vault(copy / "vault")
    for sha256 in sorted(audit_vault.objects()):
        try:
            home.vault.verify(sha256)
            continue
        except (EvidenceError, OSError):
            name = f"vault/{home.vault.path(sha256).relative_to(home.folder / 'vault').as_posix()}"
        try:
            second.verify(sha256)
        except (EvidenceError, OSError) as cause:
            yield Fault(Part.VAULT, name, f"the copy cannot mend it: {cause}")
            continue
        _put_aside(home.folder / name, aside / name, moved=True)
        if home.vault.put(second.path(sha256)) != sha256:
            yield Fault(Part.VAULT, name, "the copy changed while it was read; run the same command again")
        else:
            yield name


def _mended_ledger(home: CampaignHome, copy: Path, aside: Path) -> Iterator[str | Fault]:
    from dauys.evidence.batch import Batch
    from dauys.evidence.files import Files
    from dauys.evidence.ledger_audit import audit, files_of

    own, other = _signed(home.ledger), _signed(copy / "ledger")
    wanted = own or other
    if wanted is None:
        if (home.ledger / "checkpoint").exists():
            yield Fault(Part.LEDGER, "ledger/checkpoint", "neither it nor the copy's is signed by our key")
        return
    if own and not list(audit(home.ledger, own.checkpoint, lambda _: None)):
        return
    entries = _entries(home.ledger, copy / "ledger", wanted)
    if entries is None:
        text = f"the copy cannot mend it: together they do not hash to the root over {wanted.checkpoint.size}"
        yield Fault(Part.LEDGER, "ledger/", text)
        return
    files = dict(files_of(entries))
    if own is None:
        files["checkpoint"] = str(wanted.note).encode()
    home.ledger.mkdir(exist_ok=True)
    batch = Batch(home.ledger, Files())
    for name, content in files.items():
        path = home.ledger / name
        if not path.is_file() or path.read_bytes() != content:
            _put_aside(path, aside / "ledger" / name, moved=False)
            batch.put(path, content)
            yield f"ledger/{name}"
    batch.settle()


def _signed(folder: Path) -> SignedCheckpoint | None:
    """The folder's checkpoint, if one of our keys signed it."""
    from dauys.db.selectors import outbox
    from dauys.evidence.proofs import check_signed
    from dauys.evidence.rotation import keys_of

    try:
        if signed := standing(folder):
            check_signed(signed.checkpoint, signed.note, keys_of(outbox.keys()))
    except (EvidenceError, OSError):
        return None
    return signed


def _entries(own: Path, copy: Path, wanted: SignedCheckpoint) -> list[bytes] | None:
    """The entries that hash to the checkpoint, bundle by bundle from either; None where none do."""
    for folders in ((own, copy), (copy, own)):
        for is_checked in (True, False):
            entries = _joined(folders, wanted.checkpoint.size, is_checked=is_checked)
            if entries and merkle.root(list(map(merkle.leaf, entries))) == wanted.checkpoint.root:
                return entries
    return None


def _joined(folders: tuple[Path, Path], size: int, *, is_checked: bool) -> list[bytes] | None:
    """Each bundle from the first folder that has it; is_checked: and has its tile over it."""
    from dauys.evidence.files import Files
    from dauys.evidence.frontier import TILE
    from dauys.evidence.tiles import Tiles

    entries: list[bytes] = []
    for place in range(-(-size // TILE)):
        width = min(TILE, size - place * TILE)
        for folder in folders:
            tiles = Tiles(folder, Files())
            try:
                found = tiles.entries(place, width)
                if is_checked and tiles.hashes(0, place, width) != list(map(merkle.leaf, found)):
                    continue
            except (EvidenceError, OSError):
                continue
            entries += found
            break
        else:
            return None
    return entries


def _put_aside(path: Path, aside: Path, *, moved: bool) -> None:
    """Keeps a damaged file as it was found; one that is there from an earlier try is not written over."""
    if not path.exists() and not path.is_symlink():
        return
    while aside.exists():
        aside = aside.with_name(f"{aside.name}.{hashlib.sha256(aside.name.encode()).hexdigest()[:4]}")
    aside.parent.mkdir(parents=True, exist_ok=True)
    if moved:
        shutil.move(path, aside)
    else:
        shutil.copy2(path, aside)
