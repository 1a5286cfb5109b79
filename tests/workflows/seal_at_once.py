"""Stores and seals in turn: HOME, how often, how many entries each time."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.workflows.ledgers import post

from dauys.workflows.home import open_home
from dauys.workflows.seal import Sealer

if __name__ == "__main__":
    home = open_home(Path(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        post(home, int(sys.argv[3]))
        Sealer(home).seal()
