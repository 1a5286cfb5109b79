"""How wide the columns of a printed table are to each other, from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dauys.reports.document import Table

_PARTS = re.compile("[ \n\u00ad-]")
_WORDY_MAX, _WIDE = 24, 36
"""Letters on one line of a column of words, and of sentences or long lists."""
_SIZE, _SIZE_MIN, _LETTERS = 90, 65, 92
"""Tenths of a point; letters of the first size across the paper. Wider tables are set smaller."""
_MARGIN = 3
"""What the room between two columns takes, in letters."""


def widths(table: Table, head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Letters for each column; `rows` are the cells in words, without rows of one cell.

    A column has room for its longest word; what is left of the line goes to those that hold more words.
    """
    columns = [[row[column] for row in rows] for column in range(len(head))]
    # Heads are semibold: a tenth wider.
    least = [
        max(_longest_word(text) * 11 // 10, *map(_longest_word, cells), 0) + _MARGIN
        for text, cells in zip(head, columns, strict=True)
    ]
    more = [
        max(0, _wanted(table, column, cells) + _MARGIN - least[column])
        for column, cells in enumerate(columns)
    ]
    left = max(0, min(sum(more), _LETTERS - sum(least)))
    return [few + (extra * left // sum(more) if extra else 0) for few, extra in zip(least, more, strict=True)]


def size_tenths(shares: Sequence[int]) -> int:
    """Tenths of a point in which a table of such columns fits on A4."""
    return max(_SIZE_MIN, min(_SIZE, _SIZE * _LETTERS // sum(shares)))


def _wanted(table: Table, column: int, cells: Sequence[str]) -> int:
    """Letters of the longest cell, as many as its kind of column deserves."""
    if column in table.numeric:
        return 0
    longest = max(map(len, cells), default=0)
    is_wide = column in table.wide or longest > 2 * _WORDY_MAX
    return min(longest, _WIDE if is_wide else _WORDY_MAX)


def _longest_word(text: str) -> int:
    """Longer ones (an address) are broken wherever they must be."""
    return min(_WORDY_MAX, max(len(part) for part in _PARTS.split(text)))
