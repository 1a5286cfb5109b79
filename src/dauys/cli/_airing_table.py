"""Shows an airing log as a table that a person reads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dauys.cli._progress import clock

if TYPE_CHECKING:
    from dauys.workflows.airing_log import LogRow

HEADINGS = ("recording", "from", "to", "spot", "version", "score", "integrity", "why")
WIDE = 200
"""Columns of text where the output is no terminal: names are not cut for a file or a pipe."""


def show_airings(rows: Sequence[LogRow]) -> None:
    """Prints the accepted rows, then the doubtful ones, each under its heading."""
    for title, accepted in (("Airings", True), ("Doubtful, for a person to settle", False)):
        if some := [row for row in rows if row.accepted is accepted]:
            _show(f"{title} ({len(some)})", some)
    if not rows:
        click.echo("No airing of these spots.")


def _show(title: str, rows: Sequence[LogRow]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*HEADINGS, title=title, title_justify="left")
    for row in rows:
        table.add_row(*map(Text, _cells(row)))
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _cells(row: LogRow) -> tuple[str, ...]:
    from dauys.workflows.sound_files import printable

    one = row.sighting
    cells = (
        row.recording,
        _moment(one.start_ms),
        _moment(one.end_ms),
        one.version.spot,
        one.version.version,
        f"{one.score_pm / 1000:.3f}",
        one.integrity_text,
        one.why,
    )
    return tuple(map(printable, cells))


def _moment(at_ms: int) -> str:
    return f"{clock(at_ms // 1000)}.{at_ms % 1000:03d}"
