"""Where rule books stand: shipped with the program, in a home that overrides them, or in a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dauys.domain.errors import WrongUse
from dauys.domain.names import is_id

RULES, CASES = "rules.yaml", "cases.yaml"
SHIPPED, HOME, FILE = "shipped", "home", "file"


@dataclass(frozen=True, slots=True)
class BookFiles:
    """A rule book's texts. origin: `shipped`, `home` or `file`; place: its folder, as messages name it.

    sha256: of rules.yaml, byte for byte: says later which book judged. cases: "" where there are none.
    """

    id: str
    origin: str
    place: str
    rules: str
    cases: str
    sha256: str


def rules_folder(home: Path) -> Path:
    """Where a home keeps the books that override the shipped ones."""
    return home / "rulebooks"


def all_books(home: Path) -> list[BookFiles]:
    """Every book that a campaign in this home can choose, by id; the home's own before a shipped one."""
    ids = {entry.name for entry in (*_folders(files("dauys.rulebooks")), *_folders(rules_folder(home)))}
    return [find_book(book_id, home) for book_id in sorted(ids)]


def find_book(name: str, home: Path) -> BookFiles:
    """The book of that id, the home's own before the shipped one; or the book in that folder or file.

    WrongUse where there is none, with those there are; or where its texts cannot be read.
    """
    if is_id(name):
        for root, origin in ((rules_folder(home), HOME), (files("dauys.rulebooks"), SHIPPED)):
            folder = root / name
            if (folder / RULES).is_file():
                return _read(name, origin, folder)
    path = Path(name)
    folder = path.parent if path.is_file() else path
    if (folder / RULES).is_file():
        return _read(folder.absolute().name, FILE, folder)
    known = {entry.name for entry in (*_folders(files("dauys.rulebooks")), *_folders(rules_folder(home)))}
    raise WrongUse(
        f"{name} is neither a rule book (there are: {', '.join(sorted(known)) or 'none'}) "
        f"nor a folder with a {RULES}"
    )


def _folders(root: Traversable) -> list[Traversable]:
    if not root.is_dir():
        return []
    return [entry for entry in root.iterdir() if is_id(entry.name) and (entry / RULES).is_file()]


def _read(book_id: str, origin: str, folder: Traversable) -> BookFiles:
    place = str(folder) if origin != SHIPPED else f"{SHIPPED}/{book_id}"
    try:
        content = (folder / RULES).read_bytes()
        cases = (folder / CASES).read_text("utf-8") if (folder / CASES).is_file() else ""
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise WrongUse(f"{place} cannot be read: {cause}; rule books are UTF-8 text") from cause
    return BookFiles(book_id, origin, place, text, cases, hashlib.sha256(content).hexdigest())
