"""What became of each slot: order, log, what was heard and payment, row by row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measures.registers import campaign, made

from dauys.domain.reconciliation import START_MS_MAX
from dauys.measures import identities

DAY = 1_608_660_000_000  # 23 December 2020, 00:00 in Almaty
HOUR = 3_600_000
NOON = DAY + 12 * HOUR
ALL_DAY = {"start_ms": DAY, "end_ms": DAY + 24 * HOUR, "channel_id": "o1"}


def heard(start_ms: int = NOON, length_ms: int = 30_000, spot: str = "s1") -> dict[str, Any]:
    return {
        "channel_id": "o1", "contestant_id": f"c{spot[1]}", "spot_id": spot, "start_ms": start_ms,
        "length_ms": length_ms, "end_ms": start_ms + length_ms,
    }  # fmt: skip


def slot(start_ms: int = NOON, **more: Any) -> dict[str, Any]:
    return {"id": "a", "order_id": "o", "channel_id": "o1", "start_ms": start_ms, "length_ms": 30_000, **more}


def reconciled(slots, airings, owed=(ALL_DAY,), *, order=None, **registers) -> list[dict[str, Any]]:
    orders = [{"id": "o", "contestant_id": "c1", "outlet_id": "o1", "spot_id": "s1", **(order or {})}]
    tables = made(campaign(orders=orders, slots=slots, **registers), airings, list(owed))
    assert identities(tables) == []
    return tables["reconciliation"].to_dicts()


@pytest.mark.parametrize(
    ("airings", "outcomes"),
    [
        ([heard()], ["matched"]),
        ([heard(NOON + START_MS_MAX)], ["matched"]),
        ([heard(NOON + START_MS_MAX + 1)], ["displaced"]),
        ([heard(DAY)], ["displaced"]),
        ([heard(DAY - 1)], ["missing", "unscheduled"]),
        ([], ["missing"]),
        ([heard(length_ms=29_000)], ["matched"]),
        ([heard(length_ms=28_999)], ["short"]),
        ([heard(spot="s2")], ["missing", "unscheduled"]),
        ([heard(), heard(NOON + 60_000)], ["doubled", "matched"]),
        ([heard(), heard(NOON + HOUR)], ["matched", "unscheduled"]),
    ],
)
def test_each_outcome(airings, outcomes) -> None:
    """One slot at noon of a day that was monitored from end to end, and what was heard of its spot."""
    assert sorted(row["outcome"] for row in reconciled([slot()], airings)) == outcomes


@pytest.mark.parametrize(
    ("owed", "outcome"),
    [
        ([], "unknown"),
        ([{**ALL_DAY, "start_ms": NOON - START_MS_MAX}], "missing"),
        ([{**ALL_DAY, "start_ms": NOON - START_MS_MAX + 1}], "unknown"),
        ([{**ALL_DAY, "end_ms": NOON + 30_000 + START_MS_MAX}], "missing"),
        ([{**ALL_DAY, "end_ms": NOON + 30_000 + START_MS_MAX - 1}], "unknown"),
        ([{**ALL_DAY, "cause": "no_recording"}], "unknown"),
    ],
)
def test_what_nobody_listened_to_is_not_missing(owed, outcome) -> None:
    """A slot is missing only where all the time in which it would be on time was monitored."""
    row = reconciled([slot()], [], owed)[0]
    assert (row["outcome"], row["is_monitored"]) == (outcome, outcome == "missing")


def test_a_log_is_no_proof() -> None:
    """A slot that the log states and the ear did not hear is missing where the ear listened."""
    log = [{"id": "l", "channel_id": "o1", "spot_id": "s1", "start_ms": NOON + 2000, "length_ms": 30_000}]
    row = reconciled([slot()], [], as_run=log)[0]
    assert (row["outcome"], row["as_run_id"], row["airing_id"]) == ("missing", "l", "")
    row = reconciled([slot()], [], [], as_run=log)[0]
    assert (row["outcome"], row["as_run_id"]) == ("unknown", "l")
    row = reconciled([slot()], [heard(NOON + 1000)], as_run=log)[0]
    assert (row["outcome"], row["as_run_id"], row["heard_start_ms"]) == ("matched", "l", NOON + 1000)


def test_an_order_without_a_spot_takes_any_of_its_contestant() -> None:
    """The contestant's own airing fills the slot, another contestant's does not."""
    rows = reconciled([slot()], [heard(spot="s2"), heard(NOON + 9)], order={"spot_id": ""})
    assert {row["id"]: (row["outcome"], row["spot_id"]) for row in rows} == {
        "slot/a": ("matched", "s1"),
        "heard/s0": ("unscheduled", "s2"),
    }


@pytest.mark.parametrize(
    ("per", "price", "outcome"),
    [
        ("spot", 900, "matched"),
        ("spot", 901, "wrong_price"),
        ("second", 30, "matched"),
        ("mm2", 1, "matched"),
    ],
)
def test_the_price_is_the_notices(per, price, outcome) -> None:
    """A slot of 30 s for 900 tiyn against the newest notice published by its day; no price, no verdict."""
    row = reconciled(
        [slot(slot_class="prime", price_tiyn=900)],
        [heard()],
        tariff_notices=[
            {"id": "old", "outlet_id": "o1", "published_on": "2020-12-01"},
            {"id": "new", "outlet_id": "o1", "published_on": "2020-12-23"},
            {"id": "late", "outlet_id": "o1", "published_on": "2020-12-24"},
        ],
        tariffs=[
            {"notice_id": name, "slot_class": "prime", "per": "spot", "price_tiyn": 5}
            for name in ("old", "late")
        ]
        + [{"notice_id": "new", "slot_class": "prime", "per": per, "price_tiyn": price}],
    )[0]
    assert row["outcome"] == outcome
    assert row["tariff_tiyn"] == {"spot": price, "second": 900}.get(per)


def test_a_notice_of_an_unknown_day_holds_for_no_slot() -> None:
    """Nobody can say that it was published by the slot's day, so that no price is wrong by it."""
    row = reconciled(
        [slot(slot_class="prime", price_tiyn=900)],
        [heard()],
        tariff_notices=[{"id": "n", "outlet_id": "o1", "published_on": "", "filed_on": "2020-12-01"}],
        tariffs=[{"notice_id": "n", "slot_class": "prime", "per": "spot", "price_tiyn": 5}],
    )[0]
    assert (row["outcome"], row["tariff_tiyn"]) == ("matched", None)


@pytest.mark.parametrize(
    ("payments", "is_paid"),
    [
        ([], None),
        ([("c1", 60), ("c1", 40)], True),
        ([("c1", 60), ("c1", 39)], False),
        ([("c2", 100)], False),
    ],
)
def test_paid_from_the_own_fund(payments, is_paid) -> None:
    """An order of 100 tiyn is paid where the contestant's own electoral fund has paid all of it; where no
    payment of anybody is registered, nothing is known."""
    rows = [
        {"id": str(n), "order_id": "o", "fund_id": fund, "price_tiyn": tiyn}
        for n, (fund, tiyn) in enumerate(payments)
    ]
    assert reconciled([slot()], [heard()], order={"price_tiyn": 100}, payments=rows)[0]["is_paid"] is is_paid


def test_an_outlet_without_orders_is_not_reconciled() -> None:
    """Where no order is known, a broadcast without one says nothing."""
    assert made(campaign(), [heard()])["reconciliation"].is_empty()


def test_make_goods_restore_what_was_ordered() -> None:
    """Missing slots whole, short ones the rest; unknown ones nothing."""
    later = NOON + 3 * HOUR
    slots = [slot(), slot(later, id="b"), slot(DAY + 40 * HOUR, id="c")]
    orders = [{"id": "o", "contestant_id": "c1", "outlet_id": "o1", "spot_id": "s1"}]
    tables = made(campaign(orders=orders, slots=slots), [heard(later, 20_000)], [ALL_DAY])
    assert tables["make-goods"].rows() == [("o1", "o", "c1", "s1", 2, 40_000)]


@pytest.mark.parametrize(
    ("start_ms", "heard_ms", "owed"),
    [
        (NOON, 29_000, []),
        (NOON, 28_999, [(1, 1001)]),
        (NOON + HOUR, 29_000, []),
        (NOON + HOUR, 28_999, [(1, 1001)]),
    ],
)
def test_what_is_heard_too_short_is_made_good_wherever_it_is_heard(start_ms, heard_ms, owed) -> None:
    """A slot of 30 s heard a second shorter lacks nothing, on time or displaced; one more is owed in both."""
    orders = [{"id": "o", "contestant_id": "c1", "outlet_id": "o1", "spot_id": "s1"}]
    tables = made(campaign(orders=orders, slots=[slot()]), [heard(start_ms, heard_ms)], [ALL_DAY])
    assert tables["make-goods"].select("slots", "missing_ms").rows() == owed
    assert identities(tables) == []


moments = st.lists(st.integers(NOON - HOUR, NOON + HOUR), max_size=6)


@settings(max_examples=25, deadline=None)
@given(moments, moments, moments, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(ordered, aired, logged, chance) -> None:
    """However the registers' rows are shuffled, the table is the same; every slot has one row of its own."""
    slots = [slot(at, id=f"slot{n}") for n, at in enumerate(ordered)]
    airings = [{**heard(at), "sighting_id": f"h{n}"} for n, at in enumerate(aired)]
    log = [
        {"id": f"l{n}", "channel_id": "o1", "spot_id": "s1", "start_ms": at, "length_ms": 30_000}
        for n, at in enumerate(logged)
    ]
    rows = reconciled(slots, airings, as_run=log)
    shuffled = [chance.sample(some, len(some)) for some in (slots, airings, log)]
    assert reconciled(shuffled[0], shuffled[1], as_run=shuffled[2]) == rows
    assert sum(row["id"].startswith("slot/") for row in rows) == len(slots)
