"""Typed cells: a value with the kind that says how a spreadsheet keeps and shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from xml.sax.saxutils import escape

_MS_PER_DAY = 86_400_000
TEXT_MAX = 32_767
"""Code units of UTF-16 that a cell of a workbook can hold."""
_CUT = " […]"
_NOT_XML = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[0-9A-Za-z:.+-]+")
"""What most texts of a table are: ids and moments, in which nothing is to be minded."""
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A spreadsheet reads _x0041_ as a letter by its code, unless its first mark is written as a code itself."""


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


WORDED = frozenset({Kind.TEXT, Kind.NOTICE, Kind.HEAD})
"""Kinds of text; a text in a column of another kind is TEXT."""
SHOWN: dict[Kind, Callable[[float], float]] = {
    Kind.NUMBER: lambda number: number,
    Kind.COUNT: lambda count: count,
    Kind.MS: lambda ms: ms / _MS_PER_DAY,
    Kind.MM2: lambda mm2: mm2 / 100,
    Kind.TIYN: lambda tiyn: tiyn / 100,
    Kind.PERMILLE: lambda permille: permille / 1000,
}
"""Numbers in the units that are shown: a spreadsheet's unit of time is the day."""


def text_xml(text: str) -> str:
    """The text as an item of the workbook's shared texts, read by a spreadsheet as it is here."""
    if len(text) <= TEXT_MAX and _PLAIN.fullmatch(text):
        return f"<si><t>{text}</t></si>"
    held = legible(text)
    escaped = escape(_CODE.sub("_x005F_", held))
    space = ' xml:space="preserve"' if held != held.strip() else ""
    return f"<si><t{space}>{escaped}</t></si>"


def legible(text: str) -> str:
    """The text as a cell can hold it: letters that XML knows, and not too many of them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    known = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", lines)
    return _cut(known) if len(known) > TEXT_MAX // 2 else known


def _cut(text: str) -> str:
    """Letters beyond the first plane are two code units each."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * TEXT_MAX:
        return text
    return units[: 2 * (TEXT_MAX - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
