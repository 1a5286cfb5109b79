"""dauys scrub: reads stored recordings again, a part of them each day."""

from __future__ import annotations

import time
from pathlib import Path

import click


@click.command
@click.option("--minutes", type=click.FloatRange(min=0), default=30.0, show_default=True, help="How long.")
@click.pass_context
def command(ctx: click.Context, minutes: float) -> None:
    """Reads objects of the vault again and compares them with their names, the longest unread first.

    For a daily timer: what was read when is remembered. Exit status 1 where one is damaged or missing;
    mend it with: dauys verify --repair COPY
    """
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home
    from dauys.workflows.scrub import scrub

    home: Path = ctx.obj
    begun = time.monotonic()
    done = scrub(open_home(home), minutes * 60, now_ms(), lambda: time.monotonic() - begun)
    for fault in done.faults:
        click.echo(str(fault))
    if not done.total:
        longest = "nothing is stored yet"
    elif done.oldest_ms is None:
        longest = "some were never read"
    else:
        longest = f"the longest unread was read {(now_ms() - done.oldest_ms) / 86_400_000:.1f} days ago"
    click.echo(f"{done.read} of {done.total} objects read, {len(done.faults)} damaged; {longest}.")
    ctx.exit(1 if done.faults else 0)
