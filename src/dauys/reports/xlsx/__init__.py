"""Figures, published tables and registers as workbooks: numbers to compute with, no formula anywhere."""

from __future__ import annotations

from dauys.reports.xlsx.register import register_workbook
from dauys.reports.xlsx.render import render_xlsx
from dauys.reports.xlsx.template import Entry, template_workbook

__all__ = ["Entry", "register_workbook", "render_xlsx", "template_workbook"]
