"""Campaign homes for tests, each test on both databases.

`from tests.homes import *` in a folder's conftest.py gives its tests the fixtures `home` and `make_home`. On
PostgreSQL they need DAUYS_TEST_POSTGRES=postgresql://… (tests/postgres.sh starts a server and prints it); the
server's role must be allowed to create databases.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from dauys.db import disconnect
from dauys.workflows.home import CampaignHome, open_home
from dauys.workflows.init import init_home

__all__ = ["database", "home", "make_home", "template_home"]

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
_numbers = itertools.count()

MakeHome = Callable[[str], CampaignHome]


@pytest.fixture(scope="session", params=BOTH)
def database(request: pytest.FixtureRequest) -> str:
    """On which database the test runs."""
    return str(request.param)


@pytest.fixture(scope="session")
def template_home(
    database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> CampaignHome:
    """An empty home, migrated once; the homes of the tests are its copies."""
    with django_db_blocker.unblock(), own_connection():
        return init_home(tmp_path_factory.mktemp("template") / "campaign", new_database(database))


@pytest.fixture
def make_home(
    tmp_path: Path, template_home: CampaignHome, django_db_blocker: DjangoDbBlocker
) -> Iterator[MakeHome]:
    """Makes and opens an empty home below the test's own folder; call it with a name."""

    def make(name: str) -> CampaignHome:
        folder = tmp_path / name
        shutil.copytree(template_home.folder, folder)
        if template_home.database != "sqlite":
            copy = new_database("postgresql", template_home.database.partition("?")[0].rpartition("/")[2])
            (folder / "dauys.toml").write_text(f'database = "{copy}"\nkey = "{template_home.key}"\n')
        return open_home(folder)

    with django_db_blocker.unblock(), own_connection():
        yield make


@pytest.fixture
def home(make_home: MakeHome) -> CampaignHome:
    """An empty campaign home, opened: selectors and writes may be used."""
    return make_home("campaign")


def new_database(kind: str, template: str = "template0") -> str:
    """What `database` in dauys.toml says for a database that nobody has used."""
    if kind == "sqlite":
        return "sqlite"
    import psycopg

    server = os.environ["DAUYS_TEST_POSTGRES"]
    name = f"dauys_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    head, mark, options = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{mark}{options}"


@contextmanager
def own_connection() -> Iterator[None]:
    """Leaves Django's own test connection as it was found."""
    from django.db import connections

    found = connections.all(initialized_only=True)
    settings = connections.databases["default"]
    for connection in found:
        del connections[connection.alias]
    try:
        yield
    finally:
        disconnect()
        connections.databases["default"] = settings
        for connection in found:
            connections[connection.alias] = connection
