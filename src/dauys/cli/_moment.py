"""Moments as verbs show them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(seconds: int) -> str:
    """Seconds since 1970 as UTC to the second, as `2021-01-08T18:00:00Z`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
