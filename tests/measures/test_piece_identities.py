"""Identities of the pieces, for any airings and any due time: the parts sum to the whole."""

from __future__ import annotations

from datetime import time

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.frames import airings, due, outlet

from dauys.domain.zones import Daypart, local, zone
from dauys.measures import airing_pieces, due_pieces, gaps

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


@settings(max_examples=60, deadline=None)
@given(airing_rows)
def test_parts_sum_to_the_whole(rows) -> None:
    """All pieces together count each airing once and last as long as the airings."""
    pieces = airing_pieces(airings(*rows), OUTLETS)
    assert pieces["airings"].sum() == len(rows)
    assert pieces["ms"].sum() == sum(row["length_ms"] for row in rows)
    assert (pieces["ms"] > 0).all()


@settings(max_examples=60, deadline=None)
@given(due_rows)
def test_nothing_due_is_lost(owed) -> None:
    """The pieces are what was due, day by day in real days, and the gaps are those with a cause."""
    pieces = due_pieces(due(*owed), OUTLETS)
    assert pieces["ms"].sum() == sum(row["end_ms"] - row["start_ms"] for row in owed)
    rejoined = gaps(pieces).select((pl.col("end_ms") - pl.col("start_ms")).sum()).item()
    assert rejoined == pieces.filter(pl.col("cause") != "")["ms"].sum()


@settings(max_examples=60, deadline=None)
@given(airing_rows)
def test_a_piece_lies_in_one_daypart(rows) -> None:
    """The hour of a piece's first and last millisecond is within its named hours."""
    hours = {"night": range(6), "morning": range(6, 10), "daytime": range(10, 18), "evening": range(18, 24)}
    zones = {one.id: zone(one.zone) for one in OUTLETS}
    for row in airing_pieces(airings(*rows), OUTLETS).iter_rows(named=True):
        for at_ms in (row["piece_start_ms"], row["piece_end_ms"] - 1):
            clock = local(at_ms, zones[row["outlet_id"]])
            assert clock.hour in hours[row["daypart"]]
            assert clock.date().isoformat() == row["day"]


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
