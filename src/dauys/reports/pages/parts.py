"""A long list on several pages: the way from each part to the others."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.reports.document import Inline, Items, Link
from dauys.reports.messages import Count, Joined, say


def turn(paths: Sequence[str], number: int) -> Items:
    """Every part by its number, as a link but for the one (counted from 0) on whose page this stands."""
    links: list[Inline] = [
        Link(Count(part + 1), path) if part != number else Count(part + 1) for part, path in enumerate(paths)
    ]
    return Items((say("Part of the rows: {parts}", parts=Joined(tuple(links), " ")),))
