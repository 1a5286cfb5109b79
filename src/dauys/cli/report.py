"""dauys report: a draft of the report, in a folder that can be opened and carried anywhere."""

from __future__ import annotations

from pathlib import Path

import click

from dauys.cli._report_options import languages_named, say_what_was_written, stage_bars


@click.command
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write it there; by default reports/draft of the campaign home.",
)
@click.option(
    "--lang", default="kk,ru,en", show_default=True, help="Languages, separated by commas, in this order."
)
@click.option("--no-clips", is_flag=True, help="Cut no sound: rows then have no player.")
@click.pass_obj
def command(home: Path, out: Path | None, lang: str, no_clips: bool) -> None:
    """Writes the draft report: DIR/kk/index.html, DIR/ru/…, DIR/en/…, and the clips they share.

    An earlier report in DIR is replaced as a whole; its clips are used again.
    """
    languages = languages_named(lang)
    from dauys.workflows.home import open_home
    from dauys.workflows.report import report

    opened = open_home(home)
    with stage_bars() as watch:
        summary = report(opened, out, languages, with_clips=not no_clips, watch=watch)
    say_what_was_written(summary, languages)
