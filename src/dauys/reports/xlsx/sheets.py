"""One sheet: the notices above, the heads, and rows that scroll beneath both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from dauys.reports.xlsx.cells import Kind, cell

Row = Sequence[tuple[object, Kind]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SAMPLE = 200
"""Rows that a column's width is taken from."""
_WIDTH_MIN, _WIDTH_MAX = 8, 48
_NUMBER_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name (31 letters at the most), and the XML of what stands in it."""

    name: str
    content: bytes


def sheet(name: str, notices: Sequence[str], heads: Sequence[str], rows: Iterable[Row]) -> Sheet:
    """The sheet; heads stay in sight together with the notices, if there are any."""
    rest = iter(rows)
    sample = list(islice(rest, _SAMPLE))
    above: list[Row] = [((notice, Kind.NOTICE),) for notice in notices]
    above.append(tuple((head, Kind.HEAD) for head in heads))
    lines = _lines(chain(above, sample, rest), [_letters(number) for number in range(len(heads))])
    content = (
        f'{XML}<worksheet xmlns="{MAIN}">{_view(len(above))}<cols>{_columns(heads, sample)}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    return Sheet(name[:31], content.encode())


def _lines(rows: Iterable[Row], letters: Sequence[str]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        # A notice is one cell, whatever the number of columns.
        cells = [cell(f"{at}{number}", *said) for at, said in zip(letters, row, strict=False)]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _view(above: int) -> str:
    """The rows above stay where they are when the others scroll."""
    pane = f'<pane ySplit="{above}" topLeftCell="A{above + 1}" activePane="bottomLeft" state="frozen"/>'
    return f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'


def _columns(heads: Sequence[str], sample: Sequence[Row]) -> str:
    return "".join(
        f'<col min="{number + 1}" max="{number + 1}" width="{_width(number, head, sample)}" customWidth="1"/>'
        for number, head in enumerate(heads)
    )


def _width(number: int, head: str, sample: Sequence[Row]) -> int:
    """As wide as the longest cell of the sample and the longest word of the head."""
    values = (row[number][0] for row in sample)
    cells = (len(value) if isinstance(value, str) else _NUMBER_WIDTH for value in values)
    words = (len(word) for word in head.split())
    return max(_WIDTH_MIN, min(_WIDTH_MAX, max(chain(cells, words), default=0) + 2))


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    rest, letter = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + letter)
