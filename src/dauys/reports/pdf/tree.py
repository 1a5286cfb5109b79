"""The printed pages as plain values that the template `assets/report.typ` reads: no source, only data.

A run is {text, role, lang}; a block is {is: KIND, …} with the fields that the template names.
"""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never

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
    Page,
    Paragraph,
    Report,
    Statement,
    Statements,
    Table,
)
from dauys.reports.messages import say
from dauys.reports.pdf.tables import table
from dauys.reports.runs import Run, Runs
from dauys.reports.typesetting import legible
from dauys.reports.wording import Wording

Values = dict[str, Any]
Single: TypeAlias = Heading | Paragraph | Statement | Statements | Items | Facts | Table | Chart


def tree(report: Report, language: str) -> Values:
    """Everything that is printed, in one language."""
    runs = Runs(Wording(language))
    pages = {page.path: page for page in report.pages}
    as_of = runs.plain(say("As of {moment}", moment=report.as_of)) if report.as_of else ""
    return {
        "title": legible(runs.plain(report.title)),
        "status": legible(runs.plain(report.status)),
        "language": language,
        "notices": [legible(runs.plain(notice)) for notice in report.notices],
        "as_of": legible(as_of),
        "pages": [_Tree(runs).page(pages[path]) for path in report.printed if path in pages],
    }


class _Tree:
    """Writes one page; remembers the depth of its headings, which may not skip a level."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._depth = 1

    def page(self, page: Page) -> Values:
        subtitle = self._line(page.subtitle) if page.subtitle else []
        blocks = [value for block in page.blocks for value in self._blocks(block)]
        return {"title": self._line(page.title), "subtitle": subtitle, "blocks": blocks}

    def _line(self, inline: object) -> list[Values]:
        return _values(self._runs.of(inline))

    def _lines(self, inlines: tuple[object, ...]) -> list[list[Values]]:
        return [_values(self._runs.line(inline)) for inline in inlines]

    def _blocks(self, block: Block) -> list[Values]:
        """Blocks that stand beside each other on a screen follow each other on paper."""
        if isinstance(block, Beside):
            return self._blocks(block.first) + self._blocks(block.second)
        return [self._block(block)]

    def _block(self, block: Single) -> Values:
        match block:
            case Heading():
                self._depth = min(block.level, self._depth + 1)
                return {"is": "heading", "text": self._line(block.text), "level": self._depth}
            case Paragraph():
                return {"is": "paragraph", "text": _values(self._runs.line(block.text)), "role": block.role}
            case Statement():
                return self._statement(block)
            case Statements():
                return {"is": "statements", "items": self._lines(block.sentences)}
            case Items():
                return {"is": "items", "items": self._lines(block.items)}
            case Facts():
                pairs = [[self._line(term), self._line(said)] for term, said in block.pairs]
                return {"is": "definitions" if block.is_wordy else "facts", "pairs": pairs}
            case Table():
                return table(block, self._line)
            case BarChart() | CoverageChart() | ClockChart() | DaysChart():
                alternative = legible(self._runs.plain(block.alternative))
                return {
                    "is": "chart",
                    "name": block.name,
                    "caption": self._line(block.caption),
                    "alternative": alternative,
                }
            case _:
                assert_never(block)

    def _statement(self, statement: Statement) -> Values:
        return {
            "is": "statement",
            "words": self._line(statement.words),
            "speaker": self._line(statement.speaker),
            "office": self._line(statement.office),
        }


def _values(runs: list[Run]) -> list[Values]:
    return [{"text": legible(run.text), "role": run.role, "lang": run.language} for run in runs if run.text]
