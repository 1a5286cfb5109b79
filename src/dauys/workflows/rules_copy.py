"""rules copy: a shipped book into the home, to be changed there."""

from __future__ import annotations

from pathlib import Path

from dauys.domain.errors import WrongUse
from dauys.evidence.files import write_whole
from dauys.workflows.home import read_home
from dauys.workflows.rules_books import CASES, HOME, RULES, find_book, rules_folder

EDITABLE = 0o644
"""The owner changes a rule book's texts; what `write_whole` makes is read-only, as evidence has to be."""


def copy_book(name: str, home: Path) -> Path:
    """Writes the book and its cases below the home's `rulebooks/`; returns their folder.

    Nothing is overwritten: WrongUse where the home has that book. CampaignHomeError where there is no home.
    """
    read_home(home)
    files = find_book(name, home)
    folder = rules_folder(home) / files.id
    if files.origin == HOME or folder.exists():
        raise WrongUse(f"{folder} is there already; change it there, or take it away first")
    folder.mkdir(parents=True)
    for file_name, text in ((CASES, files.cases), (RULES, files.rules)):
        if text:
            write_whole(folder / file_name, text.encode())
            (folder / file_name).chmod(EDITABLE)
    return folder
