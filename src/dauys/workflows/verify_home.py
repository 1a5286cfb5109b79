"""verify, of a campaign home: key, ledger, outbox, database, vault, prints and releases against each other.

Nothing is changed. Whatever is found is a fault with its place; one fault does not keep the others from being
found. What a killed command may leave (an entry that waits, an object without its row yet) is none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import DauysError, EvidenceError
from dauys.domain.faults import Fault, Part
from dauys.workflows.verify_ledger import wrong_ledger

if TYPE_CHECKING:
    from dauys.workflows.home import CampaignHome

Watch = Callable[[str, int, int], None]
"""Told the part, how many of its things are checked, and of how many (0: not known)."""


def verify_home(
    home: CampaignHome, checkpoint: Path | None = None, watch: Watch = lambda _part, _done, _total: None
) -> list[Fault]:
    """Checks the connected home; every fault, notices among them, by part. Empty: everything holds.

    checkpoint: a copy of one kept outside the home; the ledger must begin with it.
    """
    found: list[Fault] = []
    checks: tuple[tuple[Part, Callable[[], Iterator[Fault]]], ...] = (
        (Part.KEY, lambda: _key(home)),
        (Part.LEDGER, lambda: wrong_ledger(home, checkpoint, lambda n, of: watch(Part.LEDGER, n, of))),
        (Part.DATABASE, lambda: _database(watch)),
        (Part.VAULT, lambda: wrong_vault(home, watch)),
        (Part.PRINTS, lambda: _prints(home)),
        (Part.RELEASES, lambda: _releases(home)),
    )
    for part, check in checks:
        watch(part, 0, 0)
        found += _all_of(part, check())
    return found


def damage(faults: list[Fault]) -> list[Fault]:
    """The faults without the notices."""
    return [fault for fault in faults if not fault.is_notice]


def _all_of(part: Part, found: Iterator[Fault]) -> Iterator[Fault]:
    """What a check finds; where it cannot go on, that is a fault too."""
    from dauys.db.selectors.audit_vault import REFUSED

    try:
        yield from found
    except (DauysError, OSError, ValueError, TypeError, KeyError, REFUSED) as cause:
        # A forged row may be of any shape: what a check trips over is a fault of the home, not of the check.
        yield Fault(part, "the check", f"could not go on: {type(cause).__name__}: {cause}")


def _key(home: CampaignHome) -> Iterator[Fault]:
    from dauys.db.selectors import outbox
    from dauys.evidence.rotation import keys_of

    place = str(home.key or "dauys.toml")
    try:
        own = home.signing_key().public
    except DauysError as cause:
        yield Fault(Part.KEY, place, str(cause))
        return
    known = keys_of(outbox.keys())
    if known and known[-1].raw != own.raw:
        yield Fault(Part.KEY, place, f"is not the ledger's newest key, which is {known[-1].name}")


def _database(watch: Watch) -> Iterator[Fault]:
    from dauys.db.selectors import audit_history, audit_rows

    checks = (audit_rows.wrong_facts, audit_history.wrong_changes, audit_history.wrong_registers)
    for number, check in enumerate(checks):
        for place, text in check():
            yield Fault(Part.DATABASE, place, text)
        watch(Part.DATABASE, number + 1, len(checks))


def wrong_vault(home: CampaignHome, watch: Watch) -> Iterator[Fault]:
    """Objects that are missing or changed, with what rests on them; what no row refers to is a notice."""
    from dauys.db.selectors import audit_vault

    wanted, wrong = audit_vault.objects(), dict[str, str]()
    for number, sha256 in enumerate(sorted(wanted), 1):
        if said := wrong_object(home, sha256):
            wrong[sha256] = said
        watch(Part.VAULT, number, len(wanted))
    yield from faults_of(wrong, wanted)
    folder = home.folder / "vault"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and not name.startswith("incoming/"):
            yield from _unreferred(home, path, name, wanted)


def wrong_object(home: CampaignHome, sha256: str) -> str:
    """What is wrong with one object of the vault; empty where it is as its name says."""
    try:
        home.vault.verify(sha256)
    except (EvidenceError, OSError, ValueError) as cause:
        return str(cause)
    return ""


def faults_of(wrong: Mapping[str, str], rows: Mapping[str, list[str]]) -> Iterator[Fault]:
    """The faults of wrong objects, with what refers to each (`rows`) and what rests on it."""
    from dauys.workflows.affected import affected

    resting = affected(wrong.keys())
    for sha256, said in wrong.items():
        airings, figures = resting[sha256]
        place = f"vault/{sha256} ({'; '.join(rows[sha256])})"
        yield Fault(Part.VAULT, place, said, airings, figures)


def _unreferred(home: CampaignHome, path: Path, name: str, wanted: dict[str, list[str]]) -> Iterator[Fault]:
    place = f"vault/{name}"
    try:
        is_its_place = home.vault.path(path.name) == path
    except ValueError:
        is_its_place = False
    if not is_its_place:
        yield Fault(Part.VAULT, place, "is no place of the vault: nothing of ours puts a file there")
    elif path.name not in wanted:
        text = "no row refers to it: a command was broken off, or the row was removed"
        yield Fault(Part.VAULT, place, text, is_notice=True)


def _prints(home: CampaignHome) -> Iterator[Fault]:
    """A print can be made again, so that one that is missing is no damage."""
    from dauys.db.selectors import audit_vault

    for name, sha256 in audit_vault.prints():
        if not (home.prints / name).is_file():
            text = f"is missing; it is made again when the recording {sha256} is next heard"
            yield Fault(Part.PRINTS, f"prints/{name}", text, is_notice=True)


def _releases(home: CampaignHome) -> Iterator[Fault]:
    from dauys.db.selectors import releases
    from dauys.workflows.release import RELEASES

    for each in releases.releases():
        folder = home.reports / RELEASES / f"{each.number:03}"
        place = f"reports/{RELEASES}/{folder.name}"
        for name, sha256 in each.files.items():
            path = folder / name
            if not path.is_file():
                yield Fault(Part.RELEASES, f"{place}/{name}", "is missing: bring it back from a copy")
                continue
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    yield Fault(Part.RELEASES, f"{place}/{name}", "was changed: bring it back from a copy")
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in each.files:
                yield Fault(Part.RELEASES, f"{place}/{name}", "was not there when it was released")
