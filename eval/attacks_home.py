"""A small real campaign home to be attacked: registers and recordings, all of it sealed, and copies of it.

A home is a history of acts. `Stage` carries out acts with the real workflows and the real key, so an insider
who has everything can make any other history with it, whose parts all agree.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dauys.domain.acts import Act
from dauys.evidence.log import Log
from dauys.workflows.home import CampaignHome

NOW_MS = 1_608_660_000_000
HELD = 280
"""Recordings that stand in every home: with them the ledger has a full tile."""
ACTS = 8
"""Acts after them, the ones that attacks change; after each the home is sealed, and kept as it was."""

_REGISTERS = {
    "outlets.csv": """id,medium,level,owner,languages,zone,prime_time,name_kk,name_ru,name_en
tau,radio,regional,,kk,Asia/Aqtau,,Тау,Тау,Tau
""",
    "channels.csv": """id,outlet,name_kk,name_ru,name_en,first_day,last_day,due
tau,tau,Тау,Тау,Tau,2020-12-01,2020-12-30,00:00-24:00
""",
}


@dataclass(frozen=True, slots=True)
class Sound:
    """An act: a recording arrives. minute: counts from the beginning of December; content: its bytes."""

    minute: int
    content: bytes

    @property
    def name(self) -> str:
        day, rest = divmod(self.minute, 24 * 60)
        hour, minute = divmod(rest, 60)
        return f"2020-12-{day + 1:02}T{hour:02}-{minute:02}-00+0500.m4a"


def sounds(seed: int, first: int, count: int) -> list[Sound]:
    """So many recordings, a quarter of an hour apart, each unlike any other."""
    chance = random.Random(seed)
    return [Sound(15 * (first + number), chance.randbytes(64)) for number in range(count)]


STORY = sounds(2, HELD, ACTS)
"""What really arrived."""


class Stage:
    """The honest home after 0 … ACTS acts, kept as it was after each, in a folder of its own."""

    def __init__(self, folder: Path, held: int = HELD) -> None:
        """held: recordings that stand before the first act."""
        self._folder = folder
        home = _new_home(folder / "home", folder / "keys")
        carry_out(home, sounds(1, 0, held), folder / "sound")
        self._keep(home, 0)
        for number, act in enumerate(STORY, 1):
            carry_out(home, [act], folder / "sound")
            self._keep(home, number)

    def checkpoint(self, acts: int) -> Path:
        """The checkpoint as it stood after so many acts: what somebody may have kept outside."""
        return self._folder / f"after-{acts}" / "ledger" / "checkpoint"

    @contextmanager
    def copy(self, acts: int, folder: Path) -> Iterator[CampaignHome]:
        """A copy of the home as it was after so many acts, opened; gone afterwards."""
        from dauys.db import connect, disconnect
        from dauys.workflows.home import read_home

        target = folder / "home"
        shutil.rmtree(target, ignore_errors=True)
        source = self._folder / f"after-{acts}"
        shutil.copytree(source, target, copy_function=_linked)
        home = read_home(target)
        connect(home.database_url)
        try:
            yield home
        finally:
            disconnect()
            shutil.rmtree(target)

    def _keep(self, home: CampaignHome, acts: int) -> None:
        from dauys.db import disconnect

        disconnect()
        shutil.copytree(home.folder, self._folder / f"after-{acts}")


def carry_out(home: CampaignHome, acts: Sequence[Sound], folder: Path) -> None:
    """The acts, one after the other, sealed at the end, by the program itself and with the real key."""
    from dauys.workflows.add_recordings import add_recordings

    if not acts:
        return
    paths = [folder / "tau" / act.name for act in acts]
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tau").mkdir(parents=True)
    for path, act in zip(paths, acts, strict=True):
        path.write_bytes(act.content)
    summary = add_recordings(home, paths, None, Act("person:eval", NOW_MS, "an act"))
    assert summary.added == len(acts), summary


def entries_of(home: CampaignHome) -> list[bytes]:
    """The ledger's entries, as they stand."""
    return list(Log(home.ledger).entries())


def rewrite(home: CampaignHome, entries: Sequence[bytes]) -> None:
    """Another ledger in the place of this one, of its name, signed with the real key."""
    signed = Log(home.ledger).signed
    assert signed
    shutil.rmtree(home.ledger)
    home.ledger.mkdir()
    log = Log(home.ledger)
    log.append(entries)
    log.sign(signed.checkpoint.origin, [home.signing_key()], NOW_MS)


def follow(home: CampaignHome, entries: Sequence[bytes]) -> None:
    """Lets the outbox say what the ledger's entries say: ids, bodies and places, past triggers and keys."""
    from dauys.domain.ledger import entry_of

    with closing(sqlite3.connect(home.folder / "db.sqlite3")) as connection, connection:
        table = "dauys_outboxentry"
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        subjects = dict(connection.execute(f"SELECT id, subject FROM {table}").fetchall())
        connection.execute(f"DELETE FROM {table}")
        rows = [
            (entry.id, str(entry.kind), subjects.get(entry.id, "forged"), entry.at_ms, entry.body, place)
            for place, entry in enumerate(map(entry_of, entries))
        ]
        connection.executemany(
            f"INSERT OR REPLACE INTO {table} (id, kind, subject, at_ms, body, position) VALUES (?,?,?,?,?,?)",
            rows,
        )
        for _, made in triggers:
            connection.execute(made)


def overwrite(path: Path, content: bytes) -> None:
    """Writes a file anew, never through a link to the honest one."""
    path.unlink()
    path.write_bytes(content)


def _new_home(folder: Path, keys: Path) -> CampaignHome:
    from dauys.workflows.init import init_home
    from dauys.workflows.load import load

    home = init_home(folder, keys=keys)
    registers = folder.parent / "registers"
    registers.mkdir()
    for name, text in _REGISTERS.items():
        (registers / name).write_text(text, "utf-8")
    load(home, str(registers), 1, Act("person:eval", NOW_MS, "registers"))
    return home


def _linked(source: str, target: str) -> None:
    """Vault and ledger by links, as their files are never written to; what is written, as a copy."""
    if {"vault", "ledger"} & set(Path(source).parts):
        os.link(source, target)
    else:
        shutil.copy2(source, target)
