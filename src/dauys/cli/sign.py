"""dauys sign: a part of the report under its signer's name."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.argument("part")
@click.option(
    "--role",
    required=True,
    type=click.Choice(["member", "ministry", "prosecutor", "chair"]),
    help="Whose part it is; must be what the register of parts says.",
)
@click.pass_obj
def command(home: Path, part: str, role: str) -> None:
    """Signs PART of the report as its words stand now.

    If its words, the signer's name or office change later, the signature no longer holds and the part is to
    be signed again. Every signature stays in the history.
    """
    from dauys.domain.acts import Act
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home, operator
    from dauys.workflows.sign import is_illustrative, sign

    opened = open_home(home)
    signature = sign(opened, part, role, Act(operator(), now_ms(), "dauys sign"))
    signer = f"{signature.signed['signer_en']}, {signature.signed['office_en']}"
    if is_illustrative():
        click.echo(f"Part {part} has a demonstration of a signature: the election is illustrative, and")
        click.echo(f"{signer}, has signed nothing. Every page that shows it says so.")
    else:
        click.echo(f"Part {part} is signed for {signer}.")
    click.echo(f"sha256 of what was signed: {signature.sha256}")
