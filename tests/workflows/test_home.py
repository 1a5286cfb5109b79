"""A campaign home is made once, found again, and refused where it does not fit this program."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from django.db import Error, connection, transaction
from tests.homes import MakeHome, new_database

from dauys.db import connect
from dauys.domain.errors import CampaignHomeError
from dauys.workflows import home as homes
from dauys.workflows.home import CampaignHome, open_home, read_home
from dauys.workflows.init import init_home


@pytest.fixture
def empty(make_home: MakeHome, database: str) -> str:
    """The address of an unused database; `make_home` gives Django's own connection back."""
    return new_database(database)


def test_init_makes_a_home(tmp_path: Path, empty: str) -> None:
    """A fresh folder becomes a home that can be opened, and a second init says it is one already."""
    folder = tmp_path / "new" / "campaign"
    init_home(folder, empty)
    assert open_home(folder) == CampaignHome(folder, empty)
    assert {"dauys.toml", "vault", "prints", "reports"} <= {path.name for path in folder.iterdir()}
    with pytest.raises(CampaignHomeError, match="is a campaign home already"):
        init_home(folder, empty)


def test_init_refuses_a_folder_that_is_somebodys(tmp_path: Path) -> None:
    """A folder that holds anything else, or a file, is left alone."""
    (tmp_path / "thesis.txt").write_text("chapter 1")
    with pytest.raises(CampaignHomeError, match=r"not empty \(it holds thesis.txt\)"):
        init_home(tmp_path)
    with pytest.raises(CampaignHomeError, match="is a file"):
        init_home(tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_init_that_was_cut_short_is_finished(home: CampaignHome) -> None:
    """Without its dauys.toml, a folder with nothing foreign in it is completed by the next init."""
    (home.folder / "dauys.toml").unlink()
    assert init_home(home.folder, home.database) == home
    assert open_home(home.folder) == home


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (None, "is no campaign home"),
        ("database = ", "cannot be read"),
        ("database = 5", "is no text"),
        ('database = "mysql://x"', "neither sqlite nor a PostgreSQL address"),
        ('databse = "sqlite"', "unknown setting 'databse'"),
        ('database = "postgresql://nobody@127.0.0.1:1/none"', "cannot be opened"),
    ],
)
def test_wrong_settings_are_named(home: CampaignHome, settings: str | None, words: str) -> None:
    """A folder without settings, and settings that cannot be understood, are refused with the way out."""
    path = home.folder / "dauys.toml"
    if settings is None:
        path.unlink()
    else:
        path.write_text(settings)
    with pytest.raises(CampaignHomeError, match=words):
        open_home(home.folder)


@pytest.mark.parametrize("part", ["vault", "prints", "db.sqlite3"])
def test_an_incomplete_home_is_refused(home: CampaignHome, part: str) -> None:
    """A home that lost a part is not quietly given an empty one."""
    if part == "db.sqlite3" and home.database != "sqlite":
        (home.folder / part).unlink(missing_ok=True)
        assert open_home(home.folder) == home
        return
    (home.folder / part).rename(home.folder / "elsewhere")
    with pytest.raises(CampaignHomeError, match=f"{part}/? is missing"):
        open_home(home.folder)


def test_a_newer_schema_is_refused(home: CampaignHome) -> None:
    """A home that a newer program has changed is not touched by an older one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('dauys', '9999_future', '2030-01-01')"
        )
    with pytest.raises(CampaignHomeError, match=r"made by a newer Dauys .*9999_future"):
        open_home(home.folder)


def test_an_older_schema_is_brought_up_to_date(tmp_path: Path, empty: str) -> None:
    """Opening a home of an older program applies the migrations that are new; its history stays."""
    from django.core.management import call_command

    from dauys.db.connect import pending_migrations
    from dauys.db.models import Change

    older = CampaignHome(tmp_path / "older", empty)
    for part in ("vault", "prints"):
        (older.folder / part).mkdir(parents=True)
    (older.folder / "dauys.toml").write_text(f'database = "{older.database}"\n')
    connect(older.database_url)
    call_command("migrate", "dauys", "0002", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO dauys_change ("at_ms", "by", "why", "register", "row", "fields") '
            "VALUES (1, 'person:x', 'a test', 'outlets', 'kok', '{}')"
        )
    assert pending_migrations()
    open_home(older.folder)
    assert not pending_migrations()
    assert list(Change.objects.values_list("row", "salt", "entry")) == [("kok", None, None)]
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        Change.objects.update(row="tau")


def _hold(
    folder: Path, held: multiprocessing.synchronize.Event, done: multiprocessing.synchronize.Event
) -> None:
    with read_home(folder).writing():
        held.set()
        done.wait(10)


def test_one_writer_at_a_time(home: CampaignHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the pen, writing waits, then says so; when it dies, the pen is free."""
    monkeypatch.setattr(homes, "WRITER_WAIT_S", 0.1)
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(home.folder, held, done))
    other.start()
    assert held.wait(20)
    with pytest.raises(CampaignHomeError, match="is being written by another dauys"), home.writing():
        pytest.fail("two writers")
    other.kill()
    other.join()
    with home.writing():
        pass


def test_the_address_of_a_server_is_understood() -> None:
    """Every part of a PostgreSQL address arrives; what is left are options of the server's own library."""
    from dauys.db.databases import settings_of

    found = settings_of("postgresql://al%40ya:p%2Fw@db.example:6543/camp%20aign?sslmode=require")
    assert found["USER"] == "al@ya"
    assert found["PASSWORD"] == "p/w"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "6543", "camp aign")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_the_operator_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """History always names somebody, also where the system knows only a number."""

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(homes.getpass, "getuser", nobody)
    assert homes.operator().startswith("person:uid-")
