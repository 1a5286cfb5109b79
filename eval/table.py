"""The report in Markdown: bars, classes, false airings, and recall against each parameter."""

from __future__ import annotations

from collections.abc import Iterable

from eval.bars import BEYOND
from eval.curves import FAMILIES, curve
from eval.figures import Figures, wilson
from eval.logs import Heard, Span, Truth
from eval.report import Report

BAR_COLUMNS = ("bar", "measured", "95 %", "limit", "met")
MISS_COLUMNS = ("missed airing", "class", "parameter", "recording", "from, s", "to, s")
FALSE_COLUMNS = ("false airing", "lies on", "integrity", "score", "recording", "from, s", "to, s")
CLASS_COLUMNS = (
    "class",
    "n",
    "recall",
    "95 %",
    "doubtful",
    "wrong version",
    "undecided",
    "start median",
    "start p95",
    "end p95",
    "end p95, truncated",
    "integrity right",
)
CURVE_COLUMNS = ("parameter", "from", "to", "n", "recall", "95 %")
CLASS_NOTE = """\
Errors in ms. `doubtful`: missed airings that stand among the doubtful rows. `undecided`: hits that leave
open a version which the aired part rules out. `beyond_` classes lie outside the promised range; no bar
counts them."""


def table(report: Report) -> str:
    """The whole report."""
    parts = [
        "# Accuracy",
        "## Bars",
        markdown(BAR_COLUMNS, bar_rows(report)),
        "## Classes",
        CLASS_NOTE,
        markdown(CLASS_COLUMNS, class_rows(report)),
        "## False airings",
        false_list(report),
        "## Missed airings",
        miss_list(report),
        "## Recall against each parameter",
        markdown(CURVE_COLUMNS, curve_rows(report)),
    ]
    return "\n\n".join(parts) + "\n"


def markdown(columns: tuple[str, ...], rows: Iterable[list[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    head = [list(columns), ["---", *["---:"] * (len(columns) - 1)]]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*head, *rows])


def bar_rows(report: Report) -> list[list[str]]:
    """A row for each promise."""
    return [
        [
            bar.what,
            f"{bar.measured:.4g}",
            interval(*bar.counts) if bar.counts else "",
            f"{bar.limit:g}",
            "yes" if bar.met else "**no**",
        ]
        for bar in report.bars()
    ]


def class_rows(report: Report) -> list[list[str]]:
    """A row for each class, and one for all that are promised."""
    rows = [class_row(kind, part) for kind, part in report.by_class.items()]
    return [*rows, class_row("**all promised**", report.overall)]


def class_row(name: str, part: Figures) -> list[str]:
    """The figures of one class."""
    errors_s = (part.start_median_s, part.start_p95_s, part.end_p95_s, part.end_truncated_p95_s)
    return [
        name,
        str(part.n),
        f"{part.recall:.1%}",
        interval(part.hits, part.n),
        str(part.doubtful),
        str(part.wrong_versions),
        str(part.undecided),
        *(f"{error * 1000:.0f}" for error in errors_s),
        f"{part.integrity_share:.1%}",
    ]


def false_list(report: Report) -> str:
    """How many false airings, and each by name."""
    count = len(report.match.false)
    first = f"{count} in {report.hours:.1f} h of listening: {report.false_per_day:.2f} per 24 h."
    rows = [false_row(row, on) for row, on in report.false_on]
    return "\n\n".join([first, markdown(FALSE_COLUMNS, rows)] if rows else [first])


def false_row(row: Heard, on: str) -> list[str]:
    """One false airing and what it lies on."""
    return [row.stem, on, "+".join(sorted(row.integrity)), f"{row.score:.2f}", *place(row)]


def miss_list(report: Report) -> str:
    """How many airings were missed, and each that was promised by name."""
    promised = [truth for truth in report.match.missed if not truth.kind.startswith(BEYOND)]
    beyond = len(report.match.missed) - len(promised)
    first = f"{len(promised)} of the promised classes, {beyond} beyond them."
    return "\n\n".join([first, markdown(MISS_COLUMNS, map(miss_row, promised))] if promised else [first])


def miss_row(truth: Truth) -> list[str]:
    """One missed airing."""
    return [truth.stem, truth.kind, f"{truth.parameter:g}", *place(truth)]


def place(span: Span) -> list[str]:
    """Recording, start and end."""
    return [span.recording, f"{span.start_s:.3f}", f"{span.end_s:.3f}"]


def curve_rows(report: Report) -> list[list[str]]:
    """A row for each step of each curve."""
    found = [hit.truth for hit in report.match.hits]
    return [
        [
            f"{family.name}, {family.unit}",
            f"{step.low:g}",
            f"{step.high:g}",
            str(step.n),
            f"{step.hits / step.n:.1%}",
            interval(step.hits, step.n),
        ]
        for family in FAMILIES
        for step in curve(family, found, report.match.missed)
    ]


def interval(hits: int, n: int) -> str:
    """Wilson's 95 % interval of a share."""
    low, high = wilson(hits, n)
    return f"{low:.1%}-{high:.1%}"
