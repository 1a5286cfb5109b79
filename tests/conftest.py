"""What tests need beyond Python packages, and what happens where it is missing.

`make test` leaves such tests out and names them; `.ci/run` installs it all and sets DAUYS_TEST_EVERYTHING:
then a skipped test fails the run.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from dauys.db import disconnect
from dauys.workflows.home import CampaignHome, open_home
from dauys.workflows.init import init_home

POSTGRES = os.environ.get("DAUYS_TEST_POSTGRES", "")
_numbers = itertools.count()

MakeHome = Callable[[str], CampaignHome]


def new_database(template: str = "template1") -> str:
    """The address of a database that nobody has used; `sqlite` where no server is named."""
    if not POSTGRES:
        return "sqlite"
    import psycopg

    name = f"dauys_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return _on_server(name)


def _on_server(name: str) -> str:
    head, mark, options = POSTGRES.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{mark}{options}"


@pytest.fixture(scope="session")
def template_home(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[CampaignHome]:
    """An empty home, migrated once; the homes of the tests are its copies."""
    with django_db_blocker.unblock(), _own_connection():
        home = init_home(tmp_path_factory.mktemp("template") / "campaign", new_database())
        disconnect()
        yield home


@pytest.fixture
def make_home(
    tmp_path: Path, template_home: CampaignHome, django_db_blocker: DjangoDbBlocker
) -> Iterator[MakeHome]:
    """Makes and opens an empty home below the test's own folder; call it with a name."""

    def make(name: str) -> CampaignHome:
        folder = tmp_path / name
        shutil.copytree(template_home.folder, folder)
        if POSTGRES:
            template = template_home.database.partition("?")[0].rpartition("/")[2]
            (folder / "dauys.toml").write_text(f'database = "{new_database(template)}"\n')
        return open_home(folder)

    with django_db_blocker.unblock(), _own_connection():
        yield make


@pytest.fixture
def home(make_home: MakeHome) -> CampaignHome:
    """An empty campaign home, opened: selectors and writes may be used."""
    return make_home("campaign")


class _own_connection:  # noqa: N801 - used like a function, in `with`
    """Leaves Django's own test connection as it was found."""

    def __enter__(self) -> None:
        from django.db import connections

        self.found = connections.all(initialized_only=True)
        self.settings = connections.databases["default"]
        for connection in self.found:
            del connections[connection.alias]

    def __exit__(self, *_: object) -> None:
        from django.db import connections

        disconnect()
        connections.databases["default"] = self.settings
        for connection in self.found:
            connections[connection.alias] = connection
