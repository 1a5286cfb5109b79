"""Figures and published tables as a workbook: numbers that can be computed with, no formula anywhere."""

from __future__ import annotations

from dauys.reports.xlsx.render import render_xlsx

__all__ = ["render_xlsx"]
