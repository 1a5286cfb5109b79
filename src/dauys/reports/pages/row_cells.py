"""Tables of rows: appearances with their sound, and the rows of any other table in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import polars as pl

from dauys.domain.recordings import Recording
from dauys.reports.codes import TITLES
from dauys.reports.columns import cell, label, shown_columns
from dauys.reports.document import NOTHING, Clip, Inline, Link, Row, Table
from dauys.reports.material import Material
from dauys.reports.messages import (
    UNDETERMINED,
    Area,
    Count,
    Day,
    Foreign,
    Joined,
    Length,
    Message,
    Moment,
    Position,
    Thousandths,
    say,
)
from dauys.reports.registry import Registry
from dauys.reports.terms import CODES, integrity, language

FactsOfRows: TypeAlias = Mapping[tuple[str, str], dict[str, Any]]
"""Airings, insertions and placements by kind of appearance and id."""
_FACTS = {
    "airing": ("airings", "sighting_id"),
    "insertion": ("insertions", "id"),
    "placement": ("placements", "id"),
}


def facts_behind(rows: Iterable[dict[str, Any]], material: Material) -> FactsOfRows:
    """The facts' own rows, of all these appearances at once: a table is looked through once."""
    ids: dict[str, set[str]] = {kind: set() for kind in _FACTS}
    for row in rows:
        ids[row["kind"]].add(row["id"])
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, (table, key) in _FACTS.items():
        wanted = pl.DataFrame({key: sorted(ids[kind])}, schema={key: pl.String})
        facts = material.tables[table].join(wanted, on=key, how="semi")
        found |= {(kind, fact[key]): fact for fact in facts.iter_rows(named=True)}
    return found


def appearance_table(
    rows: list[dict[str, Any]],
    before: int,
    days: set[str],
    material: Material,
    facts: FactsOfRows,
    registry: Registry,
) -> Table:
    """Appearances in order of time, numbered from `before` + 1; a row that begins a day has its anchor.

    days: those that have their anchor already; more are added.
    """
    is_heard = any(row["origin"] == "heard" for row in rows)
    lines = tuple(
        _appearance(
            number,
            row,
            _anchor(row, days),
            facts.get((row["kind"], row["id"]), {}),
            is_heard,
            material,
            registry,
        )
        for number, row in enumerate(rows, before + 1)
    )
    head = (
        say("No."),
        say("Local time"),
        *((say("Clip, ±5 s"),) if is_heard else ()),
        say("Outlet"),
        say("Contestant and spot"),
        say("Version"),
        say("Length and integrity") if is_heard else say("Length or area"),
        say("Certainty, reason, and place in the recording") if is_heard else say("Where the row comes from"),
    )
    caption = say("Airings in order of time") if is_heard else say("Appearances in order of time")
    return Table(caption, head, lines, frozenset({0}), frozenset({len(head) - 1}))


def _anchor(row: dict[str, Any], days: set[str]) -> str:
    if row["day"] in days:
        return ""
    days.add(row["day"])
    return f"day-{row['day']}"


def _appearance(
    number: int,
    row: dict[str, Any],
    anchor: str,
    fact: dict[str, Any],
    is_heard: bool,
    material: Material,
    registry: Registry,
) -> Row:
    contestant = registry.contestants[row["contestant_id"]]
    outlet = registry.outlets[row["outlet_id"]]
    heard = row["origin"] == "heard"
    source = _heard_where(fact, material) if heard else _entered(row, fact)
    spot: Inline = CODES[fact.get("kind") or row["kind"]]
    if fact.get("spot_id"):
        spot = Foreign(registry.spots[fact["spot_id"]].title, UNDETERMINED)
    cells: tuple[Inline, ...] = (
        Count(number),
        _when(row, fact, outlet.zone),
        *((Clip(material.clips.get(row["id"], "")) if heard else NOTHING,) if is_heard else ()),
        Link(outlet.names, f"outlets/{outlet.id}.html"),
        _lines(Link(contestant.names, f"contestants/{contestant.id}.html"), spot),
        _version(row["language"], fact) if heard else language(row["language"]),
        _size(row, fact),
        source,
    )
    return Row(cells, anchor=anchor)


def _lines(*parts: Inline) -> Joined:
    return Joined(parts, "\n")


def _when(row: dict[str, Any], fact: dict[str, Any], zone: str) -> Inline:
    if row["start_ms"] is None:
        return Day(row["day"])
    moment = Moment(fact.get("start_ms") or row["start_ms"], zone)
    return moment if row["items"] else _lines(moment, say("began outside; counted where it began"))


def _size(row: dict[str, Any], fact: dict[str, Any]) -> Inline:
    """How long or how large; of an airing that was heard, whether it was whole, too."""
    if row["area_mm2"] is not None:
        return Area(row["area_mm2"])
    if row["kind"] != "airing":
        return NOTHING
    whole = Length(fact.get("length_ms", row["here_ms"]))
    lines: list[Inline] = [whole]
    if row["here_ms"] != whole.ms:
        lines.append(say("of it here: {length}", length=Length(row["here_ms"])))
    if row["origin"] == "heard":
        lines.append(integrity(fact["integrity"]))
    return _lines(*lines)


def _entered(row: dict[str, Any], fact: dict[str, Any]) -> Inline:
    """A row that a register brought: its id there, its address, and whether it is illustrative."""
    lines: list[Inline] = [say("entered in a register as {id}", id=Foreign(row["id"]))]
    if fact.get("address"):
        lines.append(Foreign(fact["address"]))
    if fact.get("issue"):
        lines.append(say("issue {issue}, page {page}", issue=Foreign(fact["issue"]), page=_page(fact)))
    return _lines(*lines, say("illustrative row")) if row["is_illustrative"] else _lines(*lines)


def _page(fact: dict[str, Any]) -> Inline:
    return Count(fact["page"]) if fact["page"] is not None else say("not known")


def _version(spoken: str, fact: dict[str, Any]) -> Inline:
    named = language(spoken)
    if not fact["undecided_with"]:
        return _lines(named, Foreign(fact["version_id"])) if fact["version_id"] else named
    return _lines(named, say("or: {others}", others=Foreign(fact["undecided_with"].replace(";", ", "))))


def _heard_where(fact: dict[str, Any], material: Material) -> Inline:
    return _lines(_reason(fact), _recording(fact, material.recordings.get(fact["recording_sha256"])))


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


def _recording(row: dict[str, Any], recording: Recording | None) -> Message:
    name = Foreign(recording.path_name) if recording else Foreign(row["recording_sha256"])
    return say("{recording} at {position}", recording=name, position=Position(row["recording_offset_ms"]))


def waiting_rows(material: Material) -> tuple[Row, ...]:
    """Doubtful sightings in the columns of the airings; they have no clip until they are settled."""
    registry = Registry(material)
    return tuple(
        Row(
            (
                Count(number),
                Moment(row["start_ms"], row["zone"]),
                registry.outlets[row["outlet_id"]].names,
                _lines(
                    registry.contestants[row["contestant_id"]].names,
                    Foreign(registry.spots[row["spot_id"]].title, UNDETERMINED),
                ),
                _version(row["language"], row) if row["language"] else NOTHING,
                _heard_where(row, material),
            )
        )
        for number, row in enumerate(material.waiting.rows(named=True), 1)
    )


def table_of(name: str, rows: list[dict[str, Any]], before: int, registry: Registry) -> Table:
    """Rows of any published table, each column under its label; columns that say nothing are left out."""
    columns = shown_columns(name, rows)
    head = (say("No."), *(label(column, name) for column in columns))
    lines = tuple(
        Row((Count(number), *(cell(column, row, registry) for column in columns)))
        for number, row in enumerate(rows, before + 1)
    )
    return Table(TITLES[name], head, lines, frozenset({0}))
