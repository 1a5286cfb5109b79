"""dauys erase: personal data out of a register and its history."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.argument("register")
@click.argument("row")
@click.argument("fields", nargs=-1, metavar="[FIELD]…")
@click.option("--why", required=True, help="The reason; it stays in the history: name nobody in it.")
@click.pass_obj
def command(home: Path, register: str, row: str, fields: tuple[str, ...], why: str) -> None:
    """Erases personal data of one ROW of a REGISTER for good: by default all that is never published.

    It goes out of the row, out of every change that held it and out of the database's files. The ledger's
    commitments stay, and say that something was erased, never whose. Copies of the database that were made
    before still hold it.
    """
    from dauys.domain.acts import Act
    from dauys.workflows.clock import now_ms
    from dauys.workflows.erase import erase
    from dauys.workflows.home import open_home, operator

    done = erase(open_home(home), register, row, fields, Act(operator(), now_ms(), why))
    click.echo(f"{done.cells} cells erased, and {done.changes} changes of the history that held them.")
    for path in done.still_in:
        click.echo(f"Still in {path}: write a draft anew with `dauys report`; see to other files yourself.")
    click.echo("Backups of the database from before still hold it: delete them when their day comes.")
