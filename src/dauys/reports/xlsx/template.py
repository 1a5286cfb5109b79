"""An empty register to be filled in: heads, help at each cell, and sheets of explanations and of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from xlsxwriter.utility import xl_col_to_name

from dauys.reports.messages import say
from dauys.reports.packing import core_properties
from dauys.reports.wording import Wording
from dauys.reports.xlsx.book import workbook
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.register import NO_DATE
from dauys.reports.xlsx.sheets import Help, Sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """A column to be filled in: its head, what is said at its cells, and the words that they let choose."""

    title: str
    help: str
    words: Sequence[str] = ()


def template_workbook(
    name: str, title: str, entries: Sequence[Entry], explained: Sequence[Sequence[str]], language: str
) -> bytes:
    """The workbook: a sheet of that name with the entries' titles as heads, and one of the explanations.

    explained: the heads of the second sheet, then a row for each column. Words stand on a third sheet: a list
    within a cell's own help may hold no comma, and 255 letters at the most.
    """
    wording = Wording(language)
    listed = wording.plain(say("Allowed words"))
    heads, *rows = explained
    helps = [*_helps(entries, listed)]
    sheets = [
        Sheet(name, (), [entry.title for entry in entries], (), is_form=True, helps=helps),
        Sheet(wording.plain(say("Columns")), (), heads, _typed(rows)),
    ]
    if closed := [entry for entry in entries if entry.words]:
        words = zip_longest(*(entry.words for entry in closed), fillvalue="")
        sheets.append(Sheet(listed, (), [entry.title for entry in closed], _typed([*words])))
    return workbook(sheets, core_properties(title, language, NO_DATE))


def _helps(entries: Sequence[Entry], listed: str) -> Iterator[Help]:
    """Help for each entry; those with words find them one after the other in the columns of that sheet."""
    n_closed = 0
    for entry in entries:
        words = ""
        if entry.words:
            column = xl_col_to_name(n_closed)
            words = f"='{listed}'!${column}$2:${column}${len(entry.words) + 1}"
            n_closed += 1
        yield Help(entry.title, entry.help, words)


def _typed(rows: Sequence[Sequence[str]]) -> list[list[tuple[object, Kind]]]:
    return [[(cell, Kind.TEXT) for cell in row] for row in rows]
