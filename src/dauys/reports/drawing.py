"""A drawing in pixels as a Vega-Lite specification whose picture depends on no font of the host."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

INK, SOFT, BAR, TRACK, PAPER = "#1b2733", "#52606d", "#1f4e79", "#e3e8ed", "#ffffff"
"""Colours of a drawing on paper; the style sheet replaces them in the dark."""

Row = dict[str, Any]
FONT = "Noto Sans"
WIDTH = 460
LINE = 18
_LETTERS = 36
"""Letters of a name on one line; longer names go on in the next."""


class Drawing:
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
            self.text(0, y + 14 + number * LINE, part, fill, 14)
        if right:
            self.text(WIDTH, y + 14, right, fill, 14, "right")
        return y + len(lines) * LINE

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
