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
@click.option(
    "--template",
    "language",
    type=click.Choice(["kk", "ru", "en"]),
    help="Empty files to fill in, headed and explained in this language; needs no campaign home.",
)
@click.option("--private", is_flag=True, help="With the columns that are never published.")
@click.pass_obj
def command(
    home: Path, registers: tuple[str, ...], out: Path, kind: str, language: str | None, private: bool
) -> None:
    """Writes each REGISTER (all that have rows, if none is named) to a file that `dauys load` takes again."""
    from dauys.workflows.export import export
    from dauys.workflows.home import open_home
    from dauys.workflows.register_templates import write_templates

    if language:
        names = write_templates(registers, out, language, as_workbooks=kind == "xlsx")
        click.echo(f"{len(names)} registers to fill in are in {out}; load them with: dauys load {out}")
        return
    opened = open_home(home)
    counts = export(opened, registers, out, as_workbooks=kind == "xlsx", with_private=private)
    for name, count in counts.items():
        click.echo(f"{name}: {count} rows in {out / name}.{kind}")
