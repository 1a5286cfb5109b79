"""What the shipped definitions of figures promise of each other, whatever the campaign."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.registers import campaign, made

from dauys.domain.figures import Kind
from dauys.domain.tables import TABLES
from dauys.measures import Answers
from dauys.reports.definitions import definitions

NIGHT = 1_608_660_000_000  # 23 December 2020, 00:00 in Almaty
ADDITIVE = [
    one
    for one in definitions().values()
    if one.kind in (Kind.COUNT, Kind.SUM) and one.by and one.table in TABLES
]
"""Those over what `measures` makes; the tables of the law come from rules and a book."""
moments = st.integers(NIGHT - 90_000_000, NIGHT + 90_000_000)
outlets = st.sampled_from(["o1", "o2"])
contestants = st.sampled_from(["c1", "c2"])
broadcasts = st.lists(st.tuples(moments, st.integers(1, 9_000_000), outlets, contestants), max_size=5)
mentions = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["c1", "c2", "ministry"]),
        st.sampled_from(["o1", "paper", "site"]),
    ),
    max_size=8,
    unique_by=lambda mention: mention[:2],
)


def answers(aired: Any, named: Any) -> Answers:
    """Figures over a campaign in which these were aired and these items name these subjects."""
    entered = [
        {"id": f"e{n}", "channel_id": at, "contestant_id": who, "spot_id": f"s{who[1]}", "start_ms": start,
         "length_ms": ms, "language": ("kk", "ru")[n % 2], "price_tiyn": n or None}
        for n, (start, ms, at, who) in enumerate(aired)
    ]  # fmt: skip
    coverage = [
        {
            "item_id": item,
            "subject_id": subject,
            "outlet_id": at,
            "start_ms": NIGHT + n,
            "length_ms": n or None,
        }
        for n, (item, subject, at) in enumerate(named)
    ]
    subjects = [{"id": who, "kind": "contestant", "contestant_id": who} for who in ("c1", "c2")]
    time = [{"unit": "issues", "outlet_id": "paper", "day": "2020-12-23", "due": 3, "monitored": 2}]
    registers = campaign(
        airings=entered,
        insertions=[
            {"id": "i", "contestant_id": "c1", "outlet_id": "paper", "day": "2020-12-22", "area_mm2": 9}
        ],
        subjects=[*subjects, {"id": "ministry", "kind": "institution"}],
        coverage=coverage,
        monitored_time=time,
    )
    owed = [{"start_ms": NIGHT - 7_200_000, "end_ms": NIGHT + 9_000_000, "cause": ""}]
    return Answers(definitions(), made(registers, owed=owed))


def _added(values: dict[tuple[Any, ...], int | None]) -> int:
    return sum(value or 0 for value in values.values())


@settings(max_examples=2, deadline=None)
@given(broadcasts, mentions)
def test_the_parts_of_any_division_sum_to_the_whole(aired, named) -> None:
    """Every shipped count and sum, divided by each column it may be divided by, and by each two of them."""
    found = answers(aired, named)
    for one in ADDITIVE:
        whole = found.at(one.id, {})
        for by in [*combinations(one.by, 1), *combinations(one.by, 2)]:
            assert _added(found.by(one.id, by)) == (whole or 0), (one.id, by)


@settings(max_examples=15, deadline=None)
@given(broadcasts, mentions)
def test_items_and_subjects_are_no_more_than_mentions(aired, named) -> None:
    """As a whole and in every place; each of the three counts something where another does."""
    found = answers(aired, named)
    items, subjects, all_mentions = (
        f"{{scope}}informing.{what}.{{who}}" for what in ("items", "subjects", "mentions")
    )
    assert found.at(all_mentions, {}) == len(named)
    assert found.at(items, {}) == len({item for item, _, _ in named})
    for by in ((), ("medium",), ("contestant_id",), ("outlet_id", "contestant_id")):
        counts = found.by(all_mentions, by)
        for what in (items, subjects):
            values = found.by(what, by)
            assert values.keys() == counts.keys()
            assert all(0 < (values[key] or 0) <= (count or 0) for key, count in counts.items() if count)


@settings(max_examples=15, deadline=None)
@given(broadcasts)
def test_an_outlet_carries_once(aired) -> None:
    """Per medium those that carried an item, each counted once, and no more than the register has."""
    found = answers(aired, [])
    media = {"o1": "tv", "o2": "radio", "paper": "print"}
    carried = {at for _, _, at, _ in aired} | {"paper"}
    assert found.by("{scope}carrying.{who}", ("medium",)) == {(media[at],): 1 for at in carried}
    assert found.by("{scope}outlets", ("medium",)) == {(m,): 1 for m in ("tv", "radio", "print", "online")}
