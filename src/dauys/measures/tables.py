"""Every published table from the registers, the airings and the due time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dauys.domain.outlets import Outlet
from dauys.domain.tables import TABLES
from dauys.measures.airing_table import airing_table
from dauys.measures.appearances import appearances
from dauys.measures.claims import claims
from dauys.measures.coverage_table import coverage_table
from dauys.measures.debate_table import debate_clock
from dauys.measures.frames import register, shaped
from dauys.measures.make_goods import make_goods
from dauys.measures.monitored_table import monitored_table
from dauys.measures.reconciliation import reconciliation
from dauys.measures.whose import whose


def tables(
    registers: Mapping[str, pl.DataFrame],
    airings: pl.DataFrame,
    due: pl.DataFrame,
    outlets: Sequence[Outlet],
) -> dict[str, pl.DataFrame]:
    """Every table of `domain.tables.TABLES`, in that order, each in a stated order of rows, empty ones too.

    registers: name → frame, columns as in TABLES or, where they differ, REGISTER_FRAMES; one that is not
    brought is empty. airings, due: columns of AIRINGS and DUE. ValueError names a register's missing columns
    and outlets that are not registered.
    """
    made = {"airings": airing_table(airings, registers), **whose(registers)}
    made["incidents"] = _incidents(registers)
    made["coverage"] = coverage_table(registers, outlets)
    made["appearances"] = appearances(
        made["airings"], made["insertions"], made["placements"], registers, outlets
    )
    made["monitored-time"] = monitored_table(due, registers, outlets)
    made["claimed"] = claims(registers, made["airings"], made["monitored-time"], outlets)
    made["debate-clock"] = debate_clock(registers)
    made["reconciliation"] = reconciliation(registers, made["airings"], made["monitored-time"], outlets)
    made["make-goods"] = make_goods(made["reconciliation"], registers)
    return {name: made[name] if name in made else register(registers, name) for name in TABLES}


def _incidents(registers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Incidents in the register's order with the number of persons held liable; who they are is private."""
    incidents = register(registers, "incidents", "persons")
    persons = register(registers, "persons-liable").group_by("incident_id").agg(persons=pl.len())
    counted = incidents.join(persons, left_on="id", right_on="incident_id", how="left", maintain_order="left")
    return shaped(counted.with_columns(pl.col("persons").fill_null(0)), TABLES["incidents"])
