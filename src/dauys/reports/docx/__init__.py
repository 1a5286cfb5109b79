"""The printed report as a DOCX that can be worked on: headings, tables with heads, pictures described."""

from __future__ import annotations

from dauys.reports.docx.render import render_docx

__all__ = ["render_docx"]
