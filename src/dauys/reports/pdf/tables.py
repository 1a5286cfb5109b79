"""A table as plain values, its columns as wide as what stands in them asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dauys.reports.document import Table
from dauys.reports.pdf.syllables import divisible
from dauys.reports.widths import size_tenths, widths

Line = Callable[[object], list[dict[str, Any]]]
Cell = list[dict[str, Any]]

_WORD_MAX, _WORD_MAX_CROWDED = 15, 11
"""Letters of a word that a column makes room for; longer ones may be divided (second: many columns)."""
_CROWDED = 7


def table(block: Table, line: Line) -> dict[str, Any]:
    """Head, rows, the share of each column in the width, the size, and which columns stand to the right."""
    room = _WORD_MAX_CROWDED if len(block.head) >= _CROWDED else _WORD_MAX
    head = [_divided(line(cell), room) for cell in block.head]
    rows: list[dict[str, Any]] = [
        {"role": row.role, "cells": [_divided(line(cell), room) for cell in row.cells]} for row in block.rows
    ]
    texts = [[_text(cell) for cell in row["cells"]] for row in rows if row["role"] != "group"]
    shares = widths(block, [_text(cell) for cell in head], texts)
    return {
        "is": "table",
        "caption": line(block.caption),
        "head": head,
        "rows": rows,
        "widths": shares,
        "size-tenths": size_tenths(shares),
        "numeric": sorted(block.numeric),
        "is-wordy": bool(block.wide),
    }


def _divided(cell: Cell, room: int) -> Cell:
    """The cell with places where its longest words may be divided."""
    return [{**run, "text": divisible(run["text"], room)} for run in cell]


def _text(cell: Cell) -> str:
    return "".join(run["text"] for run in cell)
