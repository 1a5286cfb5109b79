"""What the verbs that write a report share: its languages, its progress, its closing words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dauys.domain.errors import WrongUse

if TYPE_CHECKING:
    from dauys.workflows.report import ReportSummary, Watch


def languages_named(text: str) -> list[str]:
    """The languages of `kk,ru,en`, in that order. WrongUse for another word, or none."""
    named = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in named if name not in ("kk", "ru", "en")]
    if unknown or not named:
        raise WrongUse(f"--lang {text!r}: write one or more of kk, ru, en, separated by commas")
    return named


@contextmanager
def stage_bars() -> Iterator[Watch]:
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


def say_what_was_written(summary: ReportSummary, languages: list[str]) -> None:
    """What does not add up, the clips that could not be made, and where to look."""
    from dauys.workflows.sound_files import printable

    for wrong in summary.broken:
        click.echo(f"Warning: the tables do not add up and cannot be released: {wrong}", err=True)
    for failure in summary.not_cut:
        recording = f"{failure.source_sha256[:16]}…"
        text = printable(failure.text)
        click.echo(f"No clip for {failure.count} airing(s) of recording {recording}: {text}", err=True)
    click.echo(
        f"{summary.n_figures} figures, {summary.n_pages} pages, {summary.n_clips} clips. "
        f"Open {summary.folder / languages[0] / 'index.html'}"
    )
