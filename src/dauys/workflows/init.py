"""init: makes a campaign home in an empty or absent folder, and the key that signs its releases elsewhere."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import replace
from pathlib import Path

from dauys.db import connect
from dauys.db.connect import migrate
from dauys.domain.errors import CampaignHomeError
from dauys.evidence.files import write_whole
from dauys.evidence.keys import make_key
from dauys.workflows.home import SETTINGS, SQLITE, CampaignHome, open_home, read_home

_KEY_LINE = re.compile(r"^key *=.*$", re.MULTILINE)
_FOLDERS = ("vault", "prints", "reports")
# What an `init` that was cut short may have left; with anything else the folder is somebody's.
_OWN = {*_FOLDERS, "db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "db.sqlite3-journal", "writer.lock"}


def init_home(folder: Path, database: str = SQLITE, keys: Path | None = None) -> CampaignHome:
    """Makes the home and returns it. dauys.toml comes last: a folder that has it is a whole home.

    keys: the folder for the private signing key (default: `default_keys()`). A home that was made before
    homes had a key is given one. Raises CampaignHomeError where the folder is a home already, or holds
    anything else; EvidenceError where the key cannot be made.
    """
    folder = folder.absolute()
    if (folder / SETTINGS).exists() and read_home(folder).key is None:
        return _with_key(open_home(folder), keys)
    _refuse_what_is_there(folder)
    home = CampaignHome(folder, database, _new_key(folder, keys))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as cause:
        raise CampaignHomeError(f"{folder} cannot be made: {cause.strerror}") from cause
    _make(home)
    return home


def default_keys() -> Path:
    """Outside every home, so that a copy of a home gives nobody the power to sign."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "dauys" / "keys"


def _new_key(folder: Path, keys: Path | None) -> Path:
    return (keys or default_keys()).absolute() / f"{folder.name}-{secrets.token_hex(4)}.key"


def _with_key(home: CampaignHome, keys: Path | None) -> CampaignHome:
    path = _new_key(home.folder, keys)
    make_key(path)
    return name_key(home, path)


def name_key(home: CampaignHome, path: Path) -> CampaignHome:
    """Names that file in dauys.toml as the home's key, in one step; all else in there stays as it is."""
    settings = home.folder / SETTINGS
    written = settings.read_text("utf-8")
    line = f'key = "{_quoted(str(path))}"'
    named, n_found = _KEY_LINE.subn(lambda _: line, written)
    write_whole(settings, (named if n_found else written + _key_setting(path)).encode())
    settings.chmod(0o644)
    return replace(home, key=path)


def _make(home: CampaignHome) -> None:
    """Database, key and settings of a home whose folders stand."""
    connect(home.database_url)
    with home.writing():
        migrate()
    assert home.key is not None  # `init_home` has just named it
    make_key(home.key)
    write_whole(home.folder / SETTINGS, (_settings(home.database) + _key_setting(home.key)).encode())
    (home.folder / SETTINGS).chmod(0o644)  # unlike evidence, it is the operator's to edit


def _refuse_what_is_there(folder: Path) -> None:
    if (folder / SETTINGS).exists():
        raise CampaignHomeError(f"{folder} is a campaign home already; nothing was changed")
    if folder.exists() and not folder.is_dir():
        raise CampaignHomeError(f"{folder} is a file; name a folder that is empty or not there yet")
    foreign = sorted(path.name for path in folder.iterdir() if not _is_own(path)) if folder.exists() else []
    if foreign:
        raise CampaignHomeError(
            f"{folder} is not empty (it holds {foreign[0]}); name a folder that is empty or not there yet"
        )


def _is_own(path: Path) -> bool:
    return path.name in _OWN or (path.name.startswith(f".{SETTINGS}.") and path.suffix == ".tmp")


def _settings(database: str) -> str:
    return (
        "# A campaign home of Dauys. This file makes the folder a home.\n"
        '# database: "sqlite" (db.sqlite3 in this folder) or "postgresql://user@host/name"\n'
        f'database = "{_quoted(database)}"\n'
    )


def _key_setting(path: Path) -> str:
    return (
        "# key: the private key that signs reports and releases. Keep a copy of that file in a safe place.\n"
        f'key = "{_quoted(str(path))}"\n'
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
