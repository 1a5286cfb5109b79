"""What import-linter cannot see: clocks, files, environment and chance in the rooms that must be pure.

`breaches(source, room)` reads one module's source and names what it must not do. Only the syntax is read: a
determined author can hide a clock, an absent-minded one cannot.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

PURE = frozenset({"domain", "sound", "text", "image", "sightings", "review", "measures", "rules", "reports"})

PARTS = {
    "domain": frozenset[str](),
    "sound": frozenset({"numpy", "scipy", "numba"}),
    "sightings": frozenset({"numpy"}),
    "measures": frozenset({"polars"}),
    "rules": frozenset({"polars", "yaml"}),
    "reports": frozenset({"polars", "babel", "docx", "typst", "vl_convert", "xlsxwriter", "yaml"}),
}
"""What a pure room may import that is neither ours nor the standard library's (DESIGN: chosen parts)."""

_IMPURE = """
ctypes fcntl glob http io logging multiprocessing os platform secrets shutil signal socket sqlite3 ssl
subprocess tempfile threading time urllib uuid
"""
IMPURE_MODULES = frozenset(_IMPURE.split())
"""Standard modules that reach a clock, a file, the network, another process or chance."""

MAY = {
    ("sound", "pathlib"): "an engine may map an array file whose path it is given",
    ("sound", "os"): "…and name that path",
    ("reports", "io"): "bytes are built in memory",
}
CLOCK_CALLS = frozenset({"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "localtime"})
ENGINE_PARTS = frozenset({"scipy", "numba"})
"""Libraries for the engines, and for the example that makes its own sound; numpy travels with the arrays."""


def breaches(source: str, room: str) -> list[str]:
    """Each breach as `line N: what`, in line order; an empty list where the module is in order."""
    tree = ast.parse(source)
    found = sorted(_imports(tree, room))
    if room in PURE:
        found = sorted([*found, *_calls(tree)])
    return [f"line {line}: {text}" for line, text in found]


def _imports(tree: ast.Module, room: str) -> Iterator[tuple[int, str]]:
    for line, module in imported(tree):
        top = module.split(".")[0]
        ours = top in sys.stdlib_module_names or top in {"dauys", "__future__"}
        if top in ENGINE_PARTS and room not in {"sound", "image", "examples"}:
            yield line, f"{top} belongs to the engines"
        if room not in PURE or (room, top) in MAY:
            continue
        if top in IMPURE_MODULES or (top == "pathlib" and room != "sound"):
            yield line, f"a pure room may not import {top}"
        if not ours and top not in PARTS.get(room, frozenset()):
            yield line, f"{room} may not import {top}"


def _calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            full = ast.unparse(node.func)
            if full == "open":
                yield node.lineno, "a pure room may not open a file"
            if name in CLOCK_CALLS:
                yield node.lineno, f"{full}() reads a clock; take the moment as an argument"
            if _is_chance(full, node):
                yield node.lineno, f"{full}() is chance without a seed; take the seed as an argument"


def _is_chance(full: str, call: ast.Call) -> bool:
    """A draw from hidden state, or a generator made without a seed."""
    if full.endswith((".default_rng", "random.Random")) or full in {"default_rng", "Random"}:
        return not (call.args or call.keywords)
    return full.startswith(("random.", "np.random.", "numpy.random.")) and not full.endswith(
        ("Generator", "SeedSequence", "PCG64")
    )


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of every module imported anywhere in the source, types included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
