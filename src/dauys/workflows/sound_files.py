"""Finds the sound files that a person named, and names them back: recordings and spots."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dauys.domain.errors import WrongUse

_NOT_SOUND = """
.7z .bak .bmp .css .csv .cue .doc .docx .gif .gz .htm .html .ini .jpeg .jpg .json .jsonl .log .m3u .m3u8 .md
.md5 .nfo .ods .odt .partial .pdf .pls .png .py .rar .rtf .sfv .sha1 .sha256 .sha512 .srt .sub .svg .tar .tif
.tiff .toml .tsv .txt .vtt .webp .xls .xlsx .xml .xz .yaml .yml .zip
"""
NOT_SOUND = frozenset(_NOT_SOUND.split())
"""Endings left out when a folder is read. All other files are tried: an unknown ending may be a recording."""


@dataclass(frozen=True, slots=True)
class SoundFiles:
    """files: absolute, each once, in path order; left_out: what in the folders is not sound by its name."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]


def sound_files(paths: Sequence[Path], called: str) -> SoundFiles:
    """Every file named, and every file in every folder named, at any depth; hidden ones excepted.

    called: what the files are to the person, `spots` or `recordings`.
    Raises WrongUse for a path that does not exist, and where no file is left.
    """
    taken: set[Path] = set()
    left_out: set[Path] = set()
    for path in map(_absolute, paths):
        if path.is_dir():
            for file in _in_folder(path):
                (left_out if file.suffix.lower() in NOT_SOUND else taken).add(file)
        elif path.exists():
            taken.add(path)
        else:
            raise WrongUse(f"{printable(path)} does not exist; check the path of these {called}")
    if not taken:
        named = ", ".join(printable(path) for path in paths)
        raise WrongUse(f"no {called} found in {named}; name files, or folders that hold them")
    return SoundFiles(tuple(sorted(taken)), tuple(sorted(left_out - taken)))


def recording_names(files: Iterable[Path]) -> dict[Path, str]:
    """Each file's stem; where two agree, the shortest path that tells them apart, with `/`.

    `a/x.mp3` and `b/x.mp3` are `a/x` and `b/x`; `x.mp3` beside `x.wav` keep their endings.
    """
    names = {file: _candidates(file) for file in files}
    chosen = {file: next(candidates) for file, candidates in names.items()}
    while True:
        count = Counter(chosen.values())
        longer = {
            file: name for file in chosen if count[chosen[file]] > 1 and (name := next(names[file], None))
        }
        if not longer:
            return chosen
        chosen |= longer


def spot_keys(files: Iterable[Path]) -> dict[str, Path]:
    """`spot` or `spot__version` → file: a file's name without its ending is the spot's id.

    Raises WrongUse, all at once, for two files of one name and for names that could not be written back.
    """
    found: dict[str, Path] = {}
    wrong: list[str] = []
    for file in files:
        key = readable(file.stem)
        if key.startswith("__") or ";" in key:
            wrong.append(f"{printable(file)}: a spot's name neither starts with __ nor holds a semicolon")
        elif key in found:
            wrong.append(f"{printable(found[key])} and {printable(file)} are both called {printable(key)}")
        found.setdefault(key, file)
    if wrong:
        raise WrongUse("rename these spots, so that each has a name of its own:\n  " + "\n  ".join(wrong))
    return found


def readable(name: str) -> str:
    """The name as valid Unicode: bytes of a file name that are not UTF-8 become `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def printable(name: Path | str) -> str:
    """The name fit for a terminal: control characters are written out, so that no name steers the screen."""
    text = readable(str(name))
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _absolute(path: Path) -> Path:
    """Without `..` and without following links: a link's own name is the one that the person knows."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps `..`


def _in_folder(folder: Path) -> Iterator[Path]:
    """Regular files below the folder, links followed, each real folder entered once."""
    entered: set[tuple[int, int]] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        status = os.stat(here)  # noqa: PTH116 - here is a str from os.walk
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and (file := Path(here, name)).is_file():
                yield file


def _candidates(file: Path) -> Iterator[str]:
    """Names of the file, the shortest first: by stem with more and more folders, then with the ending."""
    folders = file.parts[1:-1]
    for last in (file.stem, file.name):
        for depth in range(len(folders) + 1):
            yield readable("/".join((*folders[len(folders) - depth :], last)))
