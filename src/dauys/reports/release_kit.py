"""The release kit: a short text and a picture in each language, for those who pass the news on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dauys.reports.charts import chart_spec
from dauys.reports.document import BarChart, Report
from dauys.reports.messages import Joined, Message, say
from dauys.reports.wording import Wording

LETTERS_MAX = 280
"""What the shortest of the common channels takes."""

_SENTENCES: tuple[tuple[Message, dict[str, str]], ...] = (
    (say("TV: {count} airings."), {"count": "tv.airings.total"}),
    (say("Radio: {count} airings."), {"count": "radio.airings.total"}),
    (say("Online: {count}."), {"count": "online.items.total"}),
    (say("Print: {count}."), {"count": "print.items.total"}),
    (say("Debates: {count}."), {"count": "debates.total"}),
    (
        say("Monitored: {monitored} of {due}."),
        {"monitored": "monitored.total", "due": "due.total"},
    ),
)
"""What the text may say, the most telling first, and the figures in it by their ids."""


@dataclass(frozen=True, slots=True)
class ReleaseKit:
    """text: at most LETTERS_MAX letters. picture: a Vega-Lite specification; None where nothing compares.

    alternative: the picture in words.
    """

    text: str
    picture: dict[str, Any] | None
    alternative: str = ""


def release_kit(report: Report, language: str) -> ReleaseKit:
    """Text and picture of a report in one language; every number in them is one of its figures."""
    wording = Wording(language)
    chart = next((chart for chart in report.charts() if isinstance(chart, BarChart) and chart.groups), None)
    text = _text(report, wording)
    if chart is None:
        return ReleaseKit(text, None)
    return ReleaseKit(text, chart_spec(chart, wording, with_caption=True), _in_words(chart, wording))


def _in_words(chart: BarChart, wording: Wording) -> str:
    """What the picture shows, for who cannot see it and has no table beneath: a line per bar."""
    lines = [wording.plain(chart.caption)]
    for names, bars in chart.groups:
        lines.append(wording.plain(names))
        lines += [wording.plain(Joined((bar.name, bar.amount, bar.share), " · ")) for bar in bars]
    return "\n".join(lines)


def _text(report: Report, wording: Wording) -> str:
    """As many sentences as fit, in their order; what has no value is left out."""
    text = wording.plain(report.title) + "."
    if report.notices:
        text += " " + wording.plain(say("Illustrative example")) + "."
    for sentence in _said(report, wording):
        if len(text) + 1 + len(sentence) <= LETTERS_MAX:
            text += f" {sentence}"
    return text


def _said(report: Report, wording: Wording) -> list[str]:
    said = []
    for message, ids in _SENTENCES:
        figures = {name: report.figures.get(figure_id) for name, figure_id in ids.items()}
        if all(figure is not None and figure.value for figure in figures.values()):
            said.append(wording.plain(Message(message.text, tuple(figures.items()))))
    return said
