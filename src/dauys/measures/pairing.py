"""Pairs moments of two kinds one to one, as well as can be done, whatever their order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import polars as pl

Moment: TypeAlias = tuple[int, str]
"""When, in ms, and a name of its own."""

Row: TypeAlias = Mapping[str, Any]


def pairs(left: Sequence[Moment], right: Sequence[Moment], apart_ms_max: int) -> list[tuple[str, str]]:
    """Names of left and right moments that belong together, each in one pair at most.

    As many pairs as there can be within `apart_ms_max`; of those, the ones with the least total distance; of
    those, the earliest by time and name. So the order of rows changes nothing, which taking the nearest one
    by one would not promise. On a line such pairs need not cross, hence the sweep over both sorted sides.
    """
    found: list[tuple[str, str]] = []
    for lefts, rights in _clusters(sorted(left), sorted(right), apart_ms_max):
        if lefts and rights:
            found += _best(lefts, rights, apart_ms_max)
    return found


def twins(left: Mapping[str, Row], right: Mapping[str, Row], apart_ms_max: int) -> Iterator[tuple[str, str]]:
    """Names of rows on both sides that are one broadcast: the same channel and spot, near in `start_ms`.

    A row without a spot is nobody's twin.
    """
    sides: dict[tuple[str, str], tuple[list[Moment], list[Moment]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((left, right)):
        for name, row in rows.items():
            if row["spot_id"]:
                sides[row["channel_id"], row["spot_id"]][side].append((row["start_ms"], name))
    for lefts, rights in sides.values():
        yield from pairs(lefts, rights, apart_ms_max)


def neighbours(rows: pl.DataFrame, others: pl.DataFrame, apart_ms_max: int) -> pl.DataFrame:
    """The rows that may be a twin of one of the others: the only ones that are worth looking at singly.

    Both have `channel_id`, `spot_id` and `start_ms`; the rows come in order of time.
    """
    by = ["channel_id", "spot_id"]
    moments = others.select(*by, "start_ms", near_ms="start_ms").sort("start_ms")
    # Both sides are sorted; Polars cannot check that within groups and would warn.
    nearest = rows.sort("start_ms").join_asof(
        moments, on="start_ms", by=by, strategy="nearest", check_sortedness=False
    )
    is_near = (pl.col("near_ms") - pl.col("start_ms")).abs() <= apart_ms_max
    return nearest.filter(is_near).drop("near_ms")


def _clusters(
    left: list[Moment], right: list[Moment], apart_ms_max: int
) -> Iterator[tuple[list[Moment], list[Moment]]]:
    """Stretches between which no pair can lie."""
    moments = sorted(at_ms for at_ms, _ in [*left, *right])
    borders = [late for early, late in pairwise(moments) if late - early > apart_ms_max]
    starts = [0, 0]
    for end_ms in [*borders, None]:
        ends = [len(side) if end_ms is None else bisect_left(side, (end_ms, "")) for side in (left, right)]
        yield left[starts[0] : ends[0]], right[starts[1] : ends[1]]
        starts = ends


def _best(left: list[Moment], right: list[Moment], apart_ms_max: int) -> list[tuple[str, str]]:
    """(pairs, -distance) of every two tails, then the way back from the front."""
    rows, columns = len(left), len(right)
    best = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            apart_ms = abs(left[i][0] - right[j][0])
            if apart_ms <= apart_ms_max:
                count, near = best[i + 1][j + 1]
                best[i][j] = max(best[i][j], (count + 1, near - apart_ms))
    return list(_way(left, right, best, apart_ms_max))


def _way(
    left: list[Moment], right: list[Moment], best: list[list[tuple[int, int]]], apart_ms_max: int
) -> Iterator[tuple[str, str]]:
    i = j = 0
    while i < len(left) and j < len(right):
        apart_ms = abs(left[i][0] - right[j][0])
        count, near = best[i + 1][j + 1]
        if apart_ms <= apart_ms_max and best[i][j] == (count + 1, near - apart_ms):
            yield left[i][1], right[j][1]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
