"""The sheet of laboratory figures: what the method page says of them, a figure a row, a number a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dauys.reports.document import Block, Facts, Paragraph
from dauys.reports.messages import Measured, say
from dauys.reports.runs import Runs
from dauys.reports.wording import Wording
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.rows import Row
from dauys.reports.xlsx.sheets import Sheet

_KINDS = {"count": Kind.COUNT, "permille": Kind.PERMILLE, "ms": Kind.MS}


def laboratory_sheet(blocks: Sequence[Block], notices: Sequence[str], wording: Wording) -> Sheet:
    """Sentences above, then each figure and each source beside what it is."""
    runs = Runs(wording)
    heads = [wording.plain(head) for head in (say("What was measured"), say("Value"), say("Unit"))]
    rows = [row for block in blocks for row in _rows(block, runs)]
    return Sheet(wording.plain(say("Laboratory")), notices, heads, rows)


def _rows(block: Block, runs: Runs) -> Iterator[Row]:
    match block:
        case Paragraph():
            yield (runs.plain(block.text), Kind.TEXT), (None, Kind.TEXT), (None, Kind.TEXT)
        case Facts():
            for label, said in block.pairs:
                yield (runs.plain(label), Kind.TEXT), *_value(said, runs)


def _value(said: object, runs: Runs) -> Row:
    """A number with its unit in words; anything else is text."""
    if not isinstance(said, Measured):
        return (runs.plain(said), Kind.TEXT), (None, Kind.TEXT)
    value = said.value / 10 if said.unit == "tenth" else said.value
    return (value, _KINDS.get(said.unit, Kind.NUMBER)), (_unit(said, runs), Kind.TEXT)


def _unit(number: Measured, runs: Runs) -> str:
    words = {
        "permille": say("per cent"),
        "ms": say("h:mm:ss"),
        "short_ms": say("milliseconds"),
    }
    return runs.plain(words.get(number.unit, say("number")))
