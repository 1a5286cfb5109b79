"""The source tree as the house's tests read it."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "dauys"


def rooms() -> dict[str, Path]:
    """Every room that is a package: name → folder."""
    return {folder.name: folder for folder in sorted(PACKAGE.iterdir()) if (folder / "__init__.py").is_file()}


def modules(room: Path) -> list[Path]:
    """Every module of a room, migrations excepted: Django writes those."""
    return sorted(path for path in room.rglob("*.py") if "migrations" not in path.parts)


def docstring(path: Path) -> str:
    """The docstring of a module, or nothing."""
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def documents() -> list[Path]:
    """Every page that a person reads: Markdown at the root and below docs/."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
