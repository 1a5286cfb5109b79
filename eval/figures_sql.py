"""The questions of `eval.figures_scale` in plain SQL: one query each, over the rows themselves."""

from __future__ import annotations

from dauys.domain.figures import Definition, Kind
from dauys.reports.definitions import definitions


def sql(one: Definition, by: tuple[str, ...], divide: str, where: tuple[str, ...] = ()) -> str:
    """The plain query for one question: columns `by` and `value`. divide: the dialect's integer division."""
    known = definitions()
    own = (*where, *(f"{name} = {_literal(value)}" for name, value in (one.where or {}).items()))
    if one.kind in (Kind.SUM, Kind.DISTINCT):
        number = f"SUM({one.column})" if one.kind is Kind.SUM else f"COUNT(DISTINCT NULLIF({one.column}, ''))"
        chosen = f" WHERE {' AND '.join(own)}" if own else ""
        divided = f" GROUP BY {', '.join(by)}" if by else ""
        wanted = ", ".join([*by, f"CAST({number} AS BIGINT) AS value"])
        return f"SELECT {wanted} FROM appearances{chosen}{divided}"
    if one.kind is Kind.GAP:
        rest = ", ".join(name for name in by if name != one.among)
        over = f"PARTITION BY {rest}" if rest else ""
        inner = sql(known[one.of], by, divide, own)
        return f"SELECT {', '.join(by)}, MAX(value) OVER ({over}) - value AS value FROM ({inner}) AS t"
    share = one.kind is Kind.SHARE
    rest_by = tuple(name for name in by if name != one.among) if share else by
    part, whole = (known[one.of], known[one.of]) if share else (known[one.over], known[one.under])
    on = " AND ".join(f"p.{name} = w.{name}" for name in rest_by) or "1 = 1"
    # A ratio's whole stands on the left: where there is nothing to divide, the part is 0.
    found = "COALESCE(p.value, 0)" if not share else "p.value"
    left, right = (f"({sql(part, by, divide, own)}) AS p", f"({sql(whole, rest_by, divide, own)}) AS w")
    tables = f"{left} JOIN {right} ON {on}" if share else f"{right} LEFT JOIN {left} ON {on}"
    side = "p" if share else "w"
    number = f"({found} * 2000 + w.value) {divide} (2 * NULLIF(w.value, 0))"
    return f"SELECT {', '.join([*(f'{side}.{name}' for name in by), f'{number} AS value'])} FROM {tables}"


def _literal(value: object) -> str:
    return {True: "TRUE", False: "FALSE"}[value] if isinstance(value, bool) else f"'{value}'"
