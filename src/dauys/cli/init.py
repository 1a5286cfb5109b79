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
@click.option(
    "--keys",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Put the private signing key there; by default outside the home, below the user's own data.",
)
@click.pass_obj
def command(home: Path, database: str, keys: Path | None) -> None:
    """Makes the campaign home in an empty folder, and the key that signs its reports.

    A home that was made before homes had a key is given one.
    """
    from dauys.workflows.init import init_home

    made = init_home(home, database, keys)
    click.echo(f"Made the campaign home {made.folder}.")
    click.echo(f"Its signing key is {made.key}: keep a copy in a safe place, and nobody else's hands on it.")
    click.echo(f"Its public key, to be published: {made.signing_key().public.text()}")
    click.echo(f"Next: dauys --home {home} load FOLDER")
