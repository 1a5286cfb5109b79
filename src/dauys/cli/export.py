"""dauys export: the registers of the home back as files."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
@click.argument("registers", nargs=-1, metavar="[REGISTER]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("registers"),
    show_default=True,
    help="A new folder for the files.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "xlsx"]),
    default="csv",
    show_default=True,
    help="One CSV file or one workbook for each register.",
)
@click.option("--private", is_flag=True, help="With the columns that are never published.")
@click.pass_obj
def command(home: Path, registers: tuple[str, ...], out: Path, kind: str, private: bool) -> None:
    """Writes each REGISTER (all that have rows, if none is named) to a file that `dauys load` takes again."""
    from dauys.workflows.export import export
    from dauys.workflows.home import open_home

    opened = open_home(home)
    counts = export(opened, registers, out, as_workbooks=kind == "xlsx", with_private=private)
    for name, count in counts.items():
        click.echo(f"{name}: {count} rows in {out / name}.{kind}")
