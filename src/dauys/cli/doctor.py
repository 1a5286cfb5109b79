"""dauys doctor: what this machine offers, and what to do where it falls short."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="doctor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Tells what protects the listener on this machine, what is too old and what will run out.

    Exit status: 0, or 1 where recordings cannot be heard rightly.
    """
    from dauys.workflows.doctor import Grade, examine

    home: Path = ctx.obj
    faults = 0
    for seen in examine(home):
        click.echo(f"{seen.grade.value:8} {seen.text}")
        if seen.advice:
            click.echo(f"{'':8} → {seen.advice}")
        faults += seen.grade is Grade.FAULT
    ctx.exit(1 if faults else 0)
