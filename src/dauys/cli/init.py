"""dauys init: makes a campaign home."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.option(
    "--database",
    default="sqlite",
    show_default=True,
    help="sqlite (a file in the home) or postgresql://user@host/name (an empty database).",
)
@click.pass_obj
def command(home: Path, database: str) -> None:
    """Makes the campaign home in an empty folder."""
    from dauys.workflows.init import init_home

    made = init_home(home, database)
    click.echo(f"Made the campaign home {made.folder}.")
    click.echo(f"Next: dauys --home {home} load FOLDER")
