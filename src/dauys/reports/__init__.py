"""STAGE. Measures → figures → documents in three languages; same input, same bytes.

Material ─ build → Report (pages of blocks, messages and figures; no language)
         ─ chart_specs(language) → Vega-Lite specifications, drawn by the workflow
         ─ render(language, drawings) → files of one language's folder
"""

from __future__ import annotations

from dauys.reports.build import build
from dauys.reports.charts import chart_specs
from dauys.reports.document import Report
from dauys.reports.html.site import render, shared_files
from dauys.reports.material import Material, SetAsideRecording

__all__ = ["Material", "Report", "SetAsideRecording", "build", "chart_specs", "render", "shared_files"]
