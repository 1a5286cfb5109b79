"""reconcile: what was ordered beside the outlets' logs, what was heard and what was paid, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain.errors import WrongUse
from dauys.domain.zones import local, zone

if TYPE_CHECKING:
    import polars as pl

TABLES = ("reconciliation", "make-goods")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many rows have each outcome; what is owed, as (outlet, order, slots, missing ms).

    broken: what does not add up between the tables, in words.
    """

    outcomes: Mapping[str, int]
    owed: tuple[tuple[str, str, int, int], ...]
    broken: tuple[str, ...] = ()


def reconcile(out: Path | None) -> Reconciled:
    """Reconciles the connected home; with `out`, writes `reconciliation.csv` and `make-goods.csv` there.

    WrongUse where no order has a slot, or the folder cannot be written.
    """
    from dauys.workflows.report_material import broken, gather

    material = gather()
    rows, owed = (material.tables[name] for name in TABLES)
    if rows.is_empty():
        raise WrongUse(
            "no slot of an order is registered, so that there is nothing to hold against what was aired; "
            "load orders.csv and slots.csv, and the outlets' logs as as-run.csv"
        )
    if out:
        zones = {outlet.id: outlet.zone for outlet in material.outlets}
        _write(out / "reconciliation.csv", _with_local_times(rows, zones))
        _write(out / "make-goods.csv", owed)
    lines = owed.select("outlet_id", "order_id", "slots", "missing_ms").rows()
    outcomes = dict(sorted(Counter(rows["outcome"]).items()))
    return Reconciled(outcomes, tuple(lines), tuple(broken(material)))


def _with_local_times(rows: pl.DataFrame, zones: Mapping[str, str]) -> pl.DataFrame:
    """Both moments as ISO 8601 in the outlet's legal time, to the millisecond, in place of UTC numbers."""
    import polars as pl

    def shown(name: str) -> pl.Series:
        pairs = zip(rows["outlet_id"], rows[name], strict=True)
        return pl.Series([_moment(at_ms, zones[outlet]) for outlet, at_ms in pairs], dtype=pl.String)

    moved = {"start_ms": "start", "heard_start_ms": "heard_start"}
    return rows.with_columns(**{old: shown(old) for old in moved}).rename(moved)


def _moment(at_ms: int | None, zone_name: str) -> str:
    return "" if at_ms is None else local(at_ms, zone(zone_name)).isoformat(timespec="milliseconds")


def _write(path: Path, rows: pl.DataFrame) -> None:
    """Formula-safe CSV as the registers' export writes it."""
    from dauys.db.registers.writing import csv_bytes

    lines: list[list[str]] = [list(rows.columns), *(list(map(_cell, row)) for row in rows.iter_rows())]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(csv_bytes(lines))
    except OSError as cause:
        raise WrongUse(f"{path} cannot be written: {cause.strerror}") from cause


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell of any column
    from dauys.db.registers.writing import text_cell

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return text_cell(value)
    return "" if value is None else str(value)
