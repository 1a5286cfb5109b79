"""Rows pages: what stands behind a figure, row by row, and the address of each figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dauys.reports.document import Block, Facts, Inline, Page, Paragraph
from dauys.reports.figure_book import FigureBook
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import Count, Foreign, Joined, Message, say, say_many
from dauys.reports.pages.parts import turn
from dauys.reports.pages.row_cells import FactsOfRows, appearance_table, facts_behind, table_of
from dauys.reports.registry import Registry
from dauys.reports.rows_behind import Behind, RowsBehind, behind
from dauys.reports.selection import Selection

ROWS_MAX = 200
"""Rows on one page; a browser builds a player for each."""
SHOWN_MAX = {"appearances": 1000}
"""Rows shown of one selection, ROWS_MAX of other tables; the bundle holds them all."""
ALL_SHOWN_MAX = 50_000
"""Appearances shown by all selections together: a large campaign shows fewer of each, so that its pages can
be made and opened."""
_FEWER = (1000, 500, 200, 100, 50, 20, 10)

_Groups = dict[tuple[Behind, Selection], list[Figure]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one selection: those that are shown, and how many there are."""

    behind: Behind
    where: Selection
    shown: list[dict[str, Any]]
    count: int

    def path(self, part: int) -> str:
        """The address of one of its pages."""
        name = "" if self.behind.name == "airings" else f"{self.behind.name}."
        return f"rows/{name}{self.where.slug}{f'.part-{part + 1}' if part else ''}.html"

    def addresses(self, figures: Iterable[Figure]) -> dict[str, str]:
        """Where each figure's first row stands, by its id."""
        first: dict[Any, int] = {}
        for number, row in enumerate(self.shown):
            first.setdefault(row.get("day"), number)
        return {figure.id: self._address(figure.where["day"], first) for figure in figures}

    def _address(self, day: Any, first: Mapping[Any, int]) -> str:  # noqa: ANN401 - a selection's value
        return f"{self.path(first[day] // ROWS_MAX)}#day-{day}" if day and day in first else self.path(0)


def rows_pages(material: Material, book: FigureBook) -> tuple[list[Page], dict[str, str]]:
    """The pages that the figures asked for need, and every figure's address by its id."""
    registry = Registry(material)
    pages: list[Page] = []
    addresses: dict[str, str] = {}
    groups = _groups(book.figures.values(), material)
    every = _rows(groups, material)
    facts = facts_behind(
        (row for rows in every if rows.behind.table == "appearances" for row in rows.shown), material
    )
    for rows, figures in zip(every, groups.values(), strict=True):
        if not rows.count:
            addresses |= {figure.id: _where_none(figure) for figure in figures}
            continue
        pages += _pages(rows, figures, material, facts, registry, book)
        addresses |= rows.addresses(figures)
    # The rows pages asked for monitored time themselves, so that it comes last.
    others = (figure for figure in book.figures.values() if figure.id not in addresses)
    return pages, addresses | {figure.id: _ELSEWHERE[_table(figure, material)](figure) for figure in others}


def _table(figure: Figure, material: Material) -> str:
    return behind(figure.definition, material.definitions).table


def _groups(figures: Iterable[Figure], material: Material) -> _Groups:
    """Figures by the rows behind them, in the order in which they were asked for; none of _ELSEWHERE."""
    sources: dict[str, Behind] = {}
    groups: _Groups = {}
    for figure in figures:
        name = figure.definition.id
        if name not in sources:
            sources[name] = behind(figure.definition, material.definitions)
        if sources[name].table not in _ELSEWHERE:
            groups.setdefault((sources[name], figure.where.of_rows()), []).append(figure)
    return groups


def _rows(groups: _Groups, material: Material) -> list[_Rows]:
    """The rows of every group; each table is put in order once for all of them."""
    columns: defaultdict[str, set[str]] = defaultdict(set)
    for source, where in groups:
        columns[source.table] |= {*source.conditions, *where.columns}
    tables = {name: RowsBehind(name, material.tables[name], used) for name, used in columns.items()}
    found = [tables[source.table].find(source, where, _most(source.table)) for source, where in groups]
    counts = [
        each.count for each, (source, _) in zip(found, groups, strict=True) if source.table in SHOWN_MAX
    ]
    few = next(
        (few for few in _FEWER if sum(min(count, few) for count in counts) <= ALL_SHOWN_MAX), _FEWER[-1]
    )
    return [
        _Rows(source, where, tables[source.table].rows(each, min(few, _most(source.table))), each.count)
        for each, (source, where) in zip(found, groups, strict=True)
    ]


def _most(table: str) -> int:
    return SHOWN_MAX.get(table, ROWS_MAX)


def _where_none(figure: Figure) -> str:
    """Nothing stands behind it: the page that says what was monitored there, or else who stands."""
    outlet, who = figure.where["outlet_id"], figure.where["contestant_id"]
    if outlet:
        return f"outlets/{outlet}.html#gaps"
    return f"contestants/{who}.html" if who else "session.html"


def _time_address(figure: Figure) -> str:
    """Monitored time stands day by day on its outlet's page, and by outlet on the coverage map."""
    outlet, day = figure.where["outlet_id"], figure.where["day"]
    page = f"outlets/{outlet}.html" if outlet else "coverage.html"
    return f"{page}#day-{day}" if outlet and day else f"{page}#days"


def _finding_address(figure: Figure) -> str:
    """Findings stand by level and rule on a page of their own."""
    level = (figure.definition.where or {}).get("level")
    return f"findings.html#level-{level}" if isinstance(level, str) else "findings.html"


def _rule_address(figure: Figure) -> str:
    """What a rule tested stands in its row of the rule book."""
    rule = figure.where["rule_id"]
    return f"rules.html#rule-{rule}" if rule else "rules.html"


_ELSEWHERE = {"monitored-time": _time_address, "findings": _finding_address, "rule-tests": _rule_address}
"""Tables whose rows stand on pages of their own: table → where a figure's rows stand."""


def _pages(
    rows: _Rows,
    figures: list[Figure],
    material: Material,
    facts: FactsOfRows,
    registry: Registry,
    book: FigureBook,
) -> list[Page]:
    parts = [rows.shown[start : start + ROWS_MAX] for start in range(0, len(rows.shown), ROWS_MAX)] or [[]]
    paths = [rows.path(number) for number in range(len(parts))]
    own = [figure for figure in figures if not figure.where["day"]]
    days: set[str] = set()
    pages = []
    for number, part in enumerate(parts):
        head: list[Block] = [] if number else _head(rows, own, book)
        way: list[Block] = [turn(paths, number)] if len(parts) > 1 else []
        body = _body(rows, part, number * ROWS_MAX, days, material, facts, registry)
        title = _title(rows, own, registry)
        pages.append(Page(paths[number], title, (*head, *way, body, *way), _subtitle(rows.count)))
    return pages


def _title(rows: _Rows, figures: list[Figure], registry: Registry) -> Inline:
    """Airings are called by who, where and when; other rows by the figure's own name first."""
    words = registry.words(rows.where)
    if rows.behind.name == "airings" or not figures:
        return words
    label = figures[0].definition.label
    return Joined((label, words), " · ") if rows.where.columns else label


def _subtitle(count: int) -> Message:
    return say_many("{count} row", "{count} rows", count)


def _head(rows: _Rows, figures: list[Figure], book: FigureBook) -> list[Block]:
    """What these rows add up to, the monitored time behind them, and whether all of them are shown."""
    pairs: list[tuple[Inline, Inline]] = [(figure.definition.meaning, figure) for figure in figures]
    if any(figure.monitored for figure in figures):
        pairs.append((say("Monitored time behind these rows"), book.monitored(rows.where.place)))
        pairs.append((say("Not monitored in the same place"), book.gaps(rows.where.place)))
    blocks: list[Block] = [Facts(tuple(pairs))] if pairs else []
    if rows.count > len(rows.shown):
        blocks.append(Paragraph(_shortened(rows), "note"))
    return blocks


def _shortened(rows: _Rows) -> Message:
    return say(
        "The first {shown} rows stand here; all {count} are in the bundle, in {file}.",
        shown=Count(len(rows.shown)),
        count=Count(rows.count),
        file=Foreign(f"bundle/tables/{rows.behind.table}.jsonl"),
    )


def _body(
    rows: _Rows,
    part: list[dict[str, Any]],
    before: int,
    days: set[str],
    material: Material,
    facts: FactsOfRows,
    registry: Registry,
) -> Block:
    if rows.behind.table == "appearances":
        return (
            appearance_table(part, before, days, material, facts, registry)
            if part
            else Paragraph(_none(rows, material))
        )
    if not part:
        return Paragraph(say("No row of this kind is registered."))
    return table_of(rows.behind.table, part, before, registry)


def _none(rows: _Rows, material: Material) -> Message:
    place = rows.where.place
    if material.answers.at("{scope}monitored.total", place.columns):
        return say("No airing was heard in the time that was monitored.")
    return say("No time was monitored here: whether anything was aired is not known.")
