"""Which airings and figures rest on objects of the vault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dauys.domain.errors import DauysError

if TYPE_CHECKING:
    import polars as pl

    from dauys.reports import Material
    from dauys.reports.figures import Figure

_NAMED = {"airings": "sighting_id", "appearances": "id"}
"""Table → the column that names an airing by its sighting."""


class Affected:
    """What the report of the connected home would be made of; computed once it is asked for."""

    def __init__(self) -> None:
        self._material: Material | None = None
        self._figures: tuple[Figure, ...] = ()

    def by(self, sha256: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the airings and figures that rest on that object; no figures where none can be made."""
        from dauys.db.selectors.airings import airings_frame
        from dauys.db.selectors.audit_vault import sighted_in

        sighted = sighted_in(sha256)
        stand = airings_frame()["sighting_id"].to_list() if sighted else []
        airings = tuple(one for one in stand if one in sighted)
        return airings, tuple(self._figures_of(set(airings))) if airings else ()

    def _figures_of(self, airings: set[str]) -> Iterable[str]:
        """Figures among whose rows one of these airings stands."""
        from dauys.reports.rows_behind import RowsBehind, behind

        if not self._compute():
            return
        assert self._material
        used: dict[str, set[str]] = {}
        sources = {}
        for figure in self._figures:
            source = behind(figure.definition, self._material.definitions)
            if source.table in _NAMED:
                sources[figure.id] = source, figure.where
                used.setdefault(source.table, set()).update({*source.conditions, *figure.where.columns})
        rows = {name: RowsBehind(name, self._rows(name, airings), columns) for name, columns in used.items()}
        for name, (source, where) in sources.items():
            if rows[source.table].find(source, where, 1).count:
                yield name

    def _rows(self, table: str, airings: set[str]) -> pl.DataFrame:
        assert self._material
        frame = self._material.tables[table]
        return frame.filter(frame[_NAMED[table]].is_in(sorted(airings)))

    def _compute(self) -> bool:
        """False where the registers as they stand make no report."""
        from dauys.reports import build
        from dauys.workflows.report_material import gather

        if self._material is None:
            try:
                self._material = gather()
            except DauysError:
                return False
            self._figures = tuple(build(self._material).figures.values())
        return True
