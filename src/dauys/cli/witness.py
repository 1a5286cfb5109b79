"""dauys witness: keeps an eye on a ledger from outside. Needs no campaign home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dauys.cli._moment import moment

if TYPE_CHECKING:
    from dauys.evidence.cosignature import WitnessKey
    from dauys.evidence.witness_store import LedgerFolder

_FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.group
def command() -> None:
    """Watches a commission's ledger for a party, an observer or a newsroom.

    A witness remembers the newest state of the ledger that it has seen, signs it, and refuses any later one
    that does not begin with it.
    """


@command.command
@_FOLDER
@click.option("--name", default="", help="Whom it signs for, as example.org/witness; else a name of the key.")
def init(folder: Path, name: str) -> None:
    """Makes a witness with a key of its own in the new folder FOLDER."""
    from dauys.evidence.witness_store import make_witness

    made = make_witness(folder, name)
    click.echo(f"Made the witness {made.key.name} in {folder}.")
    click.echo(f"Its public key, for the commission and everyone else: {made.key.text()}")
    click.echo(f"Next: dauys witness add-log {folder} KEY, with the key that the commission has published")


@command.command("add-log")
@_FOLDER
@click.argument("key")
def add_log(folder: Path, key: str) -> None:
    """Makes a ledger known by the public KEY that its commission has published (NAME+ID+KEY).

    Take the key from a place that the commission cannot quietly change: a printed gazette, a notary, the
    minutes of a session. After an exchange of keys add the new one in the same way.
    """
    from dauys.evidence.keys import public_key
    from dauys.evidence.witness_store import WitnessFolder

    ledger = public_key(key)
    new = WitnessFolder(folder).add_ledger(ledger)
    state = "is now" if new else "was already"
    click.echo(f"{ledger.name} {state} known by the key {ledger.id.hex()}.")


@command.command
@_FOLDER
@click.option("--bind", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", default=8471, show_default=True, type=click.IntRange(0, 65535))
def serve(folder: Path, bind: str, port: int) -> None:
    """Answers the commission's program over HTTP until Ctrl-C: POST /add-checkpoint (C2SP tlog-witness).

    It speaks no TLS: towards the internet put a web server before it that does.
    """
    from dauys.evidence.witness_server import WitnessServer
    from dauys.evidence.witness_store import WitnessFolder
    from dauys.workflows.clock import now_ms

    def told(line: str) -> None:
        click.echo(f"{moment(now_ms() // 1000)} {line}", err=True)

    with WitnessServer(WitnessFolder(folder), (bind, port), now_ms, told) as server:
        host, taken = server.server_address[:2]
        click.echo(f"{server.witness.key.name} answers at http://{host!s}:{taken}", err=True)
        server.serve_forever()


@command.command
@_FOLDER
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Where the signed checkpoint goes."
)
def see(folder: Path, source: Path, out: Path | None) -> None:
    """Checks and signs, without any network, what lies in SOURCE.

    SOURCE: the folder of a published ledger, whose every entry is then hashed, or a file with one checkpoint.
    Give the file that is written back to the commission, and keep a copy.
    """
    from dauys.evidence.witness_store import WitnessFolder
    from dauys.workflows.clock import now_ms
    from dauys.workflows.witness import see as look

    sight = look(WitnessFolder(folder), source, out, now_ms())
    made = sight.checkpoint
    grown = f"it begins with the {sight.before} seen before" if sight.before else "the first time it is seen"
    click.echo(f"{made.origin}: {made.size} entries; {grown}.")
    if sight.rehashed:
        click.echo(f"All {sight.rehashed} entries hash to what the commission has signed.")
    click.echo(f"Signed; for the commission: {sight.out}")


@command.command
@_FOLDER
@click.pass_context
def show(ctx: click.Context, folder: Path) -> None:
    """Shows who this witness is and what it has seen. Exit status 1 where something did not fit."""
    from dauys.evidence.witness_store import WitnessFolder

    witness = WitnessFolder(folder)
    click.echo(witness.key.text())
    for ledger in witness.ledgers():
        _tell(ledger, witness.key)
    ctx.exit(1 if any(ledger.refused() for ledger in witness.ledgers()) else 0)


@command.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--ledger", required=True, metavar="KEY", help="The ledger's public key, from elsewhere.")
@click.option(
    "--witness", "witnesses", multiple=True, metavar="KEY", help="A witness's; as often as you like."
)
@click.option("--needed", default=1, show_default=True, help="How many of them must have signed.")
def check(file: Path, ledger: str, witnesses: tuple[str, ...], needed: int) -> None:
    """Checks that the ledger and enough witnesses have signed FILE: a checkpoint, or a .tlog-proof."""
    from dauys.workflows.witness import check_file

    signed, times = check_file(file, ledger, witnesses, needed)
    click.echo(f"{signed.origin}: {signed.size} entries, signed by the ledger.")
    for name, time_s in times.items():
        click.echo(f"Signed by {name} at {moment(time_s)}.")


def _tell(ledger: LedgerFolder, key: WitnessKey) -> None:
    """One ledger: its keys, the checkpoint seen, and what was refused."""
    seen = ledger.seen()
    click.echo(f"\n{ledger.origin}, known by {len(ledger.keys)} key{'s' if ledger.keys[1:] else ''}")
    if seen is None:
        click.echo("nothing seen yet")
        return
    click.echo(
        f"{seen.checkpoint.size} entries seen at {moment(key.signed_s(seen.note) or 0)}:\n\n{seen.note}"
    )
    for refused in ledger.refused():
        click.echo(f"Not shown to fit, though the ledger has signed it:\n\n{refused.note}")
