"""dauys reconcile: orders, outlets' logs, what was heard and what was paid."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write every row there: reconciliation.csv and make-goods.csv.",
)
@click.pass_obj
def command(home: Path, out: Path | None) -> None:
    """Counts each outcome of order × log × sound × payment, and lists what would restore what was ordered."""
    from dauys.cli._progress import clock
    from dauys.workflows.home import open_home
    from dauys.workflows.reconcile import reconcile

    open_home(home)
    result = reconcile(out)
    for wrong in result.broken:
        click.echo(f"Warning: the tables do not add up: {wrong}", err=True)
    for outcome, count in result.outcomes.items():
        click.echo(f"{outcome.replace('_', ' ')}: {count}")
    for outlet, order, slots, missing_ms in result.owed:
        length = clock((missing_ms + 500) // 1000)
        click.echo(f"To make good: {slots} slot(s), {length} in all, by {outlet} for order {order}")
    if out:
        click.echo(f"Every row: {out / 'reconciliation.csv'}")
