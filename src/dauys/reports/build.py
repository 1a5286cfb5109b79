"""Material → report: every page, every figure, and the address of what stands behind each figure."""

from __future__ import annotations

from dauys.reports.as_of import as_of
from dauys.reports.document import Page, Report
from dauys.reports.figure_book import FigureBook
from dauys.reports.illustrative import illustrative
from dauys.reports.material import Material
from dauys.reports.messages import say
from dauys.reports.pages.access import access_page
from dauys.reports.pages.contestants import contestant_pages
from dauys.reports.pages.coverage import coverage_page
from dauys.reports.pages.events import event_pages
from dauys.reports.pages.findings import findings_pages
from dauys.reports.pages.first import first_page
from dauys.reports.pages.laboratory import laboratory_blocks
from dauys.reports.pages.method import method_page
from dauys.reports.pages.outlets import outlet_page, outlets_page
from dauys.reports.pages.rows import rows_pages
from dauys.reports.pages.rules import rules_page
from dauys.reports.pages.session import session_page


def build(material: Material) -> Report:
    """The whole report. Rows pages come last: they exist where a figure asked for them."""
    book = FigureBook(material)
    pages: list[Page] = [
        first_page(material, book),
        outlets_page(material, book),
        session_page(material, book),
        access_page(material, book),
        coverage_page(material, book),
    ]
    pages += [outlet_page(outlet, material, book) for outlet in material.outlets_in_order()]
    pages += [
        page
        for contest, members in material.contest_groups()
        for member in members
        for page in contestant_pages(contest, member, material, book)
    ]
    pages += event_pages(material, book)
    pages += findings_pages(material, book)
    pages += rules_page(material, book)
    pages.append(method_page(material))
    rows, addresses = rows_pages(material, book)
    every = (*pages, *rows)
    return Report(
        say("Media monitoring report"),
        tuple(map(illustrative, every)) if material.is_illustrative else every,
        book.figures,
        addresses,
        as_of(material),
        material.notices,
        laboratory=laboratory_blocks(material),
    )
