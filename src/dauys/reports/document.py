"""The document model: a report is pages, a page is blocks, a block is inlines; no language, no markup.

Whoever writes a format handles every member of `Inline` and `Block`. A chart of any kind has `name`,
`caption` and `alternative`; its picture is drawn from `charts.chart_specs` by its name. Paper prints the
pages named in `Report.printed`, and every page, sheet and paper page carries `Report.notices`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dauys.domain.names import Names
from dauys.reports.figures import Figure
from dauys.reports.messages import (
    Area,
    Count,
    Day,
    Foreign,
    Joined,
    Length,
    Measured,
    Message,
    Moment,
    Money,
    Position,
    Span,
    Thousandths,
    say,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page of the report: its path from the language's folder, and an anchor."""

    text: Inline
    page: str


@dataclass(frozen=True, slots=True)
class Clip:
    """A player of the derived sound of one airing; an empty name says that no clip was made."""

    file_name: str


Inline: TypeAlias = (
    Message | Names | Figure | Link | Clip | Count | Day | Moment | Length | Position | Span | Thousandths
    | Area | Money | Measured | Foreign | Joined
)  # fmt: skip


NOTHING = Joined(())
"""An empty cell: the column does not apply to the row."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: Inline
    anchor: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`role` is empty, `lead` (a page's first words) or `note` (small print)."""

    text: Inline
    role: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """Numbered sentences."""

    sentences: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A signer's own words under that person's name and office: said, not found. No figure stands in it."""

    speaker: Names
    office: Names
    words: Names


@dataclass(frozen=True, slots=True)
class Items:
    """A plain list."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what is to be said of each: a value, or (`is_wordy`) sentences."""

    pairs: tuple[tuple[Inline, Inline], ...]
    is_wordy: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`role` is empty, `group` (a heading of rows, one cell), `total` or `time` (monitored time)."""

    cells: tuple[Inline, ...]
    role: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first column names the row; `numeric` columns stand to the right, `wide` ones hold sentences."""

    caption: Inline
    head: tuple[Inline, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One contestant's bar: share in thousandths of its group, None where it is not known."""

    name: Names
    amount: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class BarChart:
    """Shares against equality, one group per contest; the table beneath says the same in numbers."""

    name: str
    caption: Message
    alternative: Message
    groups: tuple[tuple[Names, tuple[Bar, ...]], ...]
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One outlet: per day (due_ms, monitored_ms)."""

    name: Names
    monitored: Figure
    due: Figure
    days: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class CoverageChart:
    """Outlet × day: how much of the due time was recorded."""

    name: str
    caption: Message
    alternative: Message
    days: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class ClockChart:
    """A debate: how long each participant spoke, against the equal part of all that was spoken."""

    name: str
    caption: Message
    alternative: Message
    bars: tuple[tuple[Names, Figure], ...]
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class DaysLine:
    """One contestant day by day; a day that is missing in `counts` has 0."""

    name: Names
    counts: Mapping[str, int]
    total: Figure


@dataclass(frozen=True, slots=True)
class DaysChart:
    """The campaign day by day: one small picture per contestant, all on one scale."""

    name: str
    caption: Message
    alternative: Message
    days: tuple[str, ...]
    lines: tuple[DaysLine, ...]
    is_illustrative: bool = False


Chart: TypeAlias = BarChart | CoverageChart | ClockChart | DaysChart


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks next to each other where there is room."""

    first: Block
    second: Block


Block: TypeAlias = Heading | Paragraph | Statement | Statements | Items | Facts | Table | Chart | Beside


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is relative to the language's folder, with `/`; ValueError for one that would lead out of it."""

    path: str
    title: Inline
    blocks: tuple[Block, ...]
    subtitle: Inline | None = None

    def __post_init__(self) -> None:
        if not {"", ".", ".."}.isdisjoint(self.path.split("/")):
            raise ValueError(f"{self.path!r} is no address of a page")

    def charts(self) -> list[Chart]:
        """The page's charts, in their order."""
        blocks = [block for outer in self.blocks for block in _flat(outer)]
        return [block for block in blocks if isinstance(block, Chart)]


DRAFT = say("Draft, not signed")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is to be shown, before a language is chosen.

    addresses: for each figure, the page (and anchor) with what is behind it.
    as_of: the latest moment in what the report was made from; None where nothing is dated.
    notices: to be printed on every page, such as that rows are illustrative.
    status: draft, or which release; stands on every page, paper page and sheet, too.
    printed: paths of the pages that stand in the paper forms (PDF, DOCX), in their order.
    laboratory: how well the ear heard where the truth was known; a part of the method page, and a sheet.
    """

    title: Message
    pages: tuple[Page, ...]
    figures: Mapping[str, Figure]
    addresses: Mapping[str, str] = field(default_factory=dict)
    as_of: Moment | None = None
    notices: tuple[Inline, ...] = ()
    printed: tuple[str, ...] = ("index.html", "session.html", "findings.html", "rules.html")
    status: Inline = DRAFT
    laboratory: tuple[Block, ...] = ()

    def charts(self) -> list[Chart]:
        """Every chart, in the order of the pages."""
        return [chart for page in self.pages for chart in page.charts()]

    def printed_charts(self) -> list[str]:
        """The names of the charts on the printed pages."""
        return [chart.name for page in self.pages if page.path in self.printed for chart in page.charts()]


def _flat(block: Block) -> list[Block]:
    return [block.first, block.second] if isinstance(block, Beside) else [block]
