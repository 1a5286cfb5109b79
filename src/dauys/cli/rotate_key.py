"""dauys rotate-key: a new signing key."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="rotate-key")
@click.pass_obj
def command(home: Path) -> None:
    """Makes a new signing key; the old one names it in the ledger, and signs nothing after that.

    The new key stands beside the old one, whose file must be kept: releases that it signed are checked
    against its public key. Give the new public key to everyone who checks or witnesses.
    """
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home
    from dauys.workflows.rotate_key import rotate_key

    renewed = rotate_key(open_home(home), now_ms())
    click.echo(f"The signing key is now {renewed.key}: keep a copy in a safe place.")
    click.echo(f"Its public key, to be published: {renewed.signing_key().public.text()}")
