"""The printed report as a PDF: PDF/A-2b and PDF/UA-1, tagged, every font in it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from dauys.reports.document import Report
from dauys.reports.pdf.tree import tree
from dauys.reports.typesetting import legible, set_pdf

__all__ = ["render_pdf"]


def render_pdf(report: Report, language: str, drawings: Mapping[str, str]) -> bytes:
    """The pages of `report.printed` in one language.

    drawings: the SVG of each chart on those pages, by name. The document is dated `report.as_of`, or the
    beginning of 1970 where nothing is dated. TypstError where something cannot be set.
    """
    at_s = report.as_of.at_ms // 1000 if report.as_of else 0
    shown = {name: legible(svg) for name, svg in drawings.items()}
    inputs = {
        "report": json.dumps(tree(report, language), ensure_ascii=False),
        "drawings": json.dumps(shown, ensure_ascii=False),
    }
    return set_pdf("report.typ", inputs, at_s)
