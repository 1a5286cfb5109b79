"""Shows on standard error how far a scan is: live on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from dauys.workflows.scan_progress import ScanProgress

QUIET_S = 10.0
"""Where nobody watches live, at most one line in so many seconds, and one when a stage is done."""


class ProgressLine:
    """Call it with the progress; leave the `with` block to take the live line away."""

    def __init__(self) -> None:
        self._stage = ""
        self._begun_s = self._said_s = 0.0
        self._live: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._live = _live_line()
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, progress: ScanProgress) -> None:
        now_s = time.monotonic()
        if progress.stage != self._stage:
            self._stage, self._begun_s, self._said_s = progress.stage, now_s, now_s
        text = describe(progress, now_s - self._begun_s)
        if self._live:
            self._show(self._live, progress, text)
        elif progress.done and (now_s - self._said_s >= QUIET_S or progress.done == progress.total):
            self._said_s = now_s
            click.echo(text, err=True)

    def _show(self, live: Progress, progress: ScanProgress, text: str) -> None:
        if self._task is None:
            self._task = live.add_task("")
        live.update(self._task, description=text, total=progress.size_total, completed=progress.size_done)


def describe(progress: ScanProgress, elapsed_s: float) -> str:
    """One line: what is done of what, how fast, and how long the rest will take."""
    parts = [f"{progress.stage}: {progress.done} of {progress.total} heard"]
    if progress.before:
        parts.append(f"{progress.before} heard before")
    if progress.heard_ms:
        parts.append(f"{progress.rate(elapsed_s):.0f} × real time")
    if progress.done < progress.total and (left_s := progress.left_s(elapsed_s)) is not None:
        parts.append(f"{clock(left_s)} left")
    return ", ".join(parts)


def clock(length_s: float) -> str:
    """Seconds as `h:mm:ss`."""
    whole = round(length_s)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _live_line() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=20), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
