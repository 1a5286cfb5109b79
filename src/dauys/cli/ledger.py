"""dauys ledger: the state of the ledger, and those who witness it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dauys.cli._moment import moment

if TYPE_CHECKING:
    from dauys.workflows.witnessing import Told


@click.group
def command() -> None:
    """Shows how far the ledger is and who has witnessed it; asks witnesses for their signatures."""


@command.command
@click.pass_context
def show(ctx: click.Context) -> None:
    """Shows the checkpoint that stands, what waits, and what each witness answered last.

    Exit status 1 where a witness says that it has seen another ledger; 2 where fewer have signed the newest
    checkpoint than dauys.toml asks for.
    """
    from dauys.workflows.home import open_home
    from dauys.workflows.ledger_state import ledger_state

    state = ledger_state(open_home(ctx.obj))
    if state.signed is None:
        click.echo(f"Nothing is sealed yet; {state.waiting} entries wait. Run: dauys seal")
        return
    made = state.signed.checkpoint
    click.echo(f"{made.origin}: {made.size} entries, {state.waiting} more wait to be sealed.")
    click.echo(f"The largest that a witness has signed: {state.witnessed} entries.")
    _tell({name: told for name, told in state.told.items() if told})
    for name in (name for name, told in state.told.items() if told is None):
        click.echo(f"{name}: not asked yet")
    met = len(state.cosigned) >= state.needed
    click.echo(f"Signed by {len(state.cosigned)} of {len(state.told)} witnesses; {state.needed} needed.")
    ctx.exit(1 if state.has_conflict else 0 if met else 2)


@command.command
@click.pass_context
def ask(ctx: click.Context) -> None:
    """Asks each witness that has an address and has not yet signed the newest checkpoint.

    Sealing asks by itself; this is for a schedule, and for whom it did not reach. Exit status 1 where a
    witness says that it has seen another ledger, 2 where one did not sign.
    """
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home
    from dauys.workflows.witnessing import ask_witnesses

    told = ask_witnesses(open_home(ctx.obj), now_ms())
    _tell(told)
    if not told:
        click.echo("Nobody is to be asked: dauys.toml names no witness with an address that has not signed.")
    outcomes = {each.outcome for each in told.values()}
    ctx.exit(1 if "conflict" in outcomes else 2 if outcomes - {"cosigned"} else 0)


@command.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def accept(home: Path, file: Path) -> None:
    """Takes in FILE, a checkpoint that a witness has signed by hand (dauys witness see)."""
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home
    from dauys.workflows.witnessing import accept as take_in

    _tell(take_in(open_home(home), file.read_bytes(), now_ms()))


def _tell(told: Mapping[str, Told]) -> None:
    for name, each in told.items():
        last = f"; signed {each.size} entries at {moment(each.signed_s)}" if each.signed_s else ""
        click.echo(f"{name}: {each.text} ({moment(each.asked_ms // 1000)}){last}")
        if each.outcome == "conflict":
            click.echo(
                "  Ask it for what it has seen (dauys witness show); take that in with: dauys ledger accept. "
                "If our key signed it, this home was put back from an older copy, or somebody has the key."
            )
