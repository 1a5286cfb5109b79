"""print: a report and its charts → PDF, DOCX and XLSX of one language, as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from dauys.reports import Report


def print_report(
    document: Report, tables: Mapping[str, pl.DataFrame], language: str, drawings: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Path (beginning with the language's folder) and bytes of each file, beside that language's pages.

    tables: the published ones, `domain.tables.TABLES`. drawings: the charts' SVG by name.
    """
    from dauys.reports.docx import render_docx
    from dauys.reports.pdf import render_pdf
    from dauys.reports.pictures import pictures
    from dauys.reports.xlsx import render_xlsx

    on_paper = replace(
        document, pages=tuple(page for page in document.pages if page.path in document.printed)
    )
    printed = {chart.name: drawings[chart.name] for chart in on_paper.charts()}
    yield f"{language}/report.pdf", render_pdf(document, language, printed)
    yield f"{language}/report.docx", render_docx(document, language, pictures(printed))
    yield f"{language}/report.xlsx", render_xlsx(document, tables, language)
