"""Definitions evaluated by Polars and by a slow plain twin give the same integers."""

from __future__ import annotations

from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.domain.figures import Definition, Kind, Unit, figure_id, permille
from dauys.domain.names import Names
from dauys.measures import Answers, evaluate

SCHEMA = {"who": pl.String, "place": pl.String, "day": pl.String, "is_on": pl.Boolean, "ms": pl.Int64}
TEXT = Names("т", "т", "t")


def _definition(name: str, kind: str, **more: Any) -> Definition:
    table = {} if kind in ("ratio", "share", "gap") else {"table": "rows"}
    return Definition(name, Kind(kind), Unit.COUNT, TEXT, TEXT, by=("who", "place", "day"), **table, **more)


DEFINITIONS = {
    one.id: one
    for one in (
        _definition("count", "count"),
        _definition("on", "count", where={"is_on": True}),
        _definition("ms", "sum", column="ms"),
        _definition("late", "sum", column="ms", where={"day": {"from": "2"}}),
        _definition("some", "sum", column="ms", where={"place": ["x", "y"], "ms": {"from": 1, "to": 9}}),
        _definition("days", "distinct", column="day"),
        _definition("lengths", "distinct", column="ms"),
        _definition("ratio", "ratio", over="on", under="count"),
        _definition("share", "share", of="ms", among="who"),
        _definition("late-share", "share", of="ms", among="who", where={"day": {"from": "2"}}),
        _definition("gap", "gap", of="ms", among="who"),
        _definition("share-gap", "gap", of="share", among="who"),
    )
}
rows = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["", "1", "2", "3"]),
        st.booleans(),
        st.one_of(st.none(), st.integers(0, 12)),
    ),
    max_size=12,
)


def _holds(cell: Any, condition: Any) -> bool:
    if isinstance(condition, dict):
        above = "from" not in condition or (cell is not None and cell >= condition["from"])
        return above and ("to" not in condition or (cell is not None and cell < condition["to"]))
    return cell in condition if isinstance(condition, list) else cell == condition


def _plain(name: str, table: list[dict], where: dict) -> int | None:
    """The grammar of domain/figures.py, a row at a time."""
    one = DEFINITIONS[name]
    chosen = [r for r in table if all(_holds(r[c], v) for c, v in (one.where or {}).items())]
    here = [r for r in chosen if all(_holds(r[c], v) for c, v in where.items())]
    cells = [r[one.column] for r in here] if one.column else []
    if one.kind is Kind.COUNT:
        return len(here)
    if one.kind is Kind.SUM:
        known = [cell for cell in cells if cell is not None]
        return sum(known) if known or not here else None
    if one.kind is Kind.DISTINCT:
        return len({cell for cell in cells if cell not in (None, "")})
    if one.kind is Kind.RATIO:
        return _divided(_plain(one.over, chosen, where), _plain(one.under, chosen, where))
    part = _plain(one.of, chosen, where)
    rest = {c: v for c, v in where.items() if c != one.among}
    if one.kind is Kind.SHARE:
        return _divided(part, _plain(one.of, chosen, rest))
    others = {r[one.among] for r in chosen if all(_holds(r[c], v) for c, v in rest.items())} - {"", None}
    values = [_plain(one.of, chosen, {**where, one.among: other}) for other in others]
    highest = max((value for value in values if value is not None), default=None)
    return None if part is None or highest is None else highest - part


def _divided(part: int | None, whole: int | None) -> int | None:
    return None if part is None or whole is None else permille(part, whole)


@settings(max_examples=30, deadline=None)
@given(rows, st.sampled_from([(), ("who",), ("place", "who"), ("day", "who", "place"), ("place",)]))
def test_the_plain_twin_agrees(found, by) -> None:
    """Every definition, at every combination of columns, occurring or not; lazy tables too."""
    frame = pl.DataFrame(found, schema=SCHEMA, orient="row")
    plain = frame.to_dicts()
    for tables in ({"rows": frame}, {"rows": frame.lazy()}):
        answers = Answers(DEFINITIONS, tables)
        for name, one in DEFINITIONS.items():
            if one.kind is Kind.GAP and "who" not in by:
                continue
            values = answers.by(name, by)
            assert all(
                value == _plain(name, plain, dict(zip(by, key, strict=True))) for key, value in values.items()
            )
            for key in product(*({"who": "abd", "place": "xw", "day": "12"}[column] for column in by)):
                where = dict(zip(by, key, strict=True))
                assert answers.at(name, where) == _plain(name, plain, where)
                assert key not in values or values[key] == answers.at(name, where)


@settings(max_examples=20, deadline=None)
@given(rows)
def test_days_add_up_to_a_cumulative_figure(found) -> None:
    """A figure before a day is the sum of the figures of the days before it."""
    answers = Answers(DEFINITIONS, {"rows": pl.DataFrame(found, schema=SCHEMA, orient="row")})
    by_day = answers.by("count", ("day",))
    assert answers.at("count", {"day": {"to": "3"}}) == sum(
        n or 0 for (day,), n in by_day.items() if day < "3"
    )


def test_evaluate_gives_one_value_for_each_combination_that_occurs() -> None:
    """The contract of the brief: keys are tuples of the `by` columns, and () stands for all."""
    tables = {"rows": pl.DataFrame([("a", "x", "1", True, 3)], schema=SCHEMA, orient="row")}
    assert evaluate(DEFINITIONS["ms"], DEFINITIONS, tables, ["place", "who"]) == {("x", "a"): 3}
    assert evaluate(DEFINITIONS["ms"], DEFINITIONS, tables, []) == {(): 3}
    assert evaluate(DEFINITIONS["ms"], DEFINITIONS, tables, [], {"day": {"to": "1"}}) == {(): 0}


def test_a_gap_without_its_column_is_refused() -> None:
    """Nobody's gap to the highest is no number."""
    tables = {"rows": pl.DataFrame(schema=SCHEMA)}
    with pytest.raises(ValueError, match="gap: a gap fixes who"):
        evaluate(DEFINITIONS["gap"], DEFINITIONS, tables, ["place"])


@pytest.mark.parametrize(
    ("template", "where", "expected"),
    [
        ("{scope}airings.{who}", {"medium": "tv"}, "tv.airings.total"),
        ("{scope}airings.{who}", {}, "airings.total"),
        (
            "{scope}airings.{who}",
            {"is_prime": True, "outlet_id": "x", "contestant_id": "y"},
            "outlet.x.prime-airings.y",
        ),
        (
            "{scope}airings.{who}",
            {"is_whole": False, "language": "kk", "daypart": "night", "day": "2020-12-20", "level": "local",
             "contest_id": "k", "ownership": "state"},
            "contest.k.level.local.ownership.state.2020-12-20.daypart.night.language.kk.altered.airings.total",
        ),
        ("{scope}airtime-share.{who}", {"contest_id": "k", "contestant_id": "y"}, "airtime-share.y"),
        ("{contest_id}.{medium}.items", {"contest_id": "k", "medium": "print"}, "k.print.items"),
        ("{scope}airings.{who}", {"day": {"to": "2021-01-01"}}, "before-2021-01-01.airings.total"),
        ("polls.{decision}", {"decision": "accepted"}, "polls.accepted"),
    ],
)  # fmt: skip
def test_an_id_says_every_column_that_is_fixed(template, where, expected) -> None:
    """Ids as the reports already have them, and as the issue fixes them."""
    assert figure_id(template, where) == expected


@pytest.mark.parametrize("where", [{}, {"decision": "accepted", "medium": "tv"}])
def test_an_id_that_would_say_too_little_is_refused(where) -> None:
    """Otherwise one id would stand for two numbers."""
    with pytest.raises(ValueError, match="is not what its id says"):
        figure_id("polls.{decision}", where)
