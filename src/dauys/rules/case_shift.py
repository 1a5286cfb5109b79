"""Moves the dates of cases by whole days, in the text itself, so that comments and spacing stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

_DATE = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
_COMMENT = re.compile(r"(?:^|\s)#")
_VOTE = re.compile(r"voting_day: *[\"']?$")
_OF_CONTEST = re.compile(r"(?:voting_day|(?:campaign|silence|embargo)_(?:start|end)(?:_ms)?): *[\"']?$")
"""What stands before a date of the contest itself: the register's, which no book changes."""


def shifted(text: str, starts: Mapping[int, bool], all_starts: Iterable[int], days: int) -> str:
    """The text with the dates of some cases moved by so many days.

    starts: the first lines (from 1) of the cases to be moved, and whether the times that the case gives to a
    contest move, too; all_starts: of every case, so that each one's last line is known. Comments, the case's
    title and voting days stay.
    """
    lines = text.splitlines(keepends=True)
    ends = sorted({*all_starts, len(lines) + 1})
    for start, is_whole in starts.items():
        end = next(line for line in ends if line > start)
        for at in range(start, end - 1):  # the first line holds the title
            lines[at] = _moved(lines[at], days, _VOTE if is_whole else _OF_CONTEST)
    return "".join(lines)


def _moved(line: str, days: int, fixed: re.Pattern[str]) -> str:
    comment = _COMMENT.search(line)
    said, left = (line[: comment.start()], line[comment.start() :]) if comment else (line, "")

    def later(found: re.Match[str]) -> str:
        if fixed.search(said[: found.start()]):
            return found[0]
        return (date.fromisoformat(found[0]) + timedelta(days)).isoformat()

    return _DATE.sub(later, said) + left
