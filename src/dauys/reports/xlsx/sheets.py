"""One sheet: the notices above, the heads, and rows that scroll beneath both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.rows import Row, RowSheet, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format

_SAMPLE = 200
"""Rows that a column's width is taken from."""
_WIDTH_MIN, _WIDTH_MAX = 8, 48
_NUMBER_WIDTH = 10
_LAST_ROW = (1 << 20) - 1
_TITLE_MAX, _TEXT_MAX = 32, 255
"""Letters of a cell's help that a spreadsheet shows."""


@dataclass(frozen=True, slots=True)
class Help:
    """What a spreadsheet shows beside the cells of a column that somebody fills in.

    words: the range (`='Words'!$A$2:$A$5`) of those that it offers; others may be typed after a warning.
    """

    title: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name (31 letters at the most), the notices above, the heads, and the rows.

    is_form: somebody will type in it, and what is typed stays as typed; helps: of its columns, if any.
    kinds: of its columns, TEXT where nothing is said.
    """

    name: str
    notices: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Row]
    is_form: bool = False
    helps: Sequence[Help] = ()
    kinds: Sequence[Kind] = ()


def write(sheet: Sheet, worksheet: RowSheet, formats: Mapping[Kind, Format], texts: Texts) -> None:
    """Fills the worksheet; heads stay in sight together with the notices, if there are any."""
    rest = iter(sheet.rows)
    sample = list(islice(rest, _SAMPLE))
    typed = formats[Kind.TEXT] if sheet.is_form else None
    for number, head in enumerate(sheet.heads):
        worksheet.set_column(number, number, _width(number, head, sample), typed)
    for number, help_ in enumerate(sheet.helps):
        worksheet.data_validation(1, number, _LAST_ROW, number, _validation(help_))
    nothing = (None,) * (len(sheet.heads) - 1)
    above: list[Row] = [((notice, Kind.NOTICE), *nothing) for notice in sheet.notices]
    above.append(tuple((head, Kind.HEAD) for head in sheet.heads))
    worksheet.freeze_panes(len(above), 0)
    kinds = sheet.kinds or [Kind.TEXT] * len(sheet.heads)
    worksheet.fill(chain(above, sample, rest), kinds, formats, texts)


def _validation(help_: Help) -> dict[str, str]:
    offered = {"validate": "list", "source": help_.words} if help_.words else {"validate": "any"}
    shown = {"input_title": help_.title[:_TITLE_MAX], "input_message": help_.text[:_TEXT_MAX]}
    return {**offered, **shown, "error_type": "warning"}


def _width(number: int, head: str, sample: Sequence[Row]) -> int:
    """As wide as the longest cell of the sample and the longest word of the head."""
    values = (_value(row[number]) for row in sample)
    cells = (len(value) if isinstance(value, str) else _NUMBER_WIDTH for value in values)
    words = (len(word) for word in head.split())
    return max(_WIDTH_MIN, min(_WIDTH_MAX, max(chain(cells, words), default=0) + 2))


def _value(cell: object) -> object:
    return cell[0] if isinstance(cell, tuple) else cell
