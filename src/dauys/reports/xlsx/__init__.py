"""Figures, published tables and registers as workbooks: numbers to compute with, no formula anywhere."""

from __future__ import annotations

from dauys.reports.xlsx.register import register_workbook
from dauys.reports.xlsx.render import render_xlsx

__all__ = ["register_workbook", "render_xlsx"]
