"""Identities between the tables hold for any campaign, and each planted breach is named."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.registers import campaign, made

from dauys.measures import identities

NOON = 1_608_703_200_000
DAY = 86_400_000
moments = st.integers(NOON - DAY, NOON + DAY)
broadcasts = st.lists(
    st.tuples(moments, st.integers(1, 90_000), st.sampled_from(["o1", "o2"]), st.sampled_from(["1", "2"])),
    max_size=6,
)
speeches = st.lists(
    st.tuples(st.sampled_from(["c1", "c2"]), st.integers(0, 99), st.integers(0, 99)), max_size=4
)
due = st.lists(st.tuples(moments, st.integers(1, DAY), st.sampled_from(["", "unreadable"])), max_size=4)


def _aired(found: Any) -> list[dict[str, Any]]:
    return [
        {"channel_id": at, "outlet_id": at, "contestant_id": f"c{n}", "spot_id": f"s{n}", "start_ms": start,
         "end_ms": start + ms, "length_ms": ms}
        for start, ms, at, n in found
    ]  # fmt: skip


def _tables(heard: Any, entered: Any, slots: Any, spoken: Any, owed: Any) -> dict[str, pl.DataFrame]:
    given = campaign(
        airings=[{**row, "id": f"e{n}", "price_tiyn": n or None} for n, row in enumerate(_aired(entered))],
        insertions=[{"id": "i", "contestant_id": "c1", "outlet_id": "paper", "day": "2020-12-22"}],
        orders=[{"id": f"{at}{n}", "contestant_id": f"c{n}", "outlet_id": at, "spot_id": f"s{n}"}
                for at in ("o1", "o2") for n in "12"],
        slots=[{**row, "id": f"a{n}", "order_id": row["channel_id"] + row["spot_id"][1]}
               for n, row in enumerate(_aired(slots))],
        debate_participants=[{"debate_id": "d", "contestant_id": name} for name in ("c1", "c2")],
        debate_speeches=[{"debate_id": "d", "contestant_id": who, "start_ms": start, "end_ms": start + ms}
                         for who, start, ms in spoken],
        subjects=[{"id": "party", "kind": "contestant", "contestant_id": "c1"}],
        coverage=[{"item_id": "x", "subject_id": "party", "outlet_id": "o1", "start_ms": NOON}],
    )  # fmt: skip
    time = [{"start_ms": at, "end_ms": at + ms, "cause": cause} for at, ms, cause in owed]
    return made(given, _aired(heard), time)


@settings(max_examples=25, deadline=None)
@given(broadcasts, broadcasts, broadcasts, speeches, due)
def test_they_hold_for_any_campaign(heard, entered, slots, spoken, owed) -> None:
    """Whatever was heard, entered, ordered, spoken and due."""
    assert identities(_tables(heard, entered, slots, spoken, owed)) == []


def _first(column: str, value: Any) -> Any:
    """Plants a value in the first row."""

    def plant(frame: pl.DataFrame) -> pl.DataFrame:
        rows = frame.to_dicts()
        rows[0][column] = value
        return pl.DataFrame(rows, schema=frame.schema)

    return plant


@pytest.mark.parametrize(
    ("table", "plant", "said"),
    [
        ("airings", _first("length_ms", 1), "whose pieces are not their length: e0"),
        ("airings", _first("price_tiyn", 9), "do not cost what they cost: e0"),
        ("appearances", _first("items", 2), "not counted once"),
        ("appearances", _first("weighted_ms", 3), "weighted_ms is not ms times the audience"),
        ("appearances", lambda f: f.filter(pl.col("kind") != "insertion"), "insertions that are not appear"),
        ("insertions", lambda f: f.clear(), "insertions that are not appear"),
        ("monitored-time", _first("gap", 7), "not what was due: o1"),
        ("monitored-time", _first("start_ms", 7), "not from its start to its end: o1"),
        ("coverage", lambda f: pl.concat([f, f]), "name a subject twice: items are no more than mentions: x"),
        ("debate-clock", _first("speech_ms", 7), "not the sum of its speeches: d"),
        ("debate-speeches", lambda f: f.clear(), "not the sum of its speeches: d"),
        ("reconciliation", lambda f: f.filter(pl.col("slot_id") == ""), "without exactly one row"),
        ("reconciliation", lambda f: f.with_columns(airing_id=pl.lit("e0")), "share their airing_id: e0"),
        ("reconciliation", lambda f: f.with_columns(is_monitored=False), "missing where nobody listened"),
        ("make-goods", _first("missing_ms", 7), "make-goods are not what was missed: o12"),
        ("make-goods", lambda f: f.clear(), "make-goods are not what was missed: o12"),
    ],
)  # fmt: skip
def test_a_planted_breach_is_named(table, plant, said) -> None:
    """One cell or row changed by hand is found, and the rows are named."""
    heard = [(NOON, 9000, "o1", "1")]
    slots = [(NOON, 9000, "o1", "1"), (NOON + 7_200_000, 9000, "o1", "2")]
    tables = _tables([], heard, slots, [("c1", 0, 50)], [(NOON - DAY, 3 * DAY, "")])
    assert identities(tables) == []
    broken = identities(tables | {table: plant(tables[table])})
    assert any(said in words for words in broken), broken
