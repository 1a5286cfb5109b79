"""A home in which everything was done once: registers, recordings, decisions; sealed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.ledgers import keyed
from tests.workflows.text_ear import TextEar, tape_text

from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.home import CampaignHome
from dauys.workflows.scan_home import scan_home

TAPE = "tau/2020-12-22T18-00-00+0500.m4a"
LATER = "tau/2020-12-22T19-00-00+0500.m4a"


def worked(home: CampaignHome, folder: Path) -> CampaignHome:
    """The home with a key, registers and two recordings, one airing found in each, all of it sealed."""
    ear = TextEar()
    ready = loaded(keyed(home, folder), ear, folder / "registers")
    tapes = [
        drop(folder, TAPE, tape_text(60_000, "alpha__kk 100 accepted")),
        drop(folder, LATER, tape_text(60_000, "alpha__kk 1500 accepted", "beta 9000 doubtful")),
    ]
    add_recordings(ready, tapes, None, ACT)
    scan_home(ready, 1, lambda _: None, by="person:test", ear=ear)
    return ready


def objects(home: CampaignHome) -> list[Path]:
    """The vault's files, recordings and sounds."""
    return sorted(path for path in (home.folder / "vault").rglob("*") if path.is_file())


def second_copy(home: CampaignHome, target: Path) -> Path:
    """A copy of vault and ledger, as a commission keeps one elsewhere."""
    for part in ("vault", "ledger"):
        shutil.copytree(home.folder / part, target / part)
    return target


def changed(path: Path, change: Callable[[bytearray], None]) -> None:
    """Writes over a file that is read-only, as somebody who may do everything does."""
    content = bytearray(path.read_bytes())
    change(content)
    path.chmod(0o644)
    path.write_bytes(content)


def sql(statement: str, *values: object) -> None:
    """Writes past `db.writes`, as an insider with a console does; the triggers are switched off for it."""
    from django.db import connection

    table = statement.split()[2 if statement.startswith(("DELETE", "INSERT")) else 1].strip('"')
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(statement, values)
            for _, made in triggers:
                cursor.execute(made)
        else:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, values)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
