"""The campaign home: one folder that holds one commission's campaign.

dauys.toml    what this home is set to; its presence makes the folder a home
db.sqlite3    registers and facts (or a PostgreSQL server, as dauys.toml says)
vault/        every file that arrived, by sha256
prints/       fingerprints: of recordings (OUTLET/DAY/), of spots (_spots/), and the index (_index/)
reports/      drafts, and releases/ by number
ledger/       the public log: tiles, entries, checkpoint   } made by the verbs
rulebooks/    overrides of shipped law                     } that fill them
"""

from __future__ import annotations

import fcntl
import getpass
import os
import re
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.db import connect
from dauys.db.connect import migrate, pending_migrations
from dauys.domain.errors import CampaignHomeError
from dauys.evidence.vault import Vault
from dauys.workflows.stamps import SETTING as STAMP_SETTING
from dauys.workflows.stamps import TimeAuthority, time_authority
from dauys.workflows.witness_settings import SETTINGS as WITNESS_SETTINGS
from dauys.workflows.witness_settings import WitnessPolicy, witness_policy

if TYPE_CHECKING:
    from dauys.evidence.keys import SigningKey
    from dauys.evidence.witnessed import Witnessed

SETTINGS = "dauys.toml"
SQLITE = "sqlite"
WRITER_WAIT_S = 60.0
_SUCCESSOR = re.compile(r"\.r[0-9]+$")
_DEFAULTS = {"database": SQLITE, "key": ""}


@dataclass(frozen=True, slots=True)
class CampaignHome:
    """A home that was found; `database` as in dauys.toml: `sqlite` or a PostgreSQL address.

    key: where the private signing key is, None for a home that was made before homes had one.
    policy: who witnesses the ledger. authority: who stamps its checkpoints, if anybody.
    """

    folder: Path
    database: str
    key: Path | None = field(default=None, compare=False)
    policy: WitnessPolicy = field(default=WitnessPolicy(), compare=False)
    authority: TimeAuthority | None = field(default=None, compare=False)

    @property
    def database_url(self) -> str:
        if self.database == SQLITE:
            return f"sqlite:///{self.folder / 'db.sqlite3'}"
        return self.database

    @property
    def vault(self) -> Vault:
        return Vault(self.folder / "vault")

    @property
    def prints(self) -> Path:
        return self.folder / "prints"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger"

    @property
    def witnessed(self) -> Witnessed:
        """What witnesses have cosigned, kept in the home and outside it, beside the key."""
        from dauys.evidence.witnessed import Witnessed

        outside = [] if self.key is None else [self.key.with_name(f"{lineage(self.key)}.witnessed")]
        return Witnessed([self.ledger / "witnessed", *outside])

    def signing_key(self) -> SigningKey:
        """The commission's key. CampaignHomeError where the home has none, EvidenceError for a bad one."""
        from dauys.evidence.keys import read_key

        if self.key is None:
            raise CampaignHomeError(
                f"{self.folder} has no signing key; make one with: dauys --home {self.folder} init"
            )
        return read_key(self.key)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds this home's only pen for one transaction; waits a minute for another holder.

        Two SQLite connections must never write or checkpoint at once (the WAL-reset bug of 3.7.0 to
        3.51.2; reliability D2), so writers do not lean on SQLite's own locks.
        """
        with _locked(self.folder / "writer.lock", WRITER_WAIT_S, "is being written by another dauys"):
            yield

    @contextmanager
    def scanning(self) -> Iterator[None]:
        """Holds the right to scan: two scans of one home would do the same work twice."""
        with _locked(self.folder / "scan.lock", 0.0, "is being scanned by another dauys"):
            yield

    @contextmanager
    def sealing(self) -> Iterator[None]:
        """Holds the right to append to the ledger; waits a minute for another holder."""
        with _locked(self.folder / "seal.lock", WRITER_WAIT_S, "is being sealed by another dauys"):
            yield

    @contextmanager
    def stamping(self) -> Iterator[None]:
        """Holds the right to ask for time stamps: two at once would ask for the same."""
        with _locked(self.folder / "stamp.lock", 0.0, "is being stamped by another dauys"):
            yield

    @contextmanager
    def releasing(self) -> Iterator[None]:
        """Holds the right to release: two at once would take the same number."""
        with _locked(self.folder / "release.lock", 0.0, "is being released by another dauys"):
            yield


def open_home(folder: Path) -> CampaignHome:
    """Finds the home in that folder, connects to its database and brings an older schema up to date.

    Raises CampaignHomeError where there is no home, its settings are wrong, its database cannot be
    opened, or a newer program has changed it.
    """
    home = read_home(folder)
    for part in (home.folder / "vault", home.prints):
        if not part.is_dir():
            raise CampaignHomeError(f"{home.folder} is incomplete: {part.name}/ is missing; bring it back")
    if home.database == SQLITE and not (home.folder / "db.sqlite3").is_file():
        raise CampaignHomeError(f"{home.folder} is incomplete: db.sqlite3 is missing; bring it back")
    connect(home.database_url)
    if pending_migrations():
        with home.writing():
            migrate()
    return home


def read_home(folder: Path) -> CampaignHome:
    """The home in that folder as its dauys.toml describes it; nothing else is touched."""
    folder = folder.absolute()
    path = folder / SETTINGS
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise CampaignHomeError(
            f"{folder} is no campaign home (it has no {SETTINGS}); make one with: dauys --home {folder} init"
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise CampaignHomeError(f"{path} cannot be read: {cause}; correct it") from cause
    known = [*_DEFAULTS, *WITNESS_SETTINGS, STAMP_SETTING]
    if unknown := sorted(set(settings) - set(known)):
        raise CampaignHomeError(f"{path}: unknown setting {unknown[0]!r}; known: {', '.join(known)}")
    for name, usual in _DEFAULTS.items():
        if not isinstance(settings.setdefault(name, usual), str):
            example = usual or "/path/to/the.key"
            raise CampaignHomeError(
                f'{path}: {name} = {settings[name]!r} is no text; write {name} = "{example}"'
            )
    key = folder / settings["key"] if settings["key"] else None
    policy, authority = witness_policy(settings, path), time_authority(settings, path)
    return CampaignHome(folder, settings["database"], key, policy, authority)


def lineage(key: Path) -> str:
    """What the files of a key and of its successors have in common: `NAME.key`, `NAME.r2.key`, …"""
    return _SUCCESSOR.sub("", key.name.removesuffix(".key"))


def operator() -> str:
    """Who acts at the command line, as history names them."""
    try:
        return f"person:{getpass.getuser()}"
    except (KeyError, OSError):
        return f"person:uid-{os.getuid()}"


@contextmanager
def _locked(path: Path, wait_s: float, complaint: str) -> Iterator[None]:
    """Holds the lock file; the kernel lets go of it when the process dies, however it dies."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise CampaignHomeError(f"{path.parent} {complaint}; wait until it is done") from None
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
