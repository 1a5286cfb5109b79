"""Charts as Vega-Lite specifications whose picture depends on no font of the host.

Every position is given in pixels, every number arrives as text, and nothing is laid out by measuring
text: the same specification gives the same drawing on every machine.
"""

from __future__ import annotations

from typing import Any

from dauys.reports.document import BarChart, Chart, ClockChart, CoverageChart, DaysChart, DaysLine, Report
from dauys.reports.drawing import BAR, INK, LINE, SOFT, TRACK, WIDTH, Drawing
from dauys.reports.figures import permille
from dauys.reports.messages import Count, Message, Span, Thousandths, say
from dauys.reports.wording import Wording


def chart_specs(report: Report, language: str) -> dict[str, dict[str, Any]]:
    """The specification of every chart in that language, by the chart's name."""
    return {chart.name: chart_spec(chart, Wording(language)) for chart in report.charts()}


def chart_spec(chart: Chart, wording: Wording, *, with_caption: bool = False) -> dict[str, Any]:
    """One chart; where its rows are illustrative, the picture itself says so.

    with_caption: what it shows stands in the picture, for use away from a page.
    """
    drawing = Drawing()
    y = drawing.line(0, wording.plain(chart.caption), "", INK) + 8 if with_caption else 0
    if chart.is_illustrative:
        y = drawing.line(y, wording.plain(say("Illustrative example")), "", SOFT) + 8
    match chart:
        case BarChart():
            return _bars(chart, wording, drawing, y)
        case ClockChart():
            return _clock(chart, wording, drawing, y)
        case DaysChart():
            return _days(chart, wording, drawing, y)
        case CoverageChart():
            return _coverage(chart, wording, drawing, y)


def _bars(chart: BarChart, wording: Wording, drawing: Drawing, y: int) -> dict[str, Any]:
    """Per contest its name, then per contestant lines of text over a bar on a track."""
    for names, bars in chart.groups:
        equal = permille(1, len(bars)) or 0
        label = wording.plain(say("equal share: {share}", share=Thousandths(equal)))
        y = drawing.line(y, wording.plain(names), label, SOFT) + 2
        reach = _reach([equal, *(bar.share.value or 0 for bar in bars)])
        for bar in bars:
            value = f"{wording.figure(bar.amount)} · {wording.figure(bar.share)}"
            y = _bar(drawing, y, (wording.plain(bar.name), value), (bar.share.value or 0, equal, reach))
        y += 16
    return drawing.spec(WIDTH, max(1, y - 12))


def _clock(chart: ClockChart, wording: Wording, drawing: Drawing, y: int) -> dict[str, Any]:
    """Per participant a bar of speech; the dashed line is the equal part of all that was spoken."""
    spoken = [figure.value or 0 for _, figure in chart.bars]
    equal = sum(spoken) // max(1, len(spoken))
    y = drawing.line(y, "", wording.plain(say("equal part: {time}", time=Span(equal))), SOFT) + 2
    reach = max(1, *spoken, equal) * 21 // 20
    for name, figure in chart.bars:
        texts = (wording.plain(name), wording.figure(figure))
        y = _bar(drawing, y, texts, (figure.value or 0, equal, reach))
    return drawing.spec(WIDTH, y + 4)


def _bar(drawing: Drawing, y: int, texts: tuple[str, str], lengths: tuple[int, int, int]) -> int:
    """Name and value over a bar on its track, with the mark of equality; returns where the next begins."""
    value, equal, reach = lengths
    y = drawing.line(y + 4, *texts, INK)
    drawing.box(0, y + 5, WIDTH, 12, TRACK)
    drawing.box(0, y + 5, WIDTH * value // reach, 12, BAR)
    drawing.rule(WIDTH * equal // reach, y + 2, y + 20)
    return y + 22


def _reach(shares: list[int]) -> int:
    """Where the track ends: the next tenth beyond the longest bar; the mark of equality stands inside."""
    return min(1000, (max(shares) // 100 + 1) * 100)


_DAY_MAX, _DAY_MIN, _DAYS_WIDTH, _CELL, _STRIP = 34, 12, 700, 16, 40


def _steps(days: tuple[str, ...]) -> tuple[int, int]:
    """The width of a day, and of the whole drawing."""
    step = max(_DAY_MIN, min(_DAY_MAX, _DAYS_WIDTH // max(1, len(days))))
    return step, max(WIDTH, step * len(days))


def _dates(drawing: Drawing, days: tuple[str, ...], step: int, y: int) -> int:
    every = 1 if step >= _DAY_MAX else 7
    for number, day in enumerate(days):
        if number % every == 0:
            drawing.text(number * step, y + 12, f"{day[8:]}.{day[5:7]}", SOFT, 11)
    return y + LINE


def _days(chart: DaysChart, wording: Wording, drawing: Drawing, y: int) -> dict[str, Any]:
    """A strip of upright bars per contestant, all on one scale that is said at the top."""
    step, width = _steps(chart.days)
    highest = max((count for line in chart.lines for count in line.counts.values()), default=0)
    scale = wording.plain(say("full height: {count} a day", count=Count(highest)))
    y = _dates(drawing, chart.days, step, drawing.line(y, scale, "", SOFT))
    for line in chart.lines:
        y = _strip(drawing, y, line, chart.days, step, highest, wording)
    return drawing.spec(width, y + 4)


def _strip(
    drawing: Drawing, y: int, line: DaysLine, days: tuple[str, ...], step: int, highest: int, wording: Wording
) -> int:
    y = drawing.line(y + 6, f"{wording.plain(line.name)} · {wording.figure(line.total)}", "", INK) + 4
    drawing.box(0, y + _STRIP, step * len(days), 1, SOFT)
    for number, day in enumerate(days):
        height = _STRIP * line.counts.get(day, 0) // max(1, highest)
        drawing.box(number * step, y + _STRIP - height, step - 3, height, BAR)
    return y + _STRIP + 4


def _coverage(chart: CoverageChart, wording: Wording, drawing: Drawing, y: int) -> dict[str, Any]:
    """Per outlet its name and share monitored, and under them a box for each day."""
    step, width = _steps(chart.days)
    y = _dates(drawing, chart.days, step, y)
    for row in chart.rows:
        share = permille(row.monitored.value or 0, row.due.value or 0)
        value = _monitored(share)
        y = drawing.line(y + 6, f"{wording.plain(row.name)} · {wording.plain(value)}", "", INK) + 4
        for number, day in enumerate(chart.days):
            if day in row.days:
                due, monitored = row.days[day]
                drawing.cell(number * step, y, step - 3, _CELL, _CELL * monitored // due)
        y += _CELL
    return drawing.spec(width, y + 4)


def _monitored(share: int | None) -> Message:
    if share is None:
        return say("nothing was due")
    return say("{share} monitored", share=Thousandths(share)) if share else say("not monitored")
