"""What pure rooms say: a message id with its values, put into words only where it is shown.

The message id is the English sentence. Values stand in it as `{name}`; they may be figures, names or
times, which keep their meaning until a language is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence or phrase of the catalogue; `count` chooses between `text` and `plural` if there is one."""

    text: str
    values: tuple[tuple[str, Any], ...] = ()
    plural: str = ""
    count: int = 0


def say(text: str, /, **values: Any) -> Message:  # noqa: ANN401 - any inline of document.py
    """The message with that id. The catalogue test reads these calls, so `text` is always a literal."""
    return Message(text, tuple(values.items()))


def say_many(one: str, many: str, count: int, /, **values: Any) -> Message:  # noqa: ANN401 - as above
    """The message in the number that `count` asks for; `{count}` in it shows the number."""
    return Message(one, (("count", Count(count)), *values.items()), many, count)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number that is not a figure: a row's number, a page's number."""

    value: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, ISO form."""

    iso: str


@dataclass(frozen=True, slots=True)
class Moment:
    """UTC milliseconds on the wall clock of `zone`, to the hundredth of a second, else to the minute."""

    at_ms: int
    zone: str
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Length:
    """Milliseconds, shown in seconds to the hundredth."""

    ms: int


@dataclass(frozen=True, slots=True)
class Span:
    """Milliseconds, shown as h:mm:ss."""

    ms: int


@dataclass(frozen=True, slots=True)
class Position:
    """Milliseconds into a recording, shown as h:mm:ss and hundredths."""

    ms: int


@dataclass(frozen=True, slots=True)
class Thousandths:
    """A ratio in thousandths: shown as per cent with one decimal, or as a decimal fraction."""

    value: int
    is_percent: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """Square millimetres, shown in square centimetres with one decimal."""

    mm2: int


@dataclass(frozen=True, slots=True)
class Money:
    """Tiyn, shown in tenge; the decimals are left out where there are none."""

    tiyn: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A number measured in the laboratory (`laboratory.py`); no row of the campaign stands behind it.

    unit: `count`, `permille`, `ms` as hours and minutes, `short_ms` as milliseconds, `tenth` of one.
    """

    id: str
    value: int
    unit: str


UNDETERMINED = "und"
"""The mark of a text whose language nobody knows (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text that stays in its own language, marked as such (`lang`), or in none (names of files).

    Of what somebody wrote and nobody said in which language, that is `UNDETERMINED`.
    """

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Several inlines with a separator between them."""

    parts: tuple[Any, ...]
    separator: str = "; "
