"""A table as plain values, its columns as wide as what stands in them asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dauys.reports.document import Table
from dauys.reports.pdf.syllables import divisible

Line = Callable[[object], list[dict[str, Any]]]
Cell = list[dict[str, Any]]
_PARTS = re.compile("[ \n\u00ad-]")

_WORD_MAX, _WORD_MAX_CROWDED = 15, 11
"""Letters of a word that a column makes room for; longer ones may be divided (second: many columns)."""
_CROWDED = 7
_WORDY_MAX, _WIDE = 24, 36
"""Letters on one line of a column of words, and of sentences."""
_MARGIN = 3
"""What the room between two columns takes, in letters."""
_SIZE, _SIZE_MIN, _LETTERS = 90, 65, 92
"""Tenths of a point; letters of the first size across the paper. Wider tables are set smaller."""


def table(block: Table, line: Line) -> dict[str, Any]:
    """Head, rows, the share of each column in the width, the size, and which columns stand to the right."""
    room = _WORD_MAX_CROWDED if len(block.head) >= _CROWDED else _WORD_MAX
    head = [_divided(line(cell), room) for cell in block.head]
    rows = [
        {"role": row.role, "cells": [_divided(line(cell), room) for cell in row.cells]} for row in block.rows
    ]
    widths = [_width(column, block, head, rows) for column in range(len(head))]
    return {
        "is": "table",
        "caption": line(block.caption),
        "head": head,
        "rows": rows,
        "widths": widths,
        "size-tenths": max(_SIZE_MIN, min(_SIZE, _SIZE * _LETTERS // sum(widths))),
        "numeric": sorted(block.numeric),
        "is-wordy": bool(block.wide),
    }


def _divided(cell: Cell, room: int) -> Cell:
    """The cell with places where its longest words may be divided."""
    return [{**run, "text": divisible(run["text"], room)} for run in cell]


def _width(column: int, block: Table, head: list[Cell], rows: list[dict[str, Any]]) -> int:
    """The longest word, or as much of the longest cell as its kind of column deserves."""
    texts = [_text(row["cells"][column]) for row in rows if row["role"] != "group"]
    # Heads are semibold: a tenth wider.
    word = max(_longest_word(_text(head[column])) * 11 // 10, *map(_longest_word, texts), 0)
    most = _WIDE if column in block.wide else _WORDY_MAX
    longest = 0 if column in block.numeric else max(map(len, texts), default=0)
    return max(word, min(longest, most)) + _MARGIN


def _longest_word(text: str) -> int:
    return max(len(part) for part in _PARTS.split(text))


def _text(cell: Cell) -> str:
    return "".join(run["text"] for run in cell)
