"""Releases the home of the first argument and is killed where it would call the function of the second."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from tests.reports.campaign import Changes, material

from dauys.domain.acts import Act
from dauys.workflows import release as workflow
from dauys.workflows.home import open_home

ACT = Act("person:test", 1_610_000_000_000, "a test")


def die(*arguments: object) -> None:
    """What a power cut is to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    home = open_home(Path(sys.argv[1]))
    whole = material(Changes(airings=6, has_clips=False))
    workflow.gather = lambda _home: whole  # type: ignore[assignment]
    workflow.parts = list  # type: ignore[assignment]
    setattr(workflow, sys.argv[2], die)
    workflow.release(
        replace(home, key=home.folder / "a.key"),
        ["en"],
        {},
        may_be_unsigned=True,
        with_clips=False,
        watch=lambda stage, done, total: None,
        act=ACT,
    )
