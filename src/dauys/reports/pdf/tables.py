"""A table as plain values, its columns as wide as what stands in them asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dauys.reports.document import Row, Table
from dauys.reports.pdf.syllables import divisible

Line = Callable[[object], list[dict[str, Any]]]
Cell = list[dict[str, Any]]

_WORD_MAX = 15
"""Letters of a word that a column makes room for; longer words may be divided."""
_WORDY_MAX, _WIDE = 24, 36
"""Letters on one line of a column of words, and of sentences."""
_MARGIN = 2
"""What the room between two columns takes, in letters."""


def table(block: Table, line: Line) -> dict[str, Any]:
    """Head, rows, the share of each column in the width, and which columns stand to the right."""
    head = [_divided(line(cell)) for cell in block.head]
    rows = [_row(row, line) for row in block.rows]
    return {
        "is": "table",
        "caption": line(block.caption),
        "head": head,
        "rows": rows,
        "widths": [_width(column, block, head, rows) for column in range(len(head))],
        "numeric": sorted(block.numeric),
    }


def _row(row: Row, line: Line) -> dict[str, Any]:
    return {"role": row.role, "cells": [_divided(line(cell)) for cell in row.cells]}


def _divided(cell: Cell) -> Cell:
    """The cell with places where its longest words may be divided."""
    return [{**run, "text": divisible(run["text"], _WORD_MAX)} for run in cell]


def _width(column: int, block: Table, head: list[Cell], rows: list[dict[str, Any]]) -> int:
    """The longest word, or as much of the longest cell as its kind of column deserves."""
    cells = [_text(row["cells"][column]) for row in rows if row["role"] != "group"]
    texts = [_text(head[column]), *cells]
    word = max(len(part) for text in texts for part in re.split(r"[ \n\u00ad-]", text))
    most = _WIDE if column in block.wide else _WORDY_MAX
    longest = 0 if column in block.numeric else max(len(text) for text in texts)
    return max(word, min(longest, most)) + _MARGIN


def _text(cell: Cell) -> str:
    return "".join(run["text"] for run in cell)
