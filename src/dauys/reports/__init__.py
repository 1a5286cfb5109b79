"""STAGE. Measures → figures → documents in three languages; same input, same bytes.

Material ─ build → Report (pages of blocks, messages and figures; no language)
         ─ with_corrections → the same with what releases changed
         ─ chart_specs(language) → Vega-Lite specifications, drawn by the workflow
         ─ render(language, drawings) → files of one language's folder
         ─ release_kit(language) → a short text and a picture for those who pass the news on
"""

from __future__ import annotations

from dauys.reports.build import build
from dauys.reports.charts import chart_specs
from dauys.reports.document import Report
from dauys.reports.html.site import render, shared_files
from dauys.reports.material import Law, Material, SetAsideRecording
from dauys.reports.pages.corrections import with_corrections
from dauys.reports.release_kit import ReleaseKit, release_kit

__all__ = [
    "Law",
    "Material",
    "ReleaseKit",
    "Report",
    "SetAsideRecording",
    "build",
    "chart_specs",
    "release_kit",
    "render",
    "shared_files",
    "with_corrections",
]
