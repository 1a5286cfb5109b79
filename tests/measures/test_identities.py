"""Identities that hold for any airings and any due time: the parts sum to the whole."""

from __future__ import annotations

from datetime import time
from itertools import combinations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.frames import airings, due, outlet

from dauys.domain.zones import Daypart
from dauys.measures import airing_pieces, due_pieces, gaps, measure

DAY = 86_400_000
OUTLETS = [
    outlet("o1"),
    outlet("o2", zone="Europe/Berlin", prime=(Daypart(time(2), time(3)), Daypart(time(22), None))),
    outlet("o3", zone="Asia/Aqtau", prime=()),
]
# Late October 2020: Berlin's clock goes back in this window.
starts = st.integers(1_603_500_000_000, 1_603_500_000_000 + 3 * DAY)
places = st.sampled_from(["o1", "o2", "o3"])
airing_rows = st.lists(
    st.fixed_dictionaries(
        {
            "outlet_id": places,
            "contest_id": st.sampled_from(["k1", "k2"]),
            "contestant_id": st.sampled_from(["c1", "c2", "c3"]),
            "language": st.sampled_from(["kk", "ru"]),
            "undecided_with": st.sampled_from(["", "x__ru"]),
            "start_ms": starts,
            "length_ms": st.integers(1, 2 * DAY),
        }
    ).map(lambda row: {**row, "end_ms": row["start_ms"] + row["length_ms"]}),
    max_size=12,
)
due_rows = st.lists(
    st.fixed_dictionaries(
        {
            "outlet_id": places,
            "start_ms": starts,
            "cause": st.sampled_from(["", "no_recording", "unreadable"]),
        }
    ).flatmap(lambda row: st.integers(1, 2 * DAY).map(lambda ms: {**row, "end_ms": row["start_ms"] + ms})),
    max_size=8,
)
DIVISIONS = ["contest_id", "contestant_id", "medium", "outlet_id", "day", "language", "is_whole"]


@settings(max_examples=60, deadline=None)
@given(airing_rows, due_rows, st.sets(st.sampled_from(DIVISIONS)))
def test_parts_sum_to_the_whole(rows, owed, by) -> None:
    """However airings are divided, counts and milliseconds add up to the total, prime time included."""
    heard, recorded = airing_pieces(airings(*rows), OUTLETS), due_pieces(due(*owed), OUTLETS)
    table, whole = measure(heard, recorded, sorted(by)), measure(heard, recorded, [])
    for name in ("airings", "ms", "prime_airings", "prime_ms"):
        assert table[name].sum() == whole[name].sum()
    assert whole["airings"].item() == len(rows)
    assert whole["ms"].item() == sum(row["length_ms"] for row in rows)


@settings(max_examples=60, deadline=None)
@given(airing_rows, due_rows)
def test_monitored_and_gaps_are_due(rows, owed) -> None:
    """For each outlet and day monitored + gaps = due, in prime time too, and nothing due is lost."""
    heard, recorded = airing_pieces(airings(*rows), OUTLETS), due_pieces(due(*owed), OUTLETS)
    table = measure(heard, recorded, ["outlet_id", "day"])
    for prefix in ("", "prime_"):
        parts = table[f"{prefix}monitored_ms"] + table[f"{prefix}gap_ms"]
        assert parts.to_list() == table[f"{prefix}due_ms"].to_list()
    assert table["due_ms"].sum() == sum(row["end_ms"] - row["start_ms"] for row in owed)
    rejoined = gaps(recorded).select((pl.col("end_ms") - pl.col("start_ms")).sum()).item()
    assert rejoined == table["gap_ms"].sum()


@settings(max_examples=60, deadline=None)
@given(airing_rows)
def test_prime_time_and_the_rest_are_all(rows) -> None:
    """Each airing starts either in prime time or outside it, and its pieces make up its length."""
    pieces = airing_pieces(airings(*rows), OUTLETS)
    for name in ("airings", "ms"):
        inside, outside = (pieces.filter(pl.col("is_prime") == flag)[name].sum() for flag in (True, False))
        assert inside + outside == pieces[name].sum()
    each = pieces.group_by("sighting_id").agg(
        pl.col("airings").sum(), pl.col("ms").sum(), whole=(pl.col("end_ms") - pl.col("start_ms")).first()
    )
    assert each["airings"].to_list() == [1] * len(rows)
    assert each["ms"].to_list() == each["whole"].to_list()


@settings(max_examples=25, deadline=None)
@given(airing_rows, due_rows)
def test_any_two_divisions_agree(rows, owed) -> None:
    """Summing a finer table gives the coarser one, row by row."""
    heard, recorded = airing_pieces(airings(*rows), OUTLETS), due_pieces(due(*owed), OUTLETS)
    for pair in combinations(["contestant_id", "day", "language"], 2):
        fine, coarse = measure(heard, recorded, pair), measure(heard, recorded, pair[:1])
        summed = dict(fine.group_by(pair[0]).agg(pl.col("ms").sum()).rows())
        for key, ms in coarse.select(pair[0], "ms").rows():
            assert summed.get(key, 0) == ms
