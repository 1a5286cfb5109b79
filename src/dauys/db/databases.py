"""A database's address as Django's settings: `sqlite:///FILE` or `postgresql://USER@HOST/NAME`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dauys.domain.errors import CampaignHomeError

BUSY_S = 30

# WAL with FULL: a committed row survives a power cut; NORMAL would only keep the file consistent.
SQLITE_PRAGMAS = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = on;"


def settings_of(url: str) -> dict[str, Any]:
    """Django's settings of that database. CampaignHomeError for an address that is neither kind."""
    if url.startswith("sqlite:///"):
        return _sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url)
    raise CampaignHomeError(
        f"database = {url!r} is neither sqlite nor a PostgreSQL address; "
        'write "sqlite" or "postgresql://user@host/name" in dauys.toml'
    )


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # IMMEDIATE takes the write lock at the start, so a transaction never fails half-way as busy.
        "OPTIONS": {"timeout": BUSY_S, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }
