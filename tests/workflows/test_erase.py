"""Erasing personal data: gone from every file of the home, while every commitment and proof still holds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import Error, transaction
from tests.workflows.campaigns import ACT
from tests.workflows.worked_home import sql, worked

from dauys.cli import dauys
from dauys.db.selectors.registers import frame
from dauys.domain.acts import Act
from dauys.domain.errors import WrongUse
from dauys.evidence.log import Log
from dauys.evidence.proofs import check_inclusion, prove
from dauys.workflows.erase import erase
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.verify_home import verify_home

CANARY = "Qanaryqyzy Zhuldyz"
ERASING = Act("person:test", 1_600_000_500_000, "a request by letter")


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home in which a campaigner is named, was renamed once, and objected to something."""
    ready = worked(home, tmp_path)
    for name in (CANARY, f"{CANARY} (changed)"):
        folder = tmp_path / f"more {len(name)}"
        folder.mkdir()
        (folder / "campaigners.csv").write_text(
            f"id,role,name\nc1,citizen,{name}\nc2,citizen,Somebody Else\n", "utf-8"
        )
        load(ready, str(folder), 1, ACT)
    return ready


def bytes_with(home: CampaignHome, word: str) -> list[str]:
    """Files of the home, and of the PostgreSQL database, that hold the word."""
    folders = [home.folder]
    if home.database != "sqlite":
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
            (row,) = cursor.fetchall()
        server = home.database.rpartition("host=")[2]
        folders.append(Path(server) / "data" / "base" / str(row[0]))
    every = (Path(at) / name for folder in folders for at, _, names in os.walk(folder) for name in names)
    return [path.as_posix() for path in every if word.encode() in path.read_bytes()]


def test_what_is_erased_is_nowhere_and_everything_still_holds(own: CampaignHome, tmp_path: Path) -> None:
    """The name was in row and history; afterwards in no byte of any file, and every proof is as it was."""
    from dauys.db.models import Campaigner, Change

    assert bytes_with(own, CANARY)
    log = Log(own.ledger)
    old = [(entry, prove(log, index)) for index, entry in enumerate(log.entries())]
    done = erase(own, "campaigners", "c1", (), ERASING)
    assert (done.cells, done.changes, done.still_in) == (1, 2, ())
    assert bytes_with(own, CANARY) == []
    assert bytes_with(own, "Somebody Else")
    assert Campaigner.objects.get(pk="c1").name == ""
    assert not Change.objects.filter(salt=None).exclude(fields={}).exists()
    for entry, proof in old:
        check_inclusion(proof, entry, [own.signing_key().public])
    assert verify_home(own) == []
    told = [entry for entry in Log(own.ledger).entries() if b'"kind":"erasure"' in entry]
    assert [b'"body":{"cells":1,"n":2,"register":"campaigners"}' in entry for entry in told] == [True]
    out = tmp_path / "out"
    command = ["--home", str(own.folder), "export", "campaigners", "--out", str(out), "--private"]
    assert CliRunner().invoke(dauys, command, catch_exceptions=False).exit_code == 0
    assert "Somebody Else" in (out / "campaigners.csv").read_text("utf-8")
    assert CANARY not in (out / "campaigners.csv").read_text("utf-8")


def test_erasing_again_changes_nothing(own: CampaignHome) -> None:
    """The second time there is nothing to erase, and no entry says otherwise."""
    erase(own, "campaigners", "c1", ["name"], ERASING)
    size = Log(own.ledger).size
    again = erase(own, "campaigners", "c1", ["name"], ERASING)
    assert (again.cells, again.changes, Log(own.ledger).size) == (0, 0, size)
    assert verify_home(own) == []


def test_a_row_that_is_written_again_can_be_erased_again(own: CampaignHome, tmp_path: Path) -> None:
    """Whoever loads the old file again brings the name back; it is erased with its own history."""
    erase(own, "campaigners", "c1", (), ERASING)
    load(own, str(tmp_path / f"more {len(CANARY)}"), 1, ACT)
    assert verify_home(own) == []
    done = erase(own, "campaigners", "c1", (), ERASING)
    assert (done.cells, done.changes) == (1, 1)
    assert bytes_with(own, CANARY) == []
    assert verify_home(own) == []


def test_files_that_still_hold_it_are_named(own: CampaignHome) -> None:
    """A file that somebody put into the home is found and named, not touched."""
    left = own.folder / "reports" / "notes.txt"
    left.parent.mkdir(exist_ok=True)
    left.write_text(f"call {CANARY}", "utf-8")
    command = ["--home", str(own.folder), "erase", "campaigners", "c1", "--why", "a request"]
    done = CliRunner().invoke(dauys, command, catch_exceptions=False)
    assert (done.exit_code, f"Still in {left}" in done.output) == (0, True)
    shutil.rmtree(left.parent)


def test_what_cannot_be_erased_is_refused(own: CampaignHome) -> None:
    """Another register, row or field: each with what there is, and nothing is changed."""
    for register, row, fields, said in (
        ("people", "c1", (), "no register 'people'"),
        ("campaigners", "c9", (), "no row c9"),
        ("campaigners", "c1", ("role",), "these can be: name"),
        ("campaigners", "c1", ("id",), "these can be: name"),
        ("channels", "tau", (), "no private column"),
    ):
        with pytest.raises(WrongUse, match=said):
            erase(own, register, row, fields, ERASING)
    assert bytes_with(own, CANARY)


def test_a_cell_that_its_row_must_have_says_that_it_was_erased(own: CampaignHome, tmp_path: Path) -> None:
    """Who decided stands beside every decision: the name goes, a word stays, and everything holds."""
    folder = tmp_path / "decided"
    folder.mkdir()
    (folder / "finding-decisions.csv").write_text(
        "id,finding,decision,decided_on,decided_by,reasons\n"
        f"d-1,P5.poll-publications.x,confirmed,2020-12-24,{CANARY} alone,\n",
        "utf-8",
    )
    load(own, str(folder), 1, ACT)
    erase(own, "finding-decisions", "d-1", ["decided_by"], ERASING)
    assert frame("finding-decisions")["decided_by"].to_list() == ["[erased]"]
    assert not bytes_with(own, f"{CANARY} alone")
    assert [str(fault) for fault in verify_home(own) if not fault.is_notice] == []


def test_an_erasure_of_older_changes_tells_the_ledger_of_none(own: CampaignHome) -> None:
    """What the ledger never committed to is erased too, and is not counted among what it committed to."""
    sql("UPDATE dauys_change SET salt = NULL, commitment = NULL, entry_id = NULL")
    done = erase(own, "campaigners", "c1", (), ERASING)
    assert (done.cells, done.changes) == (1, 2)
    assert bytes_with(own, CANARY) == []
    (told,) = [entry for entry in Log(own.ledger).entries() if b'"kind":"erasure"' in entry]
    assert b'"body":{"cells":1,"n":0,"register":"campaigners"}' in told


def test_a_change_older_than_the_ledger_can_be_erased_and_nothing_else(own: CampaignHome) -> None:
    """Without salt, commitment and entry, `fields` may be emptied; every other change is refused."""
    from dauys.db.models import Change

    sql("UPDATE dauys_change SET salt = NULL, commitment = NULL, entry_id = NULL")
    first = Change.objects.order_by("id")[0]
    row = Change.objects.filter(pk=first.pk)

    def refused(**columns: Any) -> None:
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            row.update(**columns)

    refused(fields={"x": [None, 1]})
    for name, value in (("by", "x"), ("why", "x"), ("at_ms", 1), ("register", "x"), ("row", "x")):
        refused(fields={}, **{name: value})
    refused(fields={}, salt="a" * 32)
    refused(fields={}, commitment="a" * 64)
    refused(fields={}, entry_id=1)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        row.delete()
    assert row.update(fields={}) == 1
