"""dauys watch: takes in what a logger drops."""

from __future__ import annotations

import os
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dauys.domain.errors import WrongUse

if TYPE_CHECKING:
    from dauys.workflows.add_recordings import AddSummary
    from dauys.workflows.home import CampaignHome

TWO_LOOKS = 2


@click.command
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--every",
    "every_s",
    metavar="SECONDS",
    type=click.FloatRange(min=0.05),
    default=5.0,
    show_default=True,
    help="How often to look.",
)
@click.option("--once", is_flag=True, help="Look twice, take in what is complete, and end.")
@click.option("--scan", "is_scanned", is_flag=True, help="Scan after each arrival.")
@click.pass_obj
def command(home: Path, folder: Path, every_s: float, once: bool, is_scanned: bool) -> None:
    """Watches FOLDER and takes recordings in as they are completed; Ctrl-C stops.

    Files are named as for add-recordings. A file is complete when its length and time stood still between
    two looks, or when it was renamed into place.
    """
    from dauys.workflows.home import open_home, operator
    from dauys.workflows.watch import watch_folder

    opened = open_home(home)

    def added(summary: AddSummary) -> None:
        _say(summary)
        if is_scanned and summary.added:
            _scan(opened)

    try:
        watch_folder(
            opened,
            folder,
            by=operator(),
            rounds=range(TWO_LOOKS) if once else count(),
            rest=lambda: time.sleep(every_s),
            added=added,
            refused=lambda refusal: click.echo(f"Not sealed: {refusal}", err=True),
        )
    except KeyboardInterrupt:
        click.echo("Stopped; nothing is lost.")


def _scan(home: CampaignHome) -> None:
    """Scans what is new; where another scan runs, that one or the next takes it."""
    from dauys.cli._progress import ProgressLine
    from dauys.domain.errors import CampaignHomeError
    from dauys.workflows.home import operator
    from dauys.workflows.scan_home import scan_home

    try:
        with ProgressLine() as progress:
            summary = scan_home(home, len(os.sched_getaffinity(0)), progress, by=operator())
    except (WrongUse, CampaignHomeError) as cause:
        click.echo(f"Not scanned: {cause}", err=True)
        return
    click.echo(f"{summary.heard} heard: {summary.airings} airings, {summary.doubtful} doubtful")
    for name, aside in summary.set_aside:
        click.echo(f"Set aside: {name}: {aside} ({aside.reason})", err=True)


def _say(summary: AddSummary) -> None:
    click.echo(f"{summary.added} added, {summary.known} known before, {len(summary.set_aside)} set aside")
    for aside in summary.set_aside:
        click.echo(f"Set aside: {aside}", err=True)
