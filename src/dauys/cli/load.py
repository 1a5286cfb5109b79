"""dauys load: registers into the home."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command
@click.argument("source")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Sounds heard at a time; one per core.")
@click.option(
    "--reading",
    type=click.Choice(["total", "each"]),
    help="Of an example whose totals leave it open: of all parties together, or of each.",
)
@click.pass_obj
def command(home: Path, source: str, jobs: int | None, reading: str | None) -> None:
    """Loads SOURCE: a folder of register files (CSV or XLSX), or a shipped example by name.

    Nothing is loaded unless every file is right; every problem is named with file, line and field. Loading
    again updates what changed and deletes nothing.
    """
    from dauys.domain.acts import Act
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home, operator
    from dauys.workflows.load import load

    given = f" --reading {reading}" if reading else ""
    act = Act(operator(), now_ms(), f"dauys load {source}{given}")
    n_jobs = jobs or len(os.sched_getaffinity(0))
    tallies = load(open_home(home), source, n_jobs, act, reading=reading)
    for name, tally in tallies.items():
        click.echo(f"{name}: {tally.added} added, {tally.updated} updated, {tally.unchanged} as they were")
