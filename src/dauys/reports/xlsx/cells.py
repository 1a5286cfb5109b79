"""Typed cells: a value with the kind that says how a spreadsheet keeps and shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

_MS_PER_DAY = 86_400_000
TEXT_MAX = 32_767
"""Code units of UTF-16 that a cell of a workbook can hold."""
_CUT = " […]"
_NOT_XML = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUN = "<r>"
"""XlsxWriter takes a text that begins and ends like this for markup of its own and writes it as it is."""
_CODES_IN_A_ROW = re.compile("_x[0-9A-Fa-f]{4}_(?=x[0-9A-Fa-f]{4}_)")
"""A spreadsheet reads _x0041_ as a letter by its code. XlsxWriter escapes that, but of two that share a `_`
only the first, and in a text of several pieces each of them twice."""
_IN_CODE = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Where a code falls apart into pieces that are none."""


class Kind(StrEnum):
    """What an integer of the tables counts; TEXT; a number as it is; or a notice or a head above the rows."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    MS = "ms"
    MM2 = "mm2"
    TIYN = "tiyn"
    PERMILLE = "permille"
    NOTICE = "notice"
    HEAD = "head"


SHOWN: dict[Kind, Callable[[float], float]] = {
    Kind.NUMBER: lambda number: number,
    Kind.COUNT: lambda count: count,
    Kind.MS: lambda ms: ms / _MS_PER_DAY,
    Kind.MM2: lambda mm2: mm2 / 100,
    Kind.TIYN: lambda tiyn: tiyn / 100,
    Kind.PERMILLE: lambda permille: permille / 1000,
}
"""Numbers in the units that are shown: a spreadsheet's unit of time is the day."""


def runs(text: str) -> Sequence[str]:
    """The text as a cell can hold it, in pieces of which XlsxWriter misreads none; mostly it is one.

    It has letters that XML knows, and not too many of them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    legible = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", lines)
    if len(legible) > TEXT_MAX // 2:
        legible = _cut(legible)
    if legible.startswith(_RUN):
        return [legible[0], *_IN_CODE.split(legible[1:])]
    return _IN_CODE.split(legible) if _CODES_IN_A_ROW.search(legible) else [legible]


def _cut(text: str) -> str:
    """Letters beyond the first plane are two code units each."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * TEXT_MAX:
        return text
    return units[: 2 * (TEXT_MAX - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
