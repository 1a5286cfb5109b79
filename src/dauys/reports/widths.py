"""How wide the columns of a printed table are to each other, from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dauys.reports.document import Table

_PARTS = re.compile("[ \n\u00ad-]")
_WORDY_MAX, _WIDE = 24, 36
"""Letters on one line of a column of words, and of sentences."""
_MARGIN = 3
"""What the room between two columns takes, in letters."""


def widths(table: Table, head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Letters that each column asks for; `rows` are the cells in words, without rows of one cell."""
    return [
        _width(table, column, text, [row[column] for row in rows]) + _MARGIN
        for column, text in enumerate(head)
    ]


def _width(table: Table, column: int, head: str, cells: Sequence[str]) -> int:
    """The longest word, or as much of the longest cell as its kind of column deserves."""
    # Heads are semibold: a tenth wider.
    word = max(_longest_word(head) * 11 // 10, *map(_longest_word, cells), 0)
    most = _WIDE if column in table.wide else _WORDY_MAX
    longest = 0 if column in table.numeric else max(map(len, cells), default=0)
    return max(word, min(longest, most))


def _longest_word(text: str) -> int:
    return max(len(part) for part in _PARTS.split(text))
