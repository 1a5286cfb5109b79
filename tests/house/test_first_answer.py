"""`dauys --help` answers at once because it imports nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "scipy", "numba", "django", "polars", "av", "rich", "vl_convert"}
PROBE = """
import sys
from dauys.cli import main
sys.argv = ["dauys", *{arguments!r}]
try:
    main()
except SystemExit as leave:
    assert not leave.code, leave.code
print(" ".join(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["scan", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Neither the list of verbs nor a verb's help loads an engine, a database or a display."""
    command = [sys.executable, "-c", PROBE.format(arguments=arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())
