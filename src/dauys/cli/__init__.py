"""ENTRY. The command line: one file per verb, each a thin call of a workflow."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click

from dauys import __version__
from dauys.domain.errors import DauysError


class Verbs(click.Group):
    """Every module of this package is a verb: `add_recordings.py` is `dauys add-recordings`.

    Modules whose name starts with `_` are what verbs show themselves with, not verbs.
    A verb's module is imported only when it is named or listed, and imports its workflow only when it
    runs, so that `dauys --help` answers at once.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        folder = str(Path(__file__).parent)
        names = (module.name for module in iter_modules([folder]))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{__name__}.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        command.name = cmd_name  # the file says it; usage lines repeat it
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="DAUYS_HOME",
    default=Path("campaign"),
    show_default=True,
    help="The campaign home: one folder that holds one commission's campaign.",
)
@click.version_option(__version__)
@click.pass_context
def dauys(ctx: click.Context, home: Path) -> None:
    """Finds every airing of every registered spot and reports it, each number open to its rows."""
    ctx.obj = home


def main() -> None:
    """Runs the command line; a refusal is one clear message on standard error and exit status 1."""
    try:
        status = dauys.main(standalone_mode=False)  # what a verb gave to ctx.exit(), else None
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(1)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except DauysError as refusal:
        click.echo(f"Error: {refusal}", err=True)
        sys.exit(1)
    sys.exit(status)
