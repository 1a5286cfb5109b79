"""What a file may write in place of a column's name or a closed word's code: their labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field


def folded(text: str) -> str:
    """The text as headings and words are compared: whatever its capitals, spaces and accents' form."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Spellings:
    """headings: folded label → name of the column. words: name of the column → folded label → code."""

    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def column(self, heading: str) -> str:
        """The name of the column that is headed so; the heading itself where no label is meant."""
        return self.headings.get(folded(heading), heading)

    def cell(self, column: str, cell: str) -> str:
        """The cell with codes for labels, of which commas part several; what is no label stays as typed."""
        words = self.words.get(column)
        if not words:
            return cell
        if found := words.get(folded(cell)):  # a label may itself hold a comma
            return found
        several = [words.get(folded(part), "") for part in cell.split(",")]
        return " ".join(several) if all(several) else cell


NAMES_ONLY = Spellings()
"""Files that write names and codes and nothing else."""
