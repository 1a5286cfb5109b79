"""Report and published tables → XLSX: contents, figures, a sheet per table, and what its columns are called."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import polars as pl
from openpyxl import Workbook

from dauys.domain.tables import TABLES
from dauys.domain.zones import local, zone
from dauys.reports.document import Report
from dauys.reports.messages import say
from dauys.reports.packing import core_properties, packed_again
from dauys.reports.wording import Wording
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.columns import column_of, label
from dauys.reports.xlsx.figures import figure_heads, figure_rows
from dauys.reports.xlsx.names import Known
from dauys.reports.xlsx.sheets import add_sheet

ROWS_MAX = 100_000
"""A longer table is not put into the workbook: it would open on few machines. The bundle holds every row."""


def render_xlsx(report: Report, tables: Mapping[str, pl.DataFrame], language: str) -> bytes:
    """The workbook of one language.

    tables: `domain.tables.TABLES`; empty ones get no sheet. Times, areas and money are numbers in the units
    that the heads name; moments are text, ISO 8601 in the outlet's own time. Every text cell is typed as
    text, whatever it begins with.
    """
    wording = Wording(language)
    book = Workbook(write_only=True)
    known = Known(tables, wording)
    notices = tuple(wording.plain(notice) for notice in report.notices)
    shown = {name: tables[name] for name in TABLES if name in tables and not tables[name].is_empty()}
    whole = {name: frame for name, frame in shown.items() if frame.height <= ROWS_MAX}
    heads = (wording.plain(say("Sheet or table")), wording.plain(say("Rows")), wording.plain(say("Note")))
    add_sheet(book, _title(wording.plain(say("Contents"))), notices, heads, _contents(report, shown, wording))
    add_sheet(
        book,
        _title(wording.plain(say("Figures"))),
        notices,
        figure_heads(wording),
        figure_rows(report.figures.values(), known),
    )
    for name, frame in whole.items():
        columns = [column_of(name, column, frame, known) for column in TABLES[name]]
        rows = zip(*(column.cells for column in columns), strict=True)
        add_sheet(book, _title(name), notices, tuple(column.head for column in columns), rows)
    add_sheet(
        book, _title(wording.plain(say("Columns"))), notices, _column_heads(wording), _columns(whole, wording)
    )
    made = io.BytesIO()
    book.save(made)
    at = local(report.as_of.at_ms if report.as_of else 0, zone("UTC"))
    said = core_properties(wording.plain(report.title), language, f"{at:%Y-%m-%dT%H:%M:%SZ}")
    return packed_again(made.getvalue(), said)


def _title(text: str) -> str:
    """A sheet's name has 31 letters at the most."""
    return text[:31]


def _contents(
    report: Report, shown: Mapping[str, pl.DataFrame], wording: Wording
) -> Iterator[tuple[tuple[object, Kind], ...]]:
    yield (wording.plain(report.title), Kind.TEXT), (None, Kind.COUNT), ("", Kind.TEXT)
    if report.as_of:
        as_of = wording.plain(say("As of {moment}", moment=report.as_of))
        yield (as_of, Kind.TEXT), (None, Kind.COUNT), ("", Kind.TEXT)
    yield (wording.plain(say("Figures")), Kind.TEXT), (len(report.figures), Kind.COUNT), ("", Kind.TEXT)
    left_out = wording.plain(say("only in the open bundle: too long for a sheet"))
    for name, frame in shown.items():
        note = left_out if frame.height > ROWS_MAX else ""
        yield (name, Kind.TEXT), (frame.height, Kind.COUNT), (note, Kind.TEXT)


def _column_heads(wording: Wording) -> tuple[str, ...]:
    heads = (say("Sheet or table"), say("Name in the open data"), say("Head of the column"))
    return tuple(wording.plain(head) for head in heads)


def _columns(
    whole: Mapping[str, pl.DataFrame], wording: Wording
) -> Iterator[tuple[tuple[object, Kind], ...]]:
    for name in whole:
        for column in TABLES[name]:
            yield (name, Kind.TEXT), (column, Kind.TEXT), (label(column, wording), Kind.TEXT)
