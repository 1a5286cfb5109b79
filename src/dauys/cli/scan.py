"""dauys scan: hear recordings for spots, in named folders or in the campaign home."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dauys.cli._progress import ProgressLine, clock
from dauys.domain.errors import WrongUse

if TYPE_CHECKING:
    from dauys.workflows.scan_files import ScanOutcome
    from dauys.workflows.scan_home import ScanSummary

SOME_SET_ASIDE = 2
"""Exit status where something could not be heard and the rest was."""


@click.command
@click.option(
    "--spots",
    multiple=True,
    metavar="SPOTS",
    type=click.Path(path_type=Path),
    help="A spot's sound file or a folder of them; may be given several times. "
    "A file's name without its ending is the spot's id; id__kk and id__ru are two versions of one spot.",
)
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the airing log there, as CSV."
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Recordings heard at a time; by default one per core.",
)
@click.argument("recordings", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def command(
    ctx: click.Context,
    spots: tuple[Path, ...],
    recordings: tuple[Path, ...],
    out: Path | None,
    jobs: int | None,
) -> None:
    """Finds every airing of every spot.

    With --spots and RECORDINGS (files or folders), works on them as they are: nothing to set up. Without
    both, hears all that the campaign home has not yet heard.

    Ctrl-C stops; the same command goes on where it was. Exit status: 0 all heard, 2 something was set aside
    and named, 1 wrong use.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    if not (spots or recordings or out):
        ctx.exit(_scan_home(ctx.obj, jobs))
    if not spots or not recordings:
        raise WrongUse("name both: dauys scan --spots SPOTS RECORDINGS… (or neither, in a campaign home)")
    ctx.exit(_scan_files(spots, recordings, out, jobs))


def _scan_files(spots: tuple[Path, ...], recordings: tuple[Path, ...], out: Path | None, jobs: int) -> int:
    from concurrent.futures import ThreadPoolExecutor

    from dauys.cli._airing_table import show_airings
    from dauys.workflows.scan_files import ScanRequest, scan_files

    with ProgressLine() as watch, ThreadPoolExecutor(jobs) as executor:
        outcome = scan_files(ScanRequest(spots, recordings, out), executor, watch)
    if out is None:
        show_airings(outcome.rows)
    _say(_closing_lines(outcome, out))
    return SOME_SET_ASIDE if outcome.set_aside else 0


def _scan_home(folder: Path, jobs: int) -> int:
    from dauys.workflows.home import open_home, operator
    from dauys.workflows.scan_home import scan_home

    home = open_home(folder)
    with ProgressLine() as watch:
        summary = scan_home(home, jobs, watch, by=operator())
    _say(_home_lines(summary))
    return SOME_SET_ASIDE if summary.set_aside else 0


def _home_lines(summary: ScanSummary) -> Iterable[str]:
    """What this scan of the home heard, found and could not hear."""
    from dauys.workflows.sound_files import printable

    for name, notes in summary.notes.items():
        yield from (f"Note: {printable(name)}: {printable(note)}" for note in notes)
    heard = f"{_count(summary.heard, 'recording')}, {clock(summary.heard_ms / 1000)} of sound"
    again = f" ({summary.searched_again} of them from their prints)" if summary.searched_again else ""
    yield f"Heard {heard}{again}: {_count(summary.airings, 'airing')}, {summary.doubtful} doubtful."
    if summary.set_aside:
        yield f"Set aside, not heard: {len(summary.set_aside)}"
        yield from (
            f"  {printable(name)}: {printable(str(cause))} ({cause.reason})"
            for name, cause in summary.set_aside
        )


def _closing_lines(outcome: ScanOutcome, out: Path | None) -> Iterable[str]:
    """What was heard, found and not heard, for standard error."""
    from dauys.workflows.airing_log import doubtful_path
    from dauys.workflows.sound_files import printable

    for path, notes in outcome.notes.items():
        yield from (f"Note: {printable(path)}: {printable(note)}" for note in notes)
    accepted = sum(row.accepted for row in outcome.rows)
    heard = f"{_count(outcome.recordings, 'recording')}, {clock(outcome.heard_ms / 1000)} of sound"
    yield f"Heard {heard}: {_count(accepted, 'airing')}, {len(outcome.rows) - accepted} doubtful."
    if out:
        yield f"Written: {printable(out)} and {printable(doubtful_path(out))}"
    if outcome.left_out:
        endings = sorted({path.suffix.lower() for path in outcome.left_out})
        files = _count(len(outcome.left_out), "file")
        yield f"Left out, not sound by name: {files} ({', '.join(endings)})."
    if outcome.set_aside:
        yield f"Set aside, not heard: {len(outcome.set_aside)}"
        yield from (f"  {aside}" for aside in outcome.set_aside)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
