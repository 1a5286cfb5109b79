"""Blocks as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from dauys.reports.document import (
    Beside,
    Block,
    Chart,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Statement,
    Statements,
    Table,
)
from dauys.reports.html.inlines import Inlines
from dauys.reports.messages import say


class Blocks:
    """Writes blocks for one page; `drawings` are the charts' SVG by name."""

    def __init__(self, inlines: Inlines, drawings: Mapping[str, str]) -> None:
        self._write = inlines.html
        self._plain = inlines.wording.plain
        self._drawings = drawings

    def html(self, block: Block) -> str:
        """The block, with a line break at its end."""
        match block:
            case Heading():
                anchor = f' id="{block.anchor}"' if block.anchor else ""
                return f"<h{block.level}{anchor}>{self._write(block.text)}</h{block.level}>\n"
            case Paragraph():
                role = f' class="{block.role}"' if block.role else ""
                return f"<p{role}>{self._write(block.text)}</p>\n"
            case Statement():
                return self._statement(block)
            case Statements():
                return f'<ol class="statements">\n{self._list(block.sentences)}</ol>\n'
            case Items():
                return f"<ul>\n{self._list(block.items)}</ul>\n"
            case Facts():
                return self._facts(block)
            case Table():
                return self._table(block)
            case Beside():
                sides = "".join(f"<div>{self.html(side)}</div>\n" for side in (block.first, block.second))
                return f'<div class="beside">\n{sides}</div>\n'
            case _:
                return self._chart(block)

    def _list(self, inlines: tuple[object, ...]) -> str:
        return "".join(f"<li>{self._write(inline)}</li>\n" for inline in inlines)

    def _facts(self, facts: Facts) -> str:
        pairs = "".join(
            f"<div><dt>{self._write(term)}</dt><dd>{self._write(said)}</dd></div>\n"
            for term, said in facts.pairs
        )
        role = "definitions" if facts.is_wordy else "facts"
        return f'<dl class="{role}">\n{pairs}</dl>\n'

    def _statement(self, statement: Statement) -> str:
        said = say("{speaker}, {office}, said:", speaker=statement.speaker, office=statement.office)
        words = self._write(statement.words)
        quote = f"<blockquote><p>{words}</p></blockquote>"
        return f'<figure class="statement"><figcaption>{self._write(said)}</figcaption>{quote}</figure>\n'

    def _chart(self, chart: Chart) -> str:
        """The drawing is one picture to a screen reader; what it shows stands in the tables."""
        svg = self._drawings[chart.name].replace(
            "<svg ", f'<svg role="img" aria-label="{self._attribute(chart.alternative)}" ', 1
        )
        caption = f"<figcaption>{self._write(chart.caption)}</figcaption>"
        scroll = f'<div class="scroll" tabindex="0">{svg}</div>'
        return f'<figure class="chart {chart.name}">{caption}{scroll}</figure>\n'

    def _attribute(self, inline: object) -> str:
        return escape(self._plain(inline))

    def _table(self, table: Table) -> str:
        """The caption stands outside what scrolls, so that it can be read on a narrow screen."""
        head = "".join(
            f'<th scope="col"{_kind(column, table)}>{self._write(cell)}</th>'
            for column, cell in enumerate(table.head)
        )
        rows = "".join(self._row(row, table) for row in table.rows)
        anchor = f' id="{table.anchor}"' if table.anchor else ""
        label = self._attribute(table.caption)
        return (
            f'<p class="caption">{self._write(table.caption)}</p>\n'
            f'<div class="scroll"{anchor} tabindex="0" role="region" aria-label="{label}">'
            f'<table aria-label="{label}">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{rows}</tbody></table></div>\n"
        )

    def _row(self, row: Row, table: Table) -> str:
        anchor = f' id="{row.anchor}"' if row.anchor else ""
        role = f' class="{row.role}"' if row.role else ""
        first = self._write(row.cells[0])
        if row.role == "group":
            return f'<tr{role}{anchor}><th scope="rowgroup" colspan="{len(table.head)}">{first}</th></tr>\n'
        cells = "".join(
            f"<td{_kind(column, table)}>{self._write(cell)}</td>"
            for column, cell in enumerate(row.cells[1:], 1)
        )
        return f'<tr{role}{anchor}><th scope="row"{_kind(0, table)}>{first}</th>{cells}</tr>\n'


def _kind(column: int, table: Table) -> str:
    if column in table.numeric:
        return ' class="n"'
    return ' class="w"' if column in table.wide else ""
