"""Where a long Kazakh, Russian or English word may be divided: between syllables, never near its ends.

The typesetter knows no Kazakh patterns. Kazakh syllables are regular (each has one vowel and begins with at
most one consonant), so that the border is before the last consonant between two vowels; in Russian and
English the same borders are readable. Words that fit are left alone: a soft hyphen is copied along.
"""

from __future__ import annotations

import re
from functools import lru_cache

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_VOWELS = "аәеёиоөуұүыіэюяaeiouyöüäı"
_CONSONANT = rf"[^\W\d_{_VOWELS}ьъ]"
_BORDER = re.compile(rf"(?<=[{_VOWELS}])(?:{_CONSONANT}[ьъ]?)*?(?={_CONSONANT}[{_VOWELS}])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_END = 3
"""Letters that stay together at either end."""


def divisible(text: str, room: int) -> str:
    """The text with soft hyphens in words of more than `room` letters."""
    return _WORD.sub(lambda word: _word(word[0]) if len(word[0]) > room else word[0], text)


@lru_cache(maxsize=1 << 12)
def _word(word: str) -> str:
    borders = [match.end() for match in _BORDER.finditer(word)]
    inner = [border for border in borders if _END <= border <= len(word) - _END]
    starts, ends = [0, *inner], [*inner, len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip(starts, ends, strict=True))
