"""The name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(said: str, names: Iterable[str]) -> str:
    """` (did you mean "silence"?)` for a name close to what was written, or nothing."""
    close = get_close_matches(said, list(names), n=1, cutoff=0.75)
    return f' (did you mean "{close[0]}"?)' if close else ""
