"""Figures as data: what a number is, over which table, with which filters; and the number itself.

The grammar is closed. `measures` (Polars) and the bundle's `verify.py` (standard library) evaluate the same
definitions over the same published tables (`domain.tables.TABLES`): two implementations, one answer.

    count                       rows
    sum     column              the column's total
    distinct column             different values of the column; empty ones are not counted
    ratio   over, under         two definitions at the same filters, in thousandths
    share   of, among           a definition, over the same without the filter `among`, in thousandths
    gap     of, among           the highest value of a definition for any `among`, less this one

A filter is a column with a value, a list of values, or a half-open interval `{from, to}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from dauys.domain.names import Names

Filters: TypeAlias = Mapping[str, Any]
"""Column → value, list of values, or {"from": a, "to": b} (half-open, either side may be absent)."""


class Unit(StrEnum):
    """What a figure's integer counts. TIYN: a hundredth of a tenge. ISSUES and VISITS are monitored time."""

    COUNT = "count"
    MS = "ms"
    PERMILLE = "permille"
    MM2 = "mm2"
    TIYN = "tiyn"


class Kind(StrEnum):
    """How a definition makes a number; see the module's grammar."""

    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    RATIO = "ratio"
    SHARE = "share"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of `figures/*.yaml`.

    id: the figures' ids are made from it: `{scope}` stands for the fixed columns in order, each with a dot
    behind it, `{who}` for the contestant or `total`, `{column}` for the value of that column.
    table: of `domain.tables.TABLES`; empty for ratio, share and gap, which speak of other definitions.
    column: what is summed or told apart. of, over, under: ids of definitions. among: the column to leave out.
    where: filters that always hold. by: the columns that a figure of it may fix besides.
    monitored: the unit of monitored time that stands beside it (`ms`, `issues`, `visits`), or empty.
    """

    id: str
    kind: Kind
    unit: Unit
    label: Names
    meaning: Names
    table: str = ""
    column: str = ""
    of: str = ""
    over: str = ""
    under: str = ""
    among: str = ""
    where: Filters | None = None
    by: tuple[str, ...] = ()
    monitored: str = ""


def permille(part: int, whole: int) -> int | None:
    """`part` of `whole` in thousandths, half up, in integers; None where there is no whole."""
    return (part * 2000 + whole) // (2 * whole) if whole else None
