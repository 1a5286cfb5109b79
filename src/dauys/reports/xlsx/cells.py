"""Typed cells: a value with the kind that says how a spreadsheet keeps and shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from xml.sax.saxutils import escape

_MS_PER_DAY = 86_400_000
_TEXT_MAX = 32_767
"""Letters that a cell of a workbook can hold."""
_CUT = " […]"
_NOT_XML = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A spreadsheet reads _x0041_ as a letter's code; written as what it is, it begins with the code of `_`."""


class Kind(StrEnum):
    """What an integer of the tables counts; TEXT; or a notice or a head above the rows."""

    TEXT = "text"
    COUNT = "count"
    MS = "ms"
    MM2 = "mm2"
    TIYN = "tiyn"
    PERMILLE = "permille"
    NOTICE = "notice"
    HEAD = "head"


STYLES = {kind: number for number, kind in enumerate(Kind, 1)}
"""The style of each kind in the workbook; 0 is the plain one."""
_WRITTEN: dict[Kind, Callable[[int], str]] = {
    Kind.COUNT: str,
    Kind.MS: lambda ms: repr(ms / _MS_PER_DAY),
    Kind.MM2: lambda mm2: repr(mm2 / 100),
    Kind.TIYN: lambda tiyn: repr(tiyn / 100),
    Kind.PERMILLE: lambda permille: repr(permille / 1000),
}
"""Numbers in the units that are shown: a spreadsheet's unit of time is the day."""


def cell(place: str, value: object, kind: Kind) -> str:
    """The cell as XML, such as `<c r="B7" s="2"><v>12</v></c>`; nothing where there is nothing to say.

    Text is always typed as text: `=1+1` and `#N/A` are what somebody wrote, neither formula nor error.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return f'<c r="{place}" s="{STYLES[kind]}"><v>{_WRITTEN[kind](value)}</v></c>'
    said = _text(str(value))
    return f'<c r="{place}" s="{STYLES[kind]}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


@lru_cache(maxsize=1 << 16)
def _text(text: str) -> str:
    """The text as a cell can hold it: letters that XML knows, and not too many of them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    legible = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", lines)
    if len(legible) > _TEXT_MAX:
        legible = legible[: _TEXT_MAX - len(_CUT)] + _CUT
    return escape(_CODE.sub("_x005F_", legible))
