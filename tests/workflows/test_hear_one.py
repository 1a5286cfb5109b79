"""The child's side: what it can reach, and that nothing is left to be compiled in the sandbox."""

from __future__ import annotations

import subprocess
import sys

REACHES = """
import sys
import dauys.workflows.hear_one as hear_one
hear_one.warm_up()
foreign = {name.partition(".")[0] for name in sys.modules} & {"django", "polars", "click", "rich", "aiohttp"}
print(*sorted(foreign))
print(*sorted(name for name in sys.modules if name.startswith(("dauys.db", "dauys.evidence", "dauys.cli"))))
"""
COMPILED = """
import sys
import dauys.workflows.hear_one as hear_one
hear_one.warm_up()
from numba.core.dispatcher import Dispatcher
kernels = {
    key: value
    for name, module in sys.modules.items() if name.startswith("dauys.")
    for key, value in vars(module).items() if isinstance(value, Dispatcher)
}
assert len(kernels) > 5
inner = {name for kernel in kernels.values() for name in kernel.py_func.__code__.co_names}
print(*sorted(name for name, kernel in kernels.items() if not kernel.signatures and name not in inner))
"""


def run(program: str) -> list[str]:
    command = [sys.executable, "-I", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_child_reaches_neither_django_nor_a_database() -> None:
    """Of our rooms it imports only the engine, the decoder, the domain and the sandbox."""
    assert run(REACHES) == ["", ""]


def test_every_kernel_is_compiled_before_a_child_is_born() -> None:
    """A child can neither open a kept kernel nor make memory executable; inner ones come in outer ones."""
    assert run(COMPILED) == [""]
