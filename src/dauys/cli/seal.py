"""dauys seal: what waits in the outbox into the ledger."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.pass_obj
def command(home: Path) -> None:
    """Seals into the ledger what was stored since the last checkpoint, and signs a new one.

    Other commands seal what they stored when they end; this one is for what they could not, and for a
    schedule. Where nothing waits, nothing is signed.
    """
    from dauys.workflows.home import open_home
    from dauys.workflows.seal import Sealer

    opened = open_home(home)
    sealer = Sealer(opened)
    summary = sealer.seal()
    sealer.asking.finish()
    click.echo(f"{summary.sealed} entries sealed; {summary.origin} has {summary.size}.")
    key = opened.signing_key().public.under(summary.origin)
    click.echo(f"Its key, for those who check or witness it: {key.text()}")
