"""dauys add-recordings: recordings into the home."""

from __future__ import annotations

from pathlib import Path

import click

from dauys.domain.errors import WrongUse

SOME_SET_ASIDE = 2


@click.command(name="add-recordings")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--manifest",
    metavar="CSV",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file with the columns outlet,channel,start,path, for files with other names.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], manifest: Path | None) -> None:
    """Takes recordings in: files, or folders with all that is in them.

    A file says where it belongs: OUTLET/2020-12-22T19-00-00+0600.m4a, or OUTLET/CHANNEL/… where the outlet
    has several channels. Adding again changes nothing. Exit status: 0 all taken in, 2 something was set
    aside and named, 1 wrong use.
    """
    from dauys.domain.acts import Act
    from dauys.workflows.add_recordings import add_recordings
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home, operator

    if not paths and not manifest:
        raise WrongUse("name recordings: dauys add-recordings FILES OR FOLDERS, or --manifest CSV")
    act = Act(operator(), now_ms(), "dauys add-recordings")
    summary = add_recordings(open_home(ctx.obj), paths, manifest, act)
    click.echo(f"{summary.added} added, {summary.known} known before, {len(summary.set_aside)} set aside")
    for aside in summary.set_aside:
        click.echo(f"Set aside: {aside}", err=True)
    ctx.exit(SOME_SET_ASIDE if summary.set_aside else 0)
