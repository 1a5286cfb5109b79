"""Blocks as paragraphs, lists, tables and pictures of a document."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import assert_never

from docx.document import Document
from docx.shared import Inches, Pt

from dauys.reports.document import (
    BarChart,
    Beside,
    Block,
    Chart,
    ClockChart,
    CoverageChart,
    DaysChart,
    Facts,
    Heading,
    Items,
    Paragraph,
    Statement,
    Statements,
    Table,
)
from dauys.reports.docx.shape import WIDTH_CM
from dauys.reports.docx.tables import add_table
from dauys.reports.docx.text import SOFT, write, xml_text
from dauys.reports.pictures import PIXELS_PER_POINT
from dauys.reports.runs import Run, Runs

_CM_PER_INCH = 2.54
_DEPTH_MAX = 4
_PRINTED = 0.85
"""Charts are drawn for a screen; on paper they stand a little smaller."""


class Blocks:
    """Adds blocks to the end of a document; `pictures` are the charts' PNG by name."""

    def __init__(self, document: Document, runs: Runs, pictures: Mapping[str, bytes]) -> None:
        self._document = document
        self._runs = runs
        self._pictures = pictures

    def add(self, block: Block) -> None:
        """Adds one block, of whatever kind."""
        match block:
            case Heading():
                level = min(block.level, _DEPTH_MAX)
                write(self._document.add_heading(level=level), self._runs.of(block.text))
            case Paragraph():
                write(self._document.add_paragraph(), self._runs.line(block.text))
            case Statement():
                self._statement(block)
            case Statements():
                # Numbered by hand: the numbering of the template's style would run on from list to list.
                for number, sentence in enumerate(block.sentences, 1):
                    self._line(sentence, f"{number}.\t", with_weight=True)
            case Items():
                for item in block.items:
                    write(self._document.add_paragraph(style="List Bullet"), self._runs.line(item))
            case Facts():
                self._facts(block)
            case Table():
                add_table(self._document, block, self._runs)
            case BarChart() | CoverageChart() | ClockChart() | DaysChart():
                self._chart(block)
            case Beside():
                self.add(block.first)
                self.add(block.second)
            case _:
                assert_never(block)

    def _line(self, inline: object, mark: str, *, with_weight: bool) -> None:
        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Pt(18), Pt(-18)
        form.tab_stops.add_tab_stop(Pt(18))
        write(paragraph, [Run(mark)])
        write(paragraph, self._runs.of(inline), with_weight=with_weight)

    def _statement(self, statement: Statement) -> None:
        words = self._document.add_paragraph()
        write(words, self._runs.of(statement.words))
        speaker = self._document.add_paragraph()
        write(speaker, self._runs.of(statement.speaker), is_bold=True)
        write(speaker, [Run(", "), *self._runs.of(statement.office)])
        for paragraph in (words, speaker):
            paragraph.paragraph_format.left_indent = Pt(18)
        words.paragraph_format.keep_with_next = True

    def _facts(self, facts: Facts) -> None:
        for term, said in facts.pairs:
            paragraph = self._document.add_paragraph()
            write(paragraph, [*self._runs.of(term), Run(": ")], is_bold=facts.is_wordy)
            write(paragraph, self._runs.of(said), is_bold=not facts.is_wordy)

    def _chart(self, chart: Chart) -> None:
        caption = self._document.add_paragraph()
        write(caption, self._runs.of(chart.caption))
        caption.paragraph_format.keep_with_next = True
        for run in caption.runs:
            run.font.color.rgb, run.font.size = SOFT, Pt(9)
        picture = self._document.add_picture(io.BytesIO(self._pictures[chart.name]))
        pixels_per_inch = 72 * PIXELS_PER_POINT
        # python-docx takes the picture's own resolution, or 72 where it has none; ours is known.
        natural = _pixels(self._pictures[chart.name]) / pixels_per_inch * _PRINTED
        width = Inches(min(natural, WIDTH_CM / _CM_PER_INCH))
        picture.height = round(picture.height * width / picture.width)
        picture.width = width
        words = picture._inline.docPr  # python-docx has no alternative text
        words.set("descr", xml_text(self._runs.plain(chart.alternative)))
        words.set("name", chart.name)


def _pixels(png: bytes) -> int:
    """The width that a PNG states in its first chunk."""
    return int.from_bytes(png[16:20], "big")
