"""init: makes a campaign home in an empty or absent folder."""

from __future__ import annotations

from pathlib import Path

from dauys.db import connect
from dauys.db.connect import migrate
from dauys.domain.errors import CampaignHomeError
from dauys.evidence.files import write_whole
from dauys.workflows.home import SETTINGS, SQLITE, CampaignHome

_FOLDERS = ("vault", "prints", "reports")
# What an `init` that was cut short may have left; with anything else the folder is somebody's.
_OWN = {*_FOLDERS, "db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "db.sqlite3-journal", "writer.lock"}


def init_home(folder: Path, database: str = SQLITE) -> CampaignHome:
    """Makes the home and returns it. dauys.toml comes last: a folder that has it is a whole home.

    Raises CampaignHomeError where the folder is a home already, or holds anything else.
    """
    folder = folder.absolute()
    _refuse_what_is_there(folder)
    home = CampaignHome(folder, database)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as cause:
        raise CampaignHomeError(f"{folder} cannot be made: {cause.strerror}") from cause
    connect(home.database_url)
    with home.writing():
        migrate()
    write_whole(folder / SETTINGS, _settings(database).encode())
    (folder / SETTINGS).chmod(0o644)  # unlike evidence, it is the operator's to edit
    return home


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
    quoted = database.replace("\\", "\\\\").replace('"', '\\"')
    return (
        "# A campaign home of Dauys. This file makes the folder a home.\n"
        '# database: "sqlite" (db.sqlite3 in this folder) or "postgresql://user@host/name"\n'
        f'database = "{quoted}"\n'
    )
