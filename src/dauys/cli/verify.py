"""dauys verify: checks a report and its bundle, as anybody can."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--key", default="", metavar="FILE|HEX", help="The public key; by default this home's own.")
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="root.txt of an older release: what it signed must be the beginning of this one.",
)
@click.pass_context
def command(ctx: click.Context, folder: Path | None, key: str, checkpoint: Path | None) -> None:
    """Checks the report in FOLDER (by default the home's draft) with the verifier of this program.

    Exit status 0 only where signature, files, rows, figures and pages all agree. The same program lies in
    every bundle as verify.py and needs nothing but Python.
    """
    from dauys.workflows.verify import own_key, verify

    home = ctx.obj
    ctx.exit(verify(folder or home / "reports" / "draft", key or own_key(home), checkpoint))
