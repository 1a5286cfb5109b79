"""A report's pages and PDF over 10⁴ … 10⁷ appearances: seconds of each step and the most memory.

    python -m eval.report_scale --rows 10000 100000 1000000 10000000 --out table.md

The campaign is synthetic (`eval.report_campaign`). Each size runs in a process of its own with two threads
and writes its pages, in three languages, and a PDF of each into a folder that is removed again.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "2"  # read when polars is imported

import polars as pl

from dauys.domain.names import LANGUAGES
from dauys.reports import Material, Report, build, chart_specs, render
from dauys.reports.pdf import render_pdf
from dauys.workflows.report import VEGA_LITE
from eval.report_campaign import material
from eval.sizes import at_each_size

STEPS = ("read", "build", "charts", "pages", "pdf")


class Clock:
    """Seconds of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def on(self, step: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[step] += time.perf_counter() - begin


def run(rows: Path, out: Path) -> dict[str, Any]:
    """One report: its steps' seconds, memory before and at its most, pages, figures, bytes."""
    clock = Clock()
    with clock.on("read"):
        made = material(pl.read_parquet(rows / "*.parquet"))
    held = held_gb()
    with clock.on("build"):
        report = build(made)
    n_bytes = sum(_language(report, language, out, clock) for language in LANGUAGES)
    return {
        "seconds": {step: round(seconds, 2) for step, seconds in clock.seconds.items()},
        "cpu_s": round(sum(os.times()[:2]), 1),
        "held_gb": held,
        "gb": most_gb(),
        "pages": len(report.pages) * len(LANGUAGES),
        "figures": len(report.figures),
        "mb": round(n_bytes / 1e6, 1),
        **_shown(made, report),
    }


def _language(report: Report, language: str, out: Path, clock: Clock) -> int:
    """Writes one language; the bytes of its pages and PDF."""
    n_bytes = 0
    with clock.on("charts"):
        drawings = drawn(report, language)
    with clock.on("pages"):
        for name, content in render(report, language, LANGUAGES, drawings):
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            n_bytes += path.write_bytes(content)
    with clock.on("pdf"):
        printed = {name: drawings[name] for name in report.printed_charts()}
        n_bytes += (out / language / "report.pdf").write_bytes(render_pdf(report, language, printed))
    return n_bytes


def drawn(report: Report, language: str) -> dict[str, str]:
    """The charts as SVG, as the workflow draws them."""
    import vl_convert

    return {
        name: vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
        for name, spec in chart_specs(report, language).items()
    }


def _shown(made: Material, report: Report) -> dict[str, Any]:
    return {
        "rows": made.tables["appearances"].height,
        "row_pages": sum(p.path.startswith("rows/") for p in report.pages),
    }


def held_gb() -> float:
    """Memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 1024**3, 2)


def most_gb() -> float:
    """The most memory that the process has held so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2)


def table(found: list[dict[str, Any]]) -> str:
    """Markdown."""
    head = (
        "rows",
        *(f"{step}, s" for step in STEPS),
        "all but read, s",
        "processor, s",
        "held, GB",
        "most, GB",
    )
    head += ("pages", "figures", "MB")
    lines = [f"| {' | '.join(head)} |", f"|{'---:|' * len(head)}"]
    for one in found:
        steps = [one["seconds"][step] for step in STEPS]
        cells = (
            f"{one['rows']:,}",
            *steps,
            round(sum(steps[1:]), 1),
            one["cpu_s"],
            one["held_gb"],
            one["gb"],
        )
        cells += (f"{one['pages']:,}", f"{one['figures']:,}", one["mb"])
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    at_each_size("eval.report_scale", __doc__, run, table)
