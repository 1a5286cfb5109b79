"""Charts as Vega-Lite specifications whose picture depends on no font of the host.

Every position is given in pixels, every number arrives as text, and nothing is laid out by measuring
text: the same specification gives the same drawing on every machine.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from dauys.reports.document import BarChart, CoverageChart, Report
from dauys.reports.figures import permille
from dauys.reports.messages import Message, Thousandths, say
from dauys.reports.wording import Wording

INK, SOFT, BAR, TRACK, PAPER = "#1b2733", "#52606d", "#1f4e79", "#e3e8ed", "#ffffff"
"""Colours of a drawing on paper; the style sheet replaces them in the dark."""

Row = dict[str, Any]
FONT = "Noto Sans"


def chart_specs(report: Report, language: str) -> dict[str, dict[str, Any]]:
    """The specification of every chart in that language, by the chart's name."""
    wording = Wording(language)
    return {
        chart.name: _bars(chart, wording) if isinstance(chart, BarChart) else _coverage(chart, wording)
        for chart in report.charts()
    }


_WIDTH = 460
_LINE = 18
_LETTERS = 36
"""Letters of a name on one line; longer names go on in the next."""


def _bars(chart: BarChart, wording: Wording) -> dict[str, Any]:
    """Per contest its name, then per contestant lines of text over a bar on a track."""
    drawing = _Drawing()
    y = 0
    for names, bars in chart.groups:
        equal = permille(1, len(bars)) or 0
        label = wording.plain(say("equal share: {share}", share=Thousandths(equal)))
        y = drawing.line(y, wording.plain(names), label, SOFT) + 2
        reach = _reach([equal, *(bar.share.value or 0 for bar in bars)])
        for bar in bars:
            value = f"{wording.figure(bar.airtime)} · {wording.figure(bar.share)}"
            y = drawing.line(y + 4, wording.plain(bar.name), value, INK)
            drawing.box(0, y + 5, _WIDTH, 12, TRACK)
            drawing.box(0, y + 5, _WIDTH * (bar.share.value or 0) // reach, 12, BAR)
            drawing.rule(_WIDTH * equal // reach, y + 2, y + 20)
            y += 22
        y += 16
    return drawing.spec(_WIDTH, max(1, y - 12))


def _reach(shares: list[int]) -> int:
    """Where the track ends: the next tenth above the longest bar, so that short bars can be compared."""
    return min(1000, -(-max(shares) // 100) * 100)


_DAY_MAX, _DAY_MIN, _COVERAGE_WIDTH, _CELL = 34, 12, 700, 16


def _coverage(chart: CoverageChart, wording: Wording) -> dict[str, Any]:
    """Per outlet its name and share monitored, and under them a box for each day."""
    drawing = _Drawing()
    step = max(_DAY_MIN, min(_DAY_MAX, _COVERAGE_WIDTH // max(1, len(chart.days))))
    width = max(_WIDTH, step * len(chart.days))
    every = 1 if step >= _DAY_MAX else 7
    for number, day in enumerate(chart.days):
        if number % every == 0:
            drawing.text(number * step, 12, f"{day[8:]}.{day[5:7]}", SOFT, 11)
    y = _LINE
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


class _Drawing:
    """Collects boxes, texts and rules in pixels, y downwards from the top."""

    def __init__(self) -> None:
        self._boxes: list[Row] = []
        self._texts: list[Row] = []
        self._rules: list[Row] = []

    def box(self, x: int, y: int, width: int, height: int, fill: str, edge: str = "none") -> None:
        """A rectangle; one without width or height is not drawn."""
        if width > 0 and height > 0:
            self._boxes.append(
                {"x": x, "x2": x + width, "y": y, "y2": y + height, "fill": fill, "edge": edge}
            )

    def cell(self, x: int, y: int, width: int, height: int, filled: int) -> None:
        """An outlined box, filled from below."""
        self.box(x, y + height - filled, width, filled, BAR)
        self._boxes.append({"x": x, "x2": x + width, "y": y, "y2": y + height, "fill": "none", "edge": BAR})

    def text(self, x: int, y: int, text: str, fill: str, size: int, align: str = "left") -> None:
        """A line of text standing on y."""
        self._texts.append({"x": x, "y": y, "text": text, "fill": fill, "size": size, "align": align})

    def rule(self, x: int, y: int, y2: int) -> None:
        """A dashed upright line."""
        self._rules.append({"x": x, "y": y, "y2": y2})

    def line(self, y: int, left: str, right: str, fill: str) -> int:
        """A name on the left, over as many lines as it needs, and a value on the right of the first."""
        lines = wrap(left, _LETTERS, break_long_words=False) or [""]
        for number, part in enumerate(lines):
            self.text(0, y + 14 + number * _LINE, part, fill, 14)
        if right:
            self.text(_WIDTH, y + 14, right, fill, 14, "right")
        return y + len(lines) * _LINE

    def spec(self, width: int, height: int) -> dict[str, Any]:
        """The specification: positions are pixels (`scale: null`), no axis, no legend, no fitting."""
        layers = [
            *(_rects(fill, edge, rows) for (fill, edge), rows in _alike(self._boxes, "fill", "edge").items()),
            *_rules(self._rules),
            *(_texts(style, rows) for style, rows in _alike(self._texts, "fill", "size", "align").items()),
        ]
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": width,
            "height": height,
            "padding": 2,
            "autosize": {"type": "none"},
            "background": None,
            "config": {"font": FONT, "view": {"stroke": None}, "axis": {"labelLimit": 0}, "aria": False},
            "layer": layers,
        }


def _alike(rows: list[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows by their style, in the order in which the styles first appear."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return groups


def _pixels(*names: str) -> dict[str, Any]:
    first = {"type": "quantitative", "scale": None, "axis": None}
    return {name: {"field": name, **({} if name.endswith("2") else first)} for name in names}


def _rects(fill: str, edge: str, rows: list[Row]) -> dict[str, Any]:
    paint = {"fill": None if fill == "none" else fill, "stroke": None if edge == "none" else edge}
    mark = {"type": "rect", **paint, "fillOpacity": 1, "opacity": 1}
    return {"data": {"values": rows}, "mark": mark, "encoding": _pixels("x", "x2", "y", "y2")}


def _rules(rows: list[Row]) -> list[dict[str, Any]]:
    """A dashed line on a lighter one, so that it can be seen on the bar and beside it."""
    ground = {"type": "rule", "stroke": PAPER, "strokeWidth": 4}
    line = {"type": "rule", "stroke": INK, "strokeWidth": 2, "strokeDash": [4, 2]}
    encoding = _pixels("x", "y", "y2")
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding} for mark in (ground, line)]


def _texts(style: tuple[Any, ...], rows: list[Row]) -> dict[str, Any]:
    fill, size, align = style
    mark = {"type": "text", "fill": fill, "fontSize": size, "align": align, "baseline": "alphabetic"}
    encoding = {**_pixels("x", "y"), "text": {"field": "text"}}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}
