"""Cells of register files → values. Each function raises ValueError that says what is wanted instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import PurePosixPath

from dauys.domain import zones
from dauys.domain.names import LANGUAGES, is_id
from dauys.domain.zones import Daypart

TEXT_LENGTH = 500
_YEARS = range(1990, 2101)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)")
# A spreadsheet would run such a cell; full-width forms are folded to these by some of them.
_FORMULA = "=+-@＝＋－＠"
_HIDDEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def an_id(cell: str) -> str:
    """A public id."""
    if not is_id(cell):
        raise ValueError(
            f"{_shown(cell)} is not an id; write lower-case Latin letters, digits and hyphens, 63 at most"
        )
    return cell


def a_text(cell: str) -> str:
    """A text fit for a letter: one line, no formula, no invisible signs; in Unicode's composed form."""
    if cell.startswith(tuple(_FORMULA)):
        raise ValueError(f"{_shown(cell)} begins like a formula; a text must not begin with = + - or @")
    if len(cell) > TEXT_LENGTH:
        raise ValueError(f"{_shown(cell)} has {len(cell)} characters; {TEXT_LENGTH} is the most")
    return unicodedata.normalize("NFC", _visible(cell))


def a_day(cell: str) -> date:
    """A day as 2021-01-31."""
    try:
        if not _DAY.fullmatch(cell):
            raise ValueError
        day = date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{_shown(cell)} is not a day; write one like 2021-01-31") from None
    if day.year not in _YEARS:
        raise ValueError(f"{cell} is not between the years {_YEARS[0]} and {_YEARS[-1]}")
    return day


def a_moment(cell: str) -> int:
    """A moment with its offset as 2020-12-10T00:00+06:00, in UTC milliseconds."""
    try:
        if not _MOMENT.fullmatch(cell):
            raise ValueError
        moment = datetime.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{_shown(cell)} is not a moment; write one like 2020-12-10T00:00+06:00") from None
    if moment.year not in _YEARS:
        raise ValueError(f"{cell} is not between the years {_YEARS[0]} and {_YEARS[-1]}")
    return zones.to_ms(moment)


def an_order(cell: str) -> int:
    """A place on the ballot paper."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise ValueError(f"{_shown(cell)} is not a place on the ballot paper; write a number from 1 to 9999")
    return int(cell)


def a_zone(cell: str) -> str:
    """The name of an IANA time zone."""
    zones.zone(cell)
    return cell


def a_language(cell: str) -> str:
    """One of the three languages."""
    if cell not in LANGUAGES:
        raise ValueError(f"{_shown(cell)} is not one of {', '.join(LANGUAGES)}")
    return cell


def languages(cell: str) -> tuple[str, ...]:
    """Languages with spaces between them."""
    found = tuple(a_language(word) for word in cell.split())
    if len(set(found)) < len(found):
        raise ValueError(f"{_shown(cell)} names a language twice")
    return found


def dayparts(cell: str) -> tuple[Daypart, ...]:
    """Hours of the day as `06:00-09:00 19:00-24:00`, in order and apart."""
    parts: list[Daypart] = []
    for word in cell.split():
        part = _daypart(word)
        if parts and (parts[-1].end is None or part.start < parts[-1].end):
            raise ValueError(f"{word} begins before the hours in front of it end; write them in order, apart")
        parts.append(part)
    return tuple(parts)


def _daypart(word: str) -> Daypart:
    if not _HOURS.fullmatch(word):
        raise ValueError(f"{_shown(word)} are not hours of a day; write them like 19:00-23:00 or 06:00-24:00")
    start_text, end_text = word.split("-")
    start, end = time.fromisoformat(start_text), None if end_text == "24:00" else time.fromisoformat(end_text)
    if end is not None and end <= start:
        raise ValueError(
            f"{word} ends before it begins; hours past midnight are two: 22:00-24:00 and 00:00-02:00"
        )
    return Daypart(start, end)


def a_path(cell: str) -> str:
    """A file's path below the register's own folder, with / between its parts."""
    path = PurePosixPath(cell)
    if path.is_absolute() or ".." in path.parts or "\\" in cell or "\0" in cell:
        raise ValueError(f"{_shown(cell)} leaves the folder; write a path below it, with / and without ..")
    return _visible(cell)


def any_path(cell: str) -> str:
    """A file's path anywhere."""
    return _visible(cell)


def a_version(cell: str) -> str:
    """A version's own name within its spot."""
    if "__" in cell:
        raise ValueError(f"{_shown(cell)} holds __, which stands between spot and version in file names")
    return an_id(cell)


def one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """One of an enum's words."""

    def parse(cell: str) -> StrEnum:
        try:
            return kind(cell)
        except ValueError:
            raise ValueError(f"{_shown(cell)} is not one of {', '.join(kind)}") from None

    return parse


def _visible(cell: str) -> str:
    """The cell, if a person can see every sign of it."""
    for sign in cell:
        if sign in _TURNING or unicodedata.category(sign) in _HIDDEN:
            raise ValueError(f"the text holds the invisible sign U+{ord(sign):04X}; remove it")
    return cell


def _shown(cell: str) -> str:
    """The cell as a message can hold it."""
    return repr(cell if len(cell) <= 60 else cell[:57] + "…")
