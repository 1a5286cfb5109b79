"""Report and published tables → XLSX: contents, figures, a sheet per table, and their columns' names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import polars as pl

from dauys.domain.published import PUBLISHED
from dauys.domain.zones import local, zone
from dauys.reports.document import Report
from dauys.reports.messages import say
from dauys.reports.packing import core_properties
from dauys.reports.wording import Wording
from dauys.reports.xlsx.book import workbook
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.columns import column_of, label
from dauys.reports.xlsx.figures import figure_heads, figure_rows
from dauys.reports.xlsx.findings import findings_sheets
from dauys.reports.xlsx.laboratory import laboratory_sheet
from dauys.reports.xlsx.names import Known
from dauys.reports.xlsx.rows import Row
from dauys.reports.xlsx.sheets import Sheet

Notices: TypeAlias = tuple[str, ...]

ROWS_MAX = 100_000
"""A longer table is not put into the workbook: it would open on few machines. The bundle holds every row."""


def render_xlsx(report: Report, tables: Mapping[str, pl.DataFrame], language: str) -> bytes:
    """The workbook of one language.

    tables: `domain.published.PUBLISHED`; empty ones get no sheet. Times, areas and money are numbers in the
    units that the heads name; moments are text, ISO 8601 in the outlet's own time. Every text cell is typed
    as text, whatever it begins with.
    """
    wording = Wording(language)
    known = Known(tables, wording)
    notices = tuple(wording.plain(notice) for notice in (report.status, *report.notices))
    shown = {name: tables[name] for name in PUBLISHED if name in tables and not tables[name].is_empty()}
    whole = {name: frame for name, frame in shown.items() if frame.height <= ROWS_MAX}
    sheets = (
        _contents(report, shown, notices, wording),
        _figures(report, notices, known),
        *findings_sheets(report, notices, wording),
        *(_table(name, frame, notices, known) for name, frame in whole.items()),
        laboratory_sheet(report.laboratory, notices, wording),
        _columns(whole, notices, wording),
    )
    at = local(report.as_of.at_ms if report.as_of else 0, zone("UTC"))
    said = core_properties(wording.plain(report.title), language, f"{at:%Y-%m-%dT%H:%M:%SZ}")
    return workbook(sheets, said)


def _contents(report: Report, shown: Mapping[str, pl.DataFrame], notices: Notices, wording: Wording) -> Sheet:
    """The report and its moment, and how many rows each sheet has."""
    rows: list[Row] = [(wording.plain(report.title), None, None)]
    if report.as_of:
        rows.append((wording.plain(say("As of {moment}", moment=report.as_of)), None, None))
    rows.append((wording.plain(say("Figures")), len(report.figures), None))
    left_out = wording.plain(say("only in the open bundle: too long for a sheet"))
    for name, frame in shown.items():
        note = left_out if frame.height > ROWS_MAX else ""
        rows.append((name, frame.height, note))
    heads = [wording.plain(head) for head in (say("Sheet or table"), say("Rows"), say("Note"))]
    kinds = (Kind.TEXT, Kind.COUNT, Kind.TEXT)
    return Sheet(wording.plain(say("Contents")), notices, heads, rows, kinds=kinds)


def _figures(report: Report, notices: Notices, known: Known) -> Sheet:
    name = known.wording.plain(say("Figures"))
    return Sheet(name, notices, figure_heads(known.wording), figure_rows(report.figures.values(), known))


def _table(name: str, frame: pl.DataFrame, notices: Notices, known: Known) -> Sheet:
    columns = [column_of(name, column, frame, known) for column in PUBLISHED[name]]
    rows = zip(*(column.values for column in columns), strict=True)
    heads, kinds = [column.head for column in columns], [column.kind for column in columns]
    return Sheet(name, notices, heads, rows, kinds=kinds)


def _columns(whole: Mapping[str, pl.DataFrame], notices: Notices, wording: Wording) -> Sheet:
    """What each column of the open data is called in the sheets."""
    heads = (say("Sheet or table"), say("Name in the open data"), say("Head of the column"))
    rows = ((name, column, label(column, wording, name)) for name in whole for column in PUBLISHED[name])
    return Sheet(wording.plain(say("Columns")), notices, [wording.plain(head) for head in heads], rows)
