"""Rows pages: the airings behind a figure, each with its time, its spot, the reason and the sound."""

from __future__ import annotations

from typing import Any

import polars as pl

from dauys.domain.recordings import Recording
from dauys.reports.document import (
    NOTHING,
    Block,
    Clip,
    Facts,
    Inline,
    Items,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
)
from dauys.reports.figure_book import FigureBook
from dauys.reports.figures import Figure
from dauys.reports.material import Material
from dauys.reports.messages import (
    Count,
    Foreign,
    Joined,
    Length,
    Message,
    Moment,
    Position,
    Thousandths,
    say,
    say_many,
)
from dauys.reports.registry import Registry
from dauys.reports.selection import Selection
from dauys.reports.terms import integrity, language

ROWS_MAX = 200
"""Rows on one page; a browser builds a player for each."""


def rows_pages(material: Material, book: FigureBook) -> tuple[list[Page], dict[str, str]]:
    """The pages that the figures asked for need, and each such figure's address by its id."""
    registry = Registry(material)
    wanted = dict.fromkeys(f.rows.without_day() for f in book.figures.values() if f.rows)
    pages: list[Page] = []
    addresses: dict[str, str] = {}
    for where in wanted:
        rows = _rows(where, material)
        pages += _pages(where, rows, material, registry, book)
        own = [f for f in book.figures.values() if f.rows and f.rows.without_day() == where]
        addresses |= {figure.id: _address(figure, where, rows) for figure in own}
    return pages, addresses


def _rows(where: Selection, material: Material) -> list[dict[str, Any]]:
    """One row per airing with a piece in the selection, in order of time.

    `here_ms` is its time in the selection; `airings` is 0 where it began outside.
    """
    pieces = where.of(material.pieces)
    joined = pieces.group_by("sighting_id", maintain_order=True).agg(
        pl.exclude("sighting_id", "ms", "airings").first(),
        here_ms=pl.col("ms").sum(),
        airings=pl.col("airings").sum(),
    )
    return joined.rows(named=True)


def _path(where: Selection, part: int) -> str:
    return f"rows/{where.slug}{f'.part-{part + 1}' if part else ''}.html"


def _address(figure: Figure, where: Selection, rows: list[dict[str, Any]]) -> str:
    day = figure.rows.day if figure.rows else None
    first = next((n for n, row in enumerate(rows) if row["day"] == day), None)
    if first is None:
        return _path(where, 0)
    return f"{_path(where, first // ROWS_MAX)}#day-{day}"


def _pages(
    where: Selection, rows: list[dict[str, Any]], material: Material, registry: Registry, book: FigureBook
) -> list[Page]:
    parts = [rows[start : start + ROWS_MAX] for start in range(0, len(rows), ROWS_MAX)] or [[]]
    days: set[str] = set()
    pages = []
    for number, part in enumerate(parts):
        table_rows = tuple(
            _row(number * ROWS_MAX + n, row, days, material, registry) for n, row in enumerate(part, 1)
        )
        head: list[Block] = [_figures(where, book)] if not number else []
        turn: list[Block] = [_turn(where, number, len(parts))] if len(parts) > 1 else []
        body: Block = _table(table_rows) if part else Paragraph(_none(where, book))
        title = registry.words(where)
        pages.append(Page(_path(where, number), title, (*head, *turn, body, *turn), _subtitle(len(rows))))
    return pages


def _subtitle(count: int) -> Message:
    return say_many("{count} row", "{count} rows", count)


def _figures(where: Selection, book: FigureBook) -> Facts:
    """What these rows add up to, and the monitored time behind it."""
    figures = book.of_rows(where)
    pairs: list[tuple[Inline, Inline]] = [(figure.definition, figure) for figure in figures]
    place = where.place
    pairs.append((say("Monitored time behind these rows"), book.monitored(place)))
    pairs.append((say("Not monitored in the same place"), book.gaps(place)))
    return Facts(tuple(pairs))


def _none(where: Selection, book: FigureBook) -> Message:
    if book.monitored(where.place).value:
        return say("No airing was heard in the time that was monitored.")
    return say("No time was monitored here: whether anything was aired is not known.")


def _turn(where: Selection, number: int, count: int) -> Items:
    links: list[Inline] = [
        Link(Count(part + 1), _path(where, part)) if part != number else Count(part + 1)
        for part in range(count)
    ]
    return Items((say("Part of the rows: {parts}", parts=Joined(tuple(links), " ")),))


def _table(rows: tuple[Row, ...]) -> Table:
    head = (
        say("No."),
        say("Local time"),
        say("Clip, ±5 s"),
        say("Outlet"),
        say("Contestant and spot"),
        say("Version"),
        say("Length and integrity"),
        say("Certainty, reason, and place in the recording"),
    )
    return Table(say("Airings in order of time"), head, rows, frozenset({0}), frozenset({7}))


def _row(number: int, row: dict[str, Any], days: set[str], material: Material, registry: Registry) -> Row:
    anchor = "" if row["day"] in days else f"day-{row['day']}"
    days.add(row["day"])
    contestant = registry.contestants[row["contestant_id"]]
    outlet = registry.outlets[row["outlet_id"]]
    cells: tuple[Inline, ...] = (
        Count(number),
        _when(row),
        Clip(material.clips.get(row["sighting_id"], "")),
        Link(outlet.names, f"outlets/{outlet.id}.html"),
        _lines(Link(contestant.names, f"contestants/{contestant.id}.html"), _spot(row, registry)),
        _version(row),
        _lines(_length(row), integrity(row["integrity"])),
        _lines(_reason(row), _recording(row, material.recordings.get(row["recording_sha256"]))),
    )
    return Row(cells, anchor=anchor)


def _lines(*parts: Inline) -> Joined:
    return Joined(parts, "\n")


def _when(row: dict[str, Any]) -> Inline:
    moment = Moment(row["start_ms"], row["zone"])
    if row["airings"]:
        return moment
    return _lines(moment, say("began outside; counted where it began"))


def _length(row: dict[str, Any]) -> Inline:
    whole = Length(row["end_ms"] - row["start_ms"])
    if row["here_ms"] == whole.ms:
        return whole
    return _lines(whole, say("of it here: {length}", length=Length(row["here_ms"])))


def _spot(row: dict[str, Any], registry: Registry) -> Inline:
    return Foreign(registry.spots[row["spot_id"]].title)


def _version(row: dict[str, Any]) -> Inline:
    named = language(row["language"])
    if not row["undecided_with"]:
        return _lines(named, Foreign(row["version_id"])) if row["version_id"] else named
    return _lines(named, say("or: {others}", others=Foreign(row["undecided_with"].replace(";", ", "))))


def _reason(row: dict[str, Any]) -> Inline:
    heard = say(
        "{score}; heard from {start} to {end} of the spot at {speed} of its speed",
        score=Thousandths(row["score_pm"], is_percent=False),
        start=Length(row["spot_start_ms"]),
        end=Length(row["spot_end_ms"]),
        speed=Thousandths((row["speed_ppm"] + 500) // 1000),
    )
    lines = [heard, say("decided by {who}", who=Foreign(row["decided_by"]))] if row["decided_by"] else [heard]
    return _lines(*lines, Foreign(row["why"], "en")) if row["why"] else _lines(*lines)


def _recording(row: dict[str, Any], recording: Recording | None) -> Inline:
    name = Foreign(recording.path_name) if recording else Foreign(row["recording_sha256"])
    return say("{recording} at {position}", recording=name, position=Position(row["recording_offset_ms"]))


def waiting_rows(material: Material) -> tuple[Row, ...]:
    """Doubtful sightings in the columns of the airings; they have no clip until they are settled."""
    registry = Registry(material)
    rows = []
    for number, row in enumerate(material.waiting.rows(named=True), 1):
        cells = (
            Count(number),
            Moment(row["start_ms"], row["zone"]),
            registry.outlets[row["outlet_id"]].names,
            _lines(registry.contestants[row["contestant_id"]].names, _spot(row, registry)),
            _version(row) if row["language"] else NOTHING,
            _lines(_reason(row), _recording(row, material.recordings.get(row["recording_sha256"]))),
        )
        rows.append(Row(cells))
    return tuple(rows)
