"""Pairs are as many and as near as there can be, and no row's place in a file decides."""

from __future__ import annotations

from itertools import permutations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.measures.pairing import neighbours, pairs, twins

sides = st.lists(st.integers(0, 60), max_size=5).map(
    lambda moments: [(at_ms, f"n{n}") for n, at_ms in enumerate(moments)]
)


def _total(found: list[tuple[str, str]], left: list, right: list) -> tuple[int, int]:
    when = [{name: at_ms for at_ms, name in side} for side in (left, right)]
    return len(found), -sum(abs(when[0][a] - when[1][b]) for a, b in found)


def _by_trying(left: list, right: list, apart_ms_max: int) -> tuple[int, int]:
    """The best count and distance of every way to pair them."""
    few, many = sorted((left, right), key=len)
    best = (0, 0)
    for order in permutations(many, len(few)):
        apart = [abs(a[0] - b[0]) for a, b in zip(few, order, strict=True)]
        best = max(best, *(_chosen(apart, apart_ms_max),))
    return best


def _chosen(apart: list[int], apart_ms_max: int) -> tuple[int, int]:
    near = [ms for ms in apart if ms <= apart_ms_max]
    return len(near), -sum(near)


@settings(max_examples=150, deadline=None)
@given(sides, sides, st.integers(0, 30))
def test_no_other_pairing_is_better(left, right, apart_ms_max) -> None:
    """Against every way there is: as many pairs, and the least distance, one to one and near enough."""
    found = pairs(left, right, apart_ms_max)
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    assert _total(found, left, right) == _by_trying(left, right, apart_ms_max)


@settings(max_examples=100, deadline=None)
@given(sides, sides, st.integers(0, 30), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(left, right, apart_ms_max, chance) -> None:
    """Shuffled rows make the same pairs."""
    found = pairs(left, right, apart_ms_max)
    shuffled = [chance.sample(side, len(side)) for side in (left, right)]
    assert pairs(*shuffled, apart_ms_max) == found


def test_nearest_first_would_lose_a_pair() -> None:
    """Taking the nearest one by one would pair 10 with 11 and leave 0 and 21 alone."""
    assert pairs([(0, "a"), (10, "b")], [(11, "x"), (21, "y")], 11) == [("a", "x"), ("b", "y")]


@given(
    *(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["s", "t", ""]), st.integers(0, 60))),) * 2,
    st.integers(0, 20),
)
def test_only_neighbours_can_be_twins(
    left: list[tuple[str, str, int]], right: list[tuple[str, str, int]], apart: int
) -> None:
    """Rows that are near none of the other side change no pair when they are left out."""
    sides = [
        pl.DataFrame(
            [(f"{number:02}", *row) for number, row in enumerate(rows)],
            schema={"id": pl.String, "channel_id": pl.String, "spot_id": pl.String, "start_ms": pl.Int64},
            orient="row",
        )
        for rows in (left, right)
    ]
    near = [neighbours(sides[0], sides[1], apart), neighbours(sides[1], sides[0], apart)]
    every, some = (
        [{row["id"]: row for row in side.iter_rows(named=True)} for side in two] for two in (sides, near)
    )
    assert sorted(twins(*every, apart)) == sorted(twins(*some, apart))
