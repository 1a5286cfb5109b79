"""dauys stamp: time stamps for the ledger's checkpoints."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.pass_context
def command(ctx: click.Context) -> None:
    """Has the authority named in dauys.toml stamp the ledger's checkpoint, and those that still wait.

    For an hourly timer. Where the authority cannot be reached, they wait for the next time and nothing else
    does. Exit status 1 where it gave a false answer.
    """
    from dauys.domain.zones import local, zone
    from dauys.workflows.home import open_home
    from dauys.workflows.stamps import stamp

    home: Path = ctx.obj
    done = stamp(open_home(home))
    for size, at_ms in done.times_ms.items():
        when = local(at_ms, zone("UTC")).isoformat(timespec="seconds")
        click.echo(f"The ledger's first {size} entries were there at {when}, says the authority.")
    if done.trouble:
        click.echo(f"{done.waiting} checkpoints wait: {done.trouble}", err=True)
    elif not done.times_ms:
        click.echo("Nothing waits to be stamped.")
    ctx.exit(1 if done.is_false else 0)
