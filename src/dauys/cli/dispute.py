"""dauys dispute: all that one airing rests on, in one file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.argument("airing")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The pack (ZIP).")
@click.pass_obj
def command(home: Path, airing: str, out: Path) -> None:
    """Packs the recording, clip, spot, alignment, decisions, register rows and proofs of one AIRING.

    AIRING is its id in the report and in the column `sighting` of `dauys airings`, or the beginning of it.
    Whoever gets the pack checks it offline with the program inside: python3 verify_pack.py PACK
    """
    from dauys.workflows.dispute import dispute
    from dauys.workflows.home import open_home

    pack = dispute(open_home(home), airing, out)
    click.echo(f"{out}: airing {pack.airing}, {pack.n_files} files, {pack.n_entries} entries with proofs.")
    if pack.no_clip:
        click.echo(f"No clip could be cut ({pack.no_clip}); the whole recording is in the pack.", err=True)
