"""dauys demo: the main job from end to end, on a campaign made for the purpose."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dauys.workflows.demo import DemoOutcome
    from dauys.workflows.scan_progress import ScanProgress

SOMETHING_DIFFERS = 1
SEED = 2021


@click.command
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Make everything there; what an earlier demo made there is cleared first.",
)
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Files at a time; one per core.")
@click.pass_context
def command(ctx: click.Context, out: Path, jobs: int | None) -> None:
    """Shows the main job on the rehearsal campaign: invented parties, real sound, and the truth about it.

    Makes about four hours of television and radio with spots in them, finds every airing, writes the draft
    report, and says whether all agrees with what was made. Exit status: 0 if it does, 1 if anything differs.
    """
    from dauys.workflows.demo import demo

    outcome = demo(out, SEED, jobs or len(os.sched_getaffinity(0)), _Screen())
    _say(outcome)
    ctx.exit(0 if outcome.comparison.agrees else SOMETHING_DIFFERS)


class _Screen:
    """Says each step, and how far it is where somebody watches live."""

    def begins(self, title: str) -> None:
        click.echo(f"{title} …")

    def made(self, done_ms: int, all_ms: int) -> None:
        _live(f"  {done_ms * 100 // all_ms} % made")

    def heard(self, progress: ScanProgress) -> None:
        _live(f"  {progress.done} of {progress.total} recordings heard")

    def written(self, stage: str, done: int, total: int) -> None:
        _live(f"  {stage}: {done} of {total}")

    def ends(self, result: str, took_s: float) -> None:
        _live("")
        click.echo(f"  {result} ({took_s:.1f} s)")


def _live(text: str) -> None:
    """Shows the text in place of the last one, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _say(outcome: DemoOutcome) -> None:
    click.echo("\nWhat was found, held against what was made:")
    for sentence in outcome.comparison.sentences:
        click.echo(f"  {sentence}")
    if outcome.doubtful:
        click.echo(f"  {outcome.doubtful} doubtful sightings wait for a person; they count nowhere.")
    click.echo("\nWhere to look:")
    click.echo(f"  the report    {outcome.report / 'en' / 'index.html'} (also kk, ru)")
    click.echo(f"  the airings   dauys --home {outcome.home} airings")
    click.echo(f"  the material  {outcome.material} (recordings, spots, registers, truth.csv)")
