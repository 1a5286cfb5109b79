"""dauys report: a draft of the report, in a folder that can be opened and carried anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dauys.domain.errors import WrongUse

if TYPE_CHECKING:
    from dauys.workflows.report import ReportSummary, Watch


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
    languages = _languages(lang)
    from dauys.workflows.home import open_home
    from dauys.workflows.report import report

    opened = open_home(home)
    with _progress() as watch:
        summary = report(opened, out, languages, with_clips=not no_clips, watch=watch)
    _say(summary, languages)


def _languages(text: str) -> list[str]:
    named = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in named if name not in ("kk", "ru", "en")]
    if unknown or not named:
        raise WrongUse(f"--lang {text!r}: write one or more of kk, ru, en, separated by commas")
    return named


@contextmanager
def _progress() -> Iterator[Watch]:
    """A bar per stage on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield watch


def _say(summary: ReportSummary, languages: list[str]) -> None:
    from dauys.workflows.sound_files import printable

    for failure in summary.not_cut:
        recording = f"{failure.source_sha256[:16]}…"
        text = printable(failure.text)
        click.echo(f"No clip for {failure.count} airing(s) of recording {recording}: {text}", err=True)
    click.echo(
        f"{summary.n_figures} figures, {summary.n_pages} pages, {summary.n_clips} clips. "
        f"Open {summary.folder / languages[0] / 'index.html'}"
    )
