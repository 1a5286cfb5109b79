"""Figures as data: what a number is, over which table, with which filters; and how its id is made.

The grammar is closed. `measures` (Polars) and the bundle's `verify.py` (standard library) evaluate the same
definitions over the same published tables (`domain.tables.TABLES`): two implementations, one answer.

    count                       rows
    sum     column              the column's total; see below for cells without a value
    distinct column             different values of the column; "" and null are not counted
    ratio   over, under         over ÷ under, two definitions at the same filters, in thousandths
    share   of, among           a definition, over the same without the filter `among`, in thousandths
    gap     of, among           the highest value of a definition for any `among`, less this one

A filter is a column with a value, a list of values, or a half-open interval `{from, to}`; text is compared by
code point, and a null never matches. The filters of a definition (`where`) and of a figure hold together; a
ratio, share or gap hands both on to the definitions it speaks of.

A cumulative figure is one whose `day` is the interval `{to: the day after}`.

No value (None, "not known") is not zero. A sum is None where there are rows and none of them has a value; of
no rows it is 0. A ratio or share is None where either part is, or where the whole is 0. A gap fixes its
`among` column; the highest is sought among the values of that column which occur there, "" left out, and the
gap is None where there are none or where this one's own value is.
"""

from __future__ import annotations

import re
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

    id: the figures' ids are made from it, see `figure_id`.
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


SCOPE = (
    "contest_id",
    "medium",
    "level",
    "ownership",
    "outlet_id",
    "day",
    "daypart",
    "language",
    "is_whole",
    "is_prime",
)
"""The columns that `{scope}` writes, in this order."""

WHO = "contestant_id"
"""The column that `{who}` writes."""

_PLACEHOLDER = re.compile(r"{(\w+)}")
_PREFIXED = {
    "contest_id": "contest.",
    "level": "level.",
    "ownership": "ownership.",
    "outlet_id": "outlet.",
    "daypart": "daypart.",
    "language": "language.",
}


def id_columns(template: str) -> tuple[str, ...]:
    """The columns that an id template can write, so that two figures never share an id."""
    columns: list[str] = []
    for name in _PLACEHOLDER.findall(template):
        columns += SCOPE if name == "scope" else (WHO,) if name == "who" else (name,)
    return tuple(dict.fromkeys(columns))


def figure_id(template: str, where: Filters) -> str:
    """The id of the figure that fixes the columns of `where`.

    `{scope}` writes the fixed columns of SCOPE that no other placeholder writes, a dot behind each:
    `contest.X` `tv` `level.X` `ownership.X` `outlet.X` `2020-12-20` `daypart.X` `language.X` `whole` or
    `altered`; prime time last, as `prime-` without a dot. An interval of days is `from-DAY`, `before-DAY` or
    both. `{who}` is the contestant or `total`, and beside a contestant the contest is not written: there is
    only the one. `{column}` is that column's value.
    Raises ValueError where a fixed column would not be written, or one that must be is not fixed.
    """
    named = set(_PLACEHOLDER.findall(template)) - {"scope", "who"}
    written = set(id_columns(template))
    if wrong := (set(where) - written) | (named - set(where)):
        raise ValueError(f"figure {template}: {', '.join(sorted(wrong))} is not what its id says")
    said = named | ({"contest_id"} if WHO in where else set())
    scope = "".join(_word(name, where[name]) for name in SCOPE if name in where and name not in said)
    values = {name: str(where[name]) for name in named}
    return template.format(scope=scope, who=where.get(WHO, "total"), **values)


def _word(column: str, value: object) -> str:
    """One fixed column as it stands in an id, its dot behind it."""
    if column == "is_prime":
        return "prime-" if value else "outside-prime-"
    if column == "is_whole":
        return "whole." if value else "altered."
    if isinstance(value, Mapping):
        words = {"from": "from", "to": "before"}
        return "".join(f"{words[side]}-{value[side]}." for side in words if side in value)
    return f"{_PREFIXED.get(column, '')}{value}."


def permille(part: int, whole: int) -> int | None:
    """`part` of `whole` in thousandths, half up, in integers; None where there is no whole."""
    return (part * 2000 + whole) // (2 * whole) if whole else None
