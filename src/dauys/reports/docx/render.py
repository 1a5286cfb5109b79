"""Report → DOCX: the pages of `report.printed`, one after another."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK

from dauys.domain.zones import local, zone
from dauys.reports.document import Page, Report
from dauys.reports.docx.blocks import Blocks
from dauys.reports.docx.shape import shape
from dauys.reports.docx.text import write
from dauys.reports.messages import say
from dauys.reports.packing import core_properties, packed_again
from dauys.reports.runs import Runs
from dauys.reports.wording import Wording


def render_docx(report: Report, language: str, pictures: Mapping[str, bytes]) -> bytes:
    """The pages of `report.printed` in one language.

    pictures: PNG bytes of each chart on those pages by name, as `reports.pictures` draws them.
    """
    runs = Runs(Wording(language))
    document = docx.Document()
    as_of = runs.plain(say("As of {moment}", moment=report.as_of)) if report.as_of else ""
    notices = [runs.plain(notice) for notice in report.notices]
    title = f"{runs.plain(report.title)} · {runs.plain(report.status)}"
    shape(document, language, title, notices, as_of)
    pages = {page.path: page for page in report.pages}
    blocks = Blocks(document, runs, pictures)
    for number, page in enumerate(pages[path] for path in report.printed if path in pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _page(document, page, runs, blocks)
    made = io.BytesIO()
    document.save(made)
    at = local(report.as_of.at_ms if report.as_of else 0, zone("UTC"))
    said = core_properties(runs.plain(report.title), language, f"{at:%Y-%m-%dT%H:%M:%SZ}")
    return packed_again(made.getvalue(), said)


def _page(document: Document, page: Page, runs: Runs, blocks: Blocks) -> None:
    write(document.add_heading(level=1), runs.of(page.title))
    if page.subtitle:
        write(document.add_paragraph(style="Subtitle"), runs.of(page.subtitle))
    for block in page.blocks:
        blocks.add(block)
