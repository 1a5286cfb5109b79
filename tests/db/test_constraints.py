"""What the database itself refuses, whoever asks, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from dauys.workflows.home import CampaignHome

OUTLET = {
    "id": "kok",
    "name_kk": "Көк",
    "name_ru": "Кок",
    "name_en": "Kok",
    "medium": "tv",
    "level": "national",
    "languages": "kk",
    "zone": "Asia/Almaty",
}
CHANNEL = {
    "id": "kok-1",
    "outlet_id": "kok",
    "first_day": "2020-12-22",
    "last_day": "2020-12-23",
    "due": "06:00-24:00",
}
RECORDING = {
    "channel_id": "kok-1",
    "sha256": "a" * 64,
    "arrival_name": "x",
    "start_ms": 5,
    "state": "waiting",
}
CHANGE = {"at_ms": 1, "by": "person:x", "why": "test", "register": "outlets", "row": "kok", "fields": {}}


def _make(model: str, **columns: Any) -> Any:
    from dauys.db import models

    with transaction.atomic():
        row = getattr(models, model).objects.create(**columns)
        connection.check_constraints()  # PostgreSQL looks at references only when asked, or at the end
    return row


@pytest.fixture
def filled(home: CampaignHome) -> CampaignHome:
    """A home with an outlet, its channel, a recording and a change."""
    _make("Outlet", **OUTLET)
    _make("Channel", **CHANNEL)
    _make("Recording", **RECORDING)
    _make("Change", **CHANGE)
    return home


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        ("Outlet", OUTLET | {"id": "two", "medium": "carrier pigeon"}),
        ("Outlet", OUTLET | {"id": "two", "level": "galactic"}),
        ("Outlet", OUTLET | {"id": ""}),
        ("Outlet", OUTLET),
        ("Channel", CHANNEL | {"id": "two", "last_day": "2020-12-21"}),
        ("Channel", CHANNEL | {"id": "two", "outlet_id": "nobody"}),
        ("Recording", RECORDING),
        ("Recording", RECORDING | {"start_ms": 6, "end_ms": 5}),
        ("Recording", RECORDING | {"start_ms": 6, "sha256": "short"}),
        ("Recording", RECORDING | {"start_ms": 6, "state": "lost"}),
        ("Recording", RECORDING | {"start_ms": 6, "state": "heard"}),
        ("Recording", RECORDING | {"start_ms": 6, "state": "set_aside"}),
        ("Change", CHANGE | {"by": ""}),
        ("Change", CHANGE | {"why": ""}),
    ],
    ids=range(14),
)
def test_impossible_rows_are_refused(filled: CampaignHome, model: str, columns: dict[str, Any]) -> None:
    """A row that cannot be true cannot be stored."""
    with pytest.raises(IntegrityError):
        _make(model, **columns)


@pytest.mark.parametrize("table", ["change", "decision", "sighting", "hearing"])
def test_facts_are_guarded_by_the_schema_itself(home: CampaignHome, table: str) -> None:
    """After all migrations each append-only table still has its guards against change and deletion."""
    names = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'"}
    query = names.get(connection.vendor, "SELECT tgname FROM pg_trigger")
    with connection.cursor() as cursor:
        cursor.execute(query)
        triggers = {str(name).lower() for (name,) in cursor.fetchall()}
    assert {f"dauys_{table}_no_update", f"dauys_{table}_no_delete"} <= triggers


@pytest.mark.parametrize(
    "act",
    [
        lambda change: change.objects.update(why="nothing happened"),
        lambda change: change.objects.all().delete(),
        lambda change: change.objects.all()._raw_delete("default"),
    ],
    ids=["update", "delete", "raw delete"],
)
def test_history_cannot_be_rewritten(filled: CampaignHome, act: Callable[[Any], object]) -> None:
    """Neither through Django nor past it can a change be changed or deleted."""
    from dauys.db.models import Change

    with pytest.raises(Error, match="append-only"), transaction.atomic():
        act(Change)
    assert Change.objects.get().why == "test"


def test_a_committed_row_is_on_the_disk(home: CampaignHome) -> None:
    """SQLite runs in WAL with synchronous FULL: a commit survives a power cut, not only a kill."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = [
                cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
            ]
        assert found == ["wal", 2]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)


def test_models_and_migrations_agree(home: CampaignHome) -> None:
    """No model has changed without its migration."""
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
