"""Points Django's one connection at the database of a campaign home, and brings its schema up to date."""

from __future__ import annotations

import os

from dauys.db.databases import settings_of
from dauys.domain.errors import CampaignHomeError

APP = "dauys"


def connect(url: str) -> None:
    """From now on this process reads and writes the database at that address.

    Selectors and writes may be imported only after the first call: Django's models need it.
    Raises CampaignHomeError where the address is not understood; nothing is opened yet.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dauys.db.settings")
    wanted = settings_of(url)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.db import connections

    disconnect()
    connections.databases["default"] = connections.configure_settings({"default": wanted})["default"]


def disconnect() -> None:
    """Closes this thread's connection, where there is one; the next read or write opens a new one."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        del connections[connection.alias]


def migrate() -> None:
    """Brings the schema up to this program's. CampaignHomeError where the database is newer than it."""
    if pending_migrations():
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def pending_migrations() -> bool:
    """Whether the schema is older than this program's.

    CampaignHomeError where the database cannot be opened, or a newer program has changed it.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as cause:
        raise CampaignHomeError(
            f"the database {connection.settings_dict['NAME']} cannot be opened: {cause}. "
            "Check `database` in dauys.toml, and that the server runs."
        ) from cause
    known = set(executor.loader.disk_migrations)
    applied = {name for app, name in executor.loader.applied_migrations if app == APP}
    newer = sorted(name for name in applied if (APP, name) not in known)
    if newer:
        raise CampaignHomeError(
            f"this campaign home was made by a newer Dauys (it has {', '.join(newer)}); "
            "install that version or a later one"
        )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
