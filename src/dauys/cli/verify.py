"""dauys verify: checks a campaign home, or a report and its bundle."""

from __future__ import annotations

from pathlib import Path

import click

from dauys.domain.errors import WrongUse


@click.command
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--key", default="", metavar="FILE|HEX", help="A report's public key; else the home's own.")
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Kept from outside: a checkpoint of the ledger, or root.txt of an older release for a report.",
)
@click.option(
    "--repair",
    "copy",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="COPY",
    help="Mend vault and ledger of the home from this folder, which holds a copy of them; then check.",
)
@click.pass_context
def command(
    ctx: click.Context, folder: Path | None, key: str, checkpoint: Path | None, copy: Path | None
) -> None:
    """Checks the home: vault, ledger, outbox, database, prints, releases and key, against each other.

    With FOLDER, checks the report in it with the verifier of this program instead; the same lies in every
    bundle as verify.py and needs nothing but Python. Exit status 0 only where everything holds.
    """
    if folder is None:
        if key:
            raise WrongUse("--key belongs to a report: name its folder; a home is checked with its own keys")
        ctx.exit(_home(ctx.obj, checkpoint, copy))
    if copy:
        raise WrongUse("--repair mends a home: leave the folder of the report out")
    from dauys.workflows.verify import own_key, verify

    ctx.exit(verify(folder, key or own_key(ctx.obj), checkpoint))


def _home(folder: Path, checkpoint: Path | None, copy: Path | None) -> int:
    from dauys.cli._report_options import stage_bars
    from dauys.workflows.home import open_home
    from dauys.workflows.verify_home import damage, verify_home

    home = open_home(folder)
    if copy:
        _repair(folder, copy)
    with stage_bars() as watch:
        found = verify_home(home, checkpoint, watch)
    for fault in found:
        click.echo(f"{'Notice' if fault.is_notice else 'Fault'}: {fault}")
    count = len(damage(found))
    click.echo(f"{count} faults, {len(found) - count} notices." if found else "Everything holds.")
    if checkpoint is None:
        click.echo("Without --checkpoint, a home that was rewritten and signed anew as a whole looks right.")
    return 1 if count else 0


def _repair(folder: Path, copy: Path) -> None:
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home
    from dauys.workflows.repair import repair

    done = repair(open_home(folder), copy, str(now_ms()))
    for name in done.mended:
        click.echo(f"Mended: {name}")
    for fault in done.left:
        click.echo(f"Not mended: {fault}")
