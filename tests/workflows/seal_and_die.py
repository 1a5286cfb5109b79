"""Seals the home of the first argument and is killed where the second says: at a call of `MODULE:ATTRIBUTE`.

The third argument is `before` or `after` that call.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from dauys.workflows.home import open_home
from dauys.workflows.seal import Sealer


def dying(real: Callable[..., Any], when: str) -> Callable[..., Any]:
    """The function, with a kill −9 before or after its work."""

    def call(*arguments: Any, **named: Any) -> Any:
        if when == "after":
            real(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return call


if __name__ == "__main__":
    home = open_home(Path(sys.argv[1]))
    module, _, attribute = sys.argv[2].partition(":")
    owner: Any = import_module(module)
    *path, name = attribute.split(".")
    for each in path:
        owner = getattr(owner, each)
    setattr(owner, name, dying(getattr(owner, name), sys.argv[3]))
    Sealer(home).seal()
