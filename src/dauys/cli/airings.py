"""dauys airings: the airings that stand."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.option("--format", "log_format", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write it there."
)
@click.pass_obj
def command(home: Path, log_format: str, out: Path | None) -> None:
    """Lists every airing that stands, in the outlets' own time."""
    from dauys.workflows.airings import airing_log
    from dauys.workflows.home import open_home

    open_home(home)
    text = airing_log(log_format)
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(out, text)


def _write(out: Path, text: str) -> None:
    from dauys.domain.errors import WrongUse

    try:
        out.write_text(text, "utf-8")
    except OSError as cause:
        raise WrongUse(f"{out} cannot be written: {cause.strerror}") from cause
