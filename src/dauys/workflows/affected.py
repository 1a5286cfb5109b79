"""Which airings and figures rest on objects of the vault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from dauys.domain.errors import DauysError

if TYPE_CHECKING:
    import polars as pl

    from dauys.reports import Material

_NAMED = {"airings": "sighting_id", "appearances": "id"}
"""Table → the column that names an airing by its sighting."""


def affected(objects: Collection[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """sha256 of each object → ids of the airings and of the figures that rest on it.

    The report of the connected home is composed for it, once; no figures where none can be made.
    """
    from dauys.db.selectors.airings import airings_frame
    from dauys.db.selectors.audit_vault import sighted_in

    if not objects:
        return {}
    stand = airings_frame()["sighting_id"].to_list()
    airings = {sha256: _among(stand, sighted_in(sha256)) for sha256 in objects}
    figures = _figures_over({airing for found in airings.values() for airing in found})
    return {sha256: (found, _joined(found, figures)) for sha256, found in airings.items()}


def _among(stand: Collection[str], sighted: set[str]) -> tuple[str, ...]:
    return tuple(airing for airing in stand if airing in sighted)


def _joined(airings: Collection[str], figures: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure for airing in airings for figure in figures.get(airing, ())))


def _figures_over(airings: set[str]) -> dict[str, list[str]]:
    """Airing → ids of the figures among whose rows it stands."""
    from dauys.reports import build
    from dauys.reports.rows_behind import RowsBehind, behind
    from dauys.workflows.report_material import gather

    if not airings:
        return {}
    try:
        material = gather()
    except DauysError:
        return {}
    used: defaultdict[str, set[str]] = defaultdict(set)
    sources = {}
    for figure in build(material).figures.values():
        source = behind(figure.definition, material.definitions)
        if source.table in _NAMED:
            sources[figure.id] = source, figure.where
            used[source.table] |= {*source.conditions, *figure.where.columns}
    frames = {name: _rows(material, name, airings) for name in used}
    rows = {name: RowsBehind(name, frames[name], columns) for name, columns in used.items()}
    over: defaultdict[str, list[str]] = defaultdict(list)
    for name, (source, where) in sources.items():
        frame = frames[source.table]
        places = rows[source.table].find(source, where, frame.height).places
        for airing in frame[places][_NAMED[source.table]].unique(maintain_order=True):
            over[airing].append(name)
    return over


def _rows(material: Material, table: str, airings: set[str]) -> pl.DataFrame:
    frame = material.tables[table]
    return frame.filter(frame[_NAMED[table]].is_in(sorted(airings)))
