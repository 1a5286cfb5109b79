"""An empty register to be filled in: its heads, help at each cell, and a sheet that explains the columns."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.reports.messages import say
from dauys.reports.packing import core_properties
from dauys.reports.wording import Wording
from dauys.reports.xlsx.book import workbook
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.register import NO_DATE
from dauys.reports.xlsx.sheets import Entry, Sheet


def template_workbook(
    name: str, title: str, entries: Sequence[Entry], explained: Sequence[Sequence[str]], language: str
) -> bytes:
    """The workbook: a sheet of that name with the entries' titles as heads, and one of the explanations.

    explained: the heads of the second sheet, then a row for each column.
    """
    heads, *rows = explained
    typed = [[(cell, Kind.TEXT) for cell in row] for row in rows]
    columns = Wording(language).plain(say("Columns"))
    sheets = [
        Sheet(name, (), [entry.title for entry in entries], (), is_form=True, entries=entries),
        Sheet(columns, (), heads, typed),
    ]
    return workbook(sheets, core_properties(title, language, NO_DATE))
