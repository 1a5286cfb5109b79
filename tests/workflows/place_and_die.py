"""Puts a new report in the place of an old one and is killed before the step of the given number.

Arguments: the new folder, the place, `exchange` or `aside`, the number. Steps are the exchange, each rename
and each file that goes; a number that is never reached leaves the program to its end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dauys.workflows import report_place


class Fate:
    """Counts steps and kills the process before the one that was chosen."""

    def __init__(self, last: int) -> None:
        self.left = last

    def before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """The step, unless it is the one."""

        def dared(*arguments: Any, **options: Any) -> Any:
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1
            return step(*arguments, **options)

        return dared


def main(building: Path, target: Path, way: str, last: int) -> None:
    """One run, perhaps not to its end."""
    fate = Fate(last)
    os.rename = fate.before(os.rename)
    os.unlink = fate.before(os.unlink)
    os.rmdir = fate.before(os.rmdir)
    report_place.exchange = fate.before(report_place.exchange) if way == "exchange" else lambda *_: False
    report_place.put_back(target)
    report_place.take_place(building, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
