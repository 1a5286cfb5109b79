"""The forms of cells: ids, texts, days, moments, numbers, money, words. Each refusal says what is wanted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import PurePosixPath

from dauys.db.registers.form import Form, form
from dauys.domain import zones
from dauys.domain.names import LANGUAGES, is_id
from dauys.domain.zones import Daypart

TEXT_LENGTH = 500
LONG_TEXT_LENGTH = 5000
NUMBER_MAX = 10**15
_YEARS = range(1990, 2101)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)")
# A spreadsheet would run such a cell; full-width forms are folded to these by some of them.
FORMULA = "=+-@＝＋－＠"
_MONEY = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_WORD = re.compile(r"(?=.{1,63}$)[^\W_]+(?:-[^\W_]+)*")
_HIDDEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _words(values: Iterable[object]) -> str:
    """Several values in one cell."""
    return " ".join(map(str, values))


def _moment_text(at_ms: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
    return moment.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds").replace("+00:00", "Z")


def _money_text(tiyn: int) -> str:
    return f"{tiyn // 100}.{tiyn % 100:02d}"


def _yes_no_text(is_so: bool) -> str:
    return "yes" if is_so else "no"


@form(example="north-2")
def an_id(cell: str) -> str:
    """A public id. `total` is none: the ids of figures say it where others say whose number it is."""
    if cell == "total":
        raise ValueError("'total' is what figures of all contestants are called; write another id")
    return _id(cell)


def _id(cell: str) -> str:
    if not is_id(cell):
        raise ValueError(
            f"{_shown(cell)} is not an id; write lower-case Latin letters, digits and hyphens, 63 at most"
        )
    return cell


@form()
def a_text(cell: str) -> str:
    """A text fit for a letter: one line, no formula, no invisible signs; in Unicode's composed form."""
    return _text(cell, TEXT_LENGTH)


@form(example="interview")
def a_word(cell: str) -> str:
    """A word that ids of figures and addresses of pages are made of, in any script."""
    word = _text(cell, TEXT_LENGTH)
    if not _WORD.fullmatch(word):
        raise ValueError(
            f"{_shown(word)} is no word; write letters and digits, with hyphens between, 63 at most"
        )
    return word


@form()
def a_long_text(cell: str) -> str:
    """A text of several sentences, on one line."""
    return _text(cell, LONG_TEXT_LENGTH)


@form(example="https://example.org/page")
def an_address(cell: str) -> str:
    """A page's address."""
    if not cell.startswith(("https://", "http://")):
        raise ValueError(f"{_shown(cell)} is not an address; write one like https://example.org/page")
    return _text(cell, TEXT_LENGTH)


def _text(cell: str, length: int) -> str:
    _refuse_formula(cell)
    text = unicodedata.normalize("NFC", _visible(cell))
    if len(text) > length:
        raise ValueError(f"{_shown(text)} has {len(text)} characters; {length} is the most")
    return text


def _refuse_formula(cell: str) -> None:
    if cell.startswith(tuple(FORMULA)):
        raise ValueError(f"{_shown(cell)} begins like a formula; a text must not begin with = + - or @")


@form(empty=None, example="2021-01-31")
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


@form(write=_moment_text, kind="int", unit="_ms", empty=None, example="2020-12-10T18:00+06:00")
def a_moment(cell: str) -> int:
    """A moment with its offset as 2020-12-10T00:00+06:00, in UTC milliseconds."""
    return zones.to_ms(_moment(cell))


@form(write=_moment_text, kind="int", unit="_ms", empty=None, example="2020-12-10T18:00+06:00")
def a_clock_time(cell: str) -> int | datetime:
    """A moment with its offset, in UTC milliseconds; without one, what a clock shows, whose the row says."""
    moment = _moment(cell)
    return moment if moment.tzinfo is None else zones.to_ms(moment)


def _moment(cell: str) -> datetime:
    try:
        if not _MOMENT.fullmatch(cell):
            raise ValueError
        moment = datetime.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{_shown(cell)} is not a moment; write one like 2020-12-10T00:00+06:00") from None
    if moment.year not in _YEARS:
        raise ValueError(f"{cell} is not between the years {_YEARS[0]} and {_YEARS[-1]}")
    return moment


@form(kind="int", empty=None, example="1")
def an_order(cell: str) -> int:
    """A place on the ballot paper."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise ValueError(f"{_shown(cell)} is not a place on the ballot paper; write a number from 1 to 9999")
    return int(cell)


def a_number(low: int, high: int, unit: str = "", example: int = 2) -> Form:
    """A whole number from `low` to `high`; `unit` ends the name of its column in the database."""

    def parse(cell: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,16}", cell) or not low <= int(cell) <= high:
            raise ValueError(f"{_shown(cell)} is not a whole number from {low} to {high}")
        return int(cell)

    return Form(parse, kind="int", unit=unit, empty=None, example=str(example))


a_count = a_number(0, NUMBER_MAX)


@form(write=_money_text, kind="int", unit="_tiyn", empty=None, example="12500.50")
def money(cell: str) -> int:
    """Tenge with up to two decimals, as tiyn."""
    amount = _MONEY.fullmatch(cell)
    if not amount:
        raise ValueError(f"{_shown(cell)} is no amount of money; write tenge like 12500 or 12500.50")
    return int(amount[1]) * 100 + int((amount[2] or "0").ljust(2, "0"))


@form(write=_yes_no_text, kind="bool", empty=None, words=("yes", "no"))
def yes_no(cell: str) -> bool:
    """`yes` or `no`."""
    if cell not in ("yes", "no"):
        raise ValueError(f"{_shown(cell)} is neither yes nor no")
    return cell == "yes"


@form(example="Asia/Almaty")
def a_zone(cell: str) -> str:
    """The name of an IANA time zone."""
    zones.zone(cell)
    return cell


@form(words=LANGUAGES)
def a_language(cell: str) -> str:
    """One of the three languages."""
    if cell not in LANGUAGES:
        raise ValueError(f"{_shown(cell)} is not one of {', '.join(LANGUAGES)}")
    return cell


@form(store=_words, words=LANGUAGES, is_list=True)
def languages(cell: str) -> tuple[str, ...]:
    """Languages with spaces between them."""
    found = tuple(a_language(word) for word in cell.split())
    if len(set(found)) < len(found):
        raise ValueError(f"{_shown(cell)} names a language twice")
    return found


@form(store=_words, example="07:00-09:00 19:00-24:00")
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


@form(example="sound/spot-kk.m4a")
def a_path(cell: str) -> str:
    """A file's path below the register's own folder, with / between its parts."""
    _refuse_formula(cell)
    path = PurePosixPath(cell)
    if path.is_absolute() or ".." in path.parts or "\\" in cell or "\0" in cell:
        raise ValueError(f"{_shown(cell)} leaves the folder; write a path below it, with / and without ..")
    return _visible(cell)


@form(example="recordings/2020-12-22.ts")
def any_path(cell: str) -> str:
    """A file's path anywhere."""
    return _visible(cell)


@form(example="kk-30")
def a_version(cell: str) -> str:
    """A version's own name within its spot."""
    if "__" in cell:
        raise ValueError(f"{_shown(cell)} holds __, which stands between spot and version in file names")
    return _id(cell)


def one_of(kind: type[StrEnum]) -> Form:
    """One of an enum's words."""

    def parse(cell: str) -> StrEnum:
        try:
            return kind(cell)
        except ValueError:
            raise ValueError(f"{_shown(cell)} is not one of {', '.join(kind)}") from None

    return Form(parse, store=str, words=tuple(kind))


def _visible(cell: str) -> str:
    """The cell, if a person can see every sign of it."""
    for sign in cell:
        if sign in _TURNING or unicodedata.category(sign) in _HIDDEN:
            raise ValueError(f"the text holds the invisible sign U+{ord(sign):04X}; remove it")
    return cell


def _shown(cell: str) -> str:
    """The cell as a message can hold it."""
    return repr(cell if len(cell) <= 60 else cell[:57] + "…")
