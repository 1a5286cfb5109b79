"""same_terms: whether the terms were the same for all contestants."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import DAY, MIDNIGHT, PROPERTY, Row, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError

PRICE = book(
    "{rows: {table: slots}, test: tariff_price, value: price_tiyn, per: [outlet_id, slot_class]}",
    kind="same_terms",
)
VALUE = book(
    "{rows: {table: insertions}, test: same_value, value: circulation, per: [outlet_id]}", kind="same_terms"
)
REFUSAL = book(
    "{rows: {table: orders}, test: no_refusal, value: is_refused, per: [outlet_id]}", kind="same_terms"
)
ORDER = book(
    "{rows: {table: orders, where: {is_refused: false}}, test: order_of_application, value: applied_at_ms, "
    "per: [outlet_id]}",
    kind="same_terms",
)


def priced(price: int | None, length_ms: int | None = 30_000, **slot: Any) -> dict[str, list[Row]]:
    """A slot of that price; 2.00 a second, from 1 January 1.00 a second and 500.00 a night spot."""
    notices = [("old", "2020-12-05"), ("new", "2021-01-01"), ("never", "")]
    tariffs = [
        ("old", "prime", "second", 200),
        ("new", "prime", "second", 100),
        ("new", "night", "spot", 50_000),
    ]
    row = {"id": "s", "outlet_id": "east", "contestant_id": "c1", "slot_class": "prime", "start_ms": MIDNIGHT}
    return {
        "slots": [{**row, "length_ms": length_ms, "price_tiyn": price, **slot}],
        "tariff-notices": [{"id": id_, "outlet_id": "east", "published_on": day} for id_, day in notices],
        "tariffs": [
            {"notice_id": notice, "outlet_id": "east", "slot_class": of, "per": per, "price_tiyn": tiyn}
            for notice, of, per, tiyn in [*tariffs, ("never", "prime", "second", 1)]
        ],
    }


@pytest.mark.parametrize(
    ("given_rows", "tariff"),
    [
        (priced(3000), None),
        (priced(3001), 3000),
        (priced(2999), 3000),
        (priced(6000, start_ms=MIDNIGHT - 1), None),
        (priced(3000, start_ms=MIDNIGHT - 1), 6000),
        (priced(50_000, slot_class="night"), None),
        (priced(49_999, slot_class="night"), 50_000),
        (priced(1, length_ms=5), None),  # half a tiyn is rounded up
        (priced(0, length_ms=4), None),
        (priced(1, length_ms=4), 0),
    ],
)
def test_the_price_is_the_tariffs_of_the_day(given_rows: dict[str, list[Row]], tariff: int | None) -> None:
    """The newest notice that was published by the outlet's local day holds, to the tiyn."""
    made = traces(PRICE, given_rows)
    assert [trace["tariff_tiyn"] for trace in made.values()] == ([] if tariff is None else [tariff])
    for trace in made.values():
        assert trace["message"] == "same_terms.tariff_price"
        assert trace["exhibits"] == [["slots", "s"], ["tariff-notices", trace["notice_id"]]]
        assert trace["same"] == {"outlet_id": "east", "slot_class": given_rows["slots"][0]["slot_class"]}


def test_of_notices_of_one_day_the_last_by_id_holds() -> None:
    """As in the reconciliation, so that a slot has one tariff in the whole report."""
    rows = priced(3000)
    rows["tariff-notices"].append({"id": "newer", "outlet_id": "east", "published_on": "2021-01-01"})
    rows["tariffs"].append({**rows["tariffs"][1], "notice_id": "newer", "price_tiyn": 101})
    assert [trace["tariff_tiyn"] for trace in traces(PRICE, rows).values()] == [3030]


@pytest.mark.parametrize(("price", "tariff"), [(3000, []), (5000, []), (3001, [5000]), (4999, [5000])])
def test_a_class_priced_by_two_units_is_right_by_either(price: int, tariff: list[int]) -> None:
    """One notice prices prime time by second and by spot; a wrong price is held against the spot's."""
    rows = priced(price)
    rows["tariffs"].append({**rows["tariffs"][1], "per": "spot", "price_tiyn": 5_000})
    assert [trace["tariff_tiyn"] for trace in traces(PRICE, rows).values()] == tariff


def test_a_price_that_an_unknown_length_may_explain_is_not_tested() -> None:
    """It is not the spot's price, and may be that of the seconds."""
    rows = priced(3000, length_ms=None)
    rows["tariffs"].append({**rows["tariffs"][1], "per": "spot", "price_tiyn": 5_000})
    assert outcome(PRICE, rows) == ({}, 0, {"unknown: length_ms": 1})


@pytest.mark.parametrize(
    ("given_rows", "why"),
    [
        (priced(None), "price_tiyn"),
        (priced(1, length_ms=None), "length_ms"),
        (priced(1, slot_class="noon"), "tariffs"),
        (priced(1, slot_class=""), "slot_class"),
        (priced(1, start_ms=None), "start_ms"),
        (priced(1, start_ms=MIDNIGHT - 60 * DAY), "tariffs"),
    ],
)
def test_a_price_that_cannot_be_compared_is_not_tested(given_rows: dict[str, list[Row]], why: str) -> None:
    """Neither a price nor a tariff is guessed."""
    assert outcome(PRICE, given_rows) == ({}, 0, {f"unknown: {why}": 1})


def printed(*values: tuple[str, int | None]) -> dict[str, list[Row]]:
    """Insertions of one newspaper: contestant and circulation."""
    return {
        "insertions": [
            {"id": f"i{n}", "outlet_id": "east", "contestant_id": who, "circulation": of, "day": "2021-01-01"}
            for n, (who, of) in enumerate(values)
        ]
    }


def test_contestants_have_the_same_value() -> None:
    """One copy more or fewer is found once for the newspaper, with both ends."""
    assert outcome(VALUE, printed(("c1", 100), ("c2", 100)))[0] == {}
    (trace,) = traces(VALUE, printed(("c1", 100), ("c2", 101), ("c2", 100))).values()
    assert (trace["lowest"], trace["highest"], trace["rows"]) == (100, 101, 3)
    assert trace["values"] == [
        {"contestant": "c1", "highest": 100, "lowest": 100},
        {"contestant": "c2", "highest": 101, "lowest": 100},
    ]
    assert trace["exhibits"] == [["insertions", "i0"], ["insertions", "i1"]]
    assert trace["row"]["row_id"] == "east"


def test_values_of_one_contestant_may_differ() -> None:
    """Nobody else is there to be treated differently."""
    assert outcome(VALUE, printed(("c1", 100), ("c1", 101)))[0] == {}


def ordered(*rows: tuple[str, bool | None, int | None, str]) -> dict[str, list[Row]]:
    """Orders of one outlet: contestant, refused, applied, contracted."""
    columns = ("contestant_id", "is_refused", "applied_at_ms", "contracted_on")
    return {
        "orders": [
            {"id": f"o{n}", "outlet_id": "east", **dict(zip(columns, row, strict=True))}
            for n, row in enumerate(rows)
        ]
    }


def test_a_refusal_is_found_beside_anothers_acceptance() -> None:
    """Both orders stand in the trace, the refusal's reason too."""
    rows = ordered(("c1", True, 5, ""), ("c2", False, 3, "2021-01-01"), ("c3", False, 2, "2021-01-02"))
    rows["orders"][0] = {**rows["orders"][0], "refusal": "no time"}
    (trace,) = traces(REFUSAL, rows).values()
    assert (trace["granted_id"], trace["granted_contestant"], trace["granted_at_ms"]) == ("o2", "c3", 2)
    assert (trace["refused_at_ms"], trace["refusal"]) == (5, "no time")
    assert trace["exhibits"] == [["orders", "o0"], ["orders", "o2"]]


@pytest.mark.parametrize(
    ("rows", "untested"),
    [
        (ordered(("c1", True, 5, ""), ("c1", False, 3, "2021-01-01")), {}),
        (ordered(("c1", True, 5, ""), ("c2", True, 3, "")), {}),
        (ordered(("c1", True, 5, ""), ("c2", None, 3, "")), {"unknown: is_refused": 2}),
    ],
)
def test_a_refusal_alone_is_none_of_it(rows: dict[str, list[Row]], untested: dict[str, int]) -> None:
    """One's own acceptance or another's refusal is not unequal; what is not known leaves it open."""
    found, _, reasons = outcome(REFUSAL, rows)
    assert (found, reasons) == ({}, untested)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("c1", False, 1, "2021-01-02"), ("c2", False, 2, "2021-01-01")), ["o0"]),
        ((("c1", False, 2, "2021-01-02"), ("c2", False, 2, "2021-01-01")), []),
        ((("c1", False, 1, "2021-01-01"), ("c2", False, 2, "2021-01-01")), []),
        ((("c1", False, 1, "2021-01-02"), ("c1", False, 2, "2021-01-01")), []),
    ],
)
def test_who_applied_first_is_served_first(rows: Any, found: list[str]) -> None:
    """A later application of another contestant that is served on an earlier day is found on who waited."""
    made = traces(ORDER, ordered(*rows))
    assert [trace["row"]["row_id"] for trace in made.values()] == found
    for trace in made.values():
        assert (trace["before_it_id"], trace["before_it_contestant"]) == ("o1", "c2")
        assert (trace["applied_at_ms"], trace["before_it_applied_at_ms"]) == (1, 2)
        assert (trace["served_on"], trace["before_it_served_on"]) == ("2021-01-02", "2021-01-01")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("{table: slots}, test: tariff_price, value: slot_class, per: [outlet_id]", "tariff_price needs int"),
        ("{table: slots}, test: tariff_price, value: price_tiyn, per: [channel_id]", "tariffs has no column"),
        ("{table: orders}, test: no_refusal, value: refusal, per: [outlet_id]", "no_refusal needs bool"),
        (
            "{table: slots}, test: order_of_application, value: start_ms, per: [outlet_id]",
            "write in `served`",
        ),
    ],
)
def test_terms_that_do_not_fit_are_named(terms: str, said: str) -> None:
    """A test says what it needs of the table."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(text(f"{{rows: {terms}}}", kind="same_terms"), "r")
    assert said in str(refused.value)


ORDERS = st.lists(
    st.tuples(
        st.sampled_from(["east", "west"]),
        st.sampled_from(["c1", "c2", "c3"]),
        st.sampled_from([True, False, False]),
        st.integers(0, 4),
        st.integers(1, 4),
    ),
    max_size=9,
).map(
    lambda rows: [
        {
            "id": f"o{n}",
            "outlet_id": outlet,
            "contestant_id": who,
            "is_refused": refused,
            "applied_at_ms": applied,
            "contracted_on": f"2021-01-0{day}",
        }
        for n, (outlet, who, refused, applied, day) in enumerate(rows)
    ]
)


@PROPERTY
@given(ORDERS, st.integers(0, 5))
def test_plain_twins_agree_in_any_order(orders: list[Row], seed: int) -> None:
    """Refusals and order of service are those of loops over pairs."""
    pairs = [
        (one, other)
        for one in orders
        for other in orders
        if one["outlet_id"] == other["outlet_id"] and one["contestant_id"] != other["contestant_id"]
    ]
    refused = {f"orders.{a['id']}": False for a, b in pairs if a["is_refused"] and not b["is_refused"]}
    assert outcome(REFUSAL, {"orders": orders}, seed) == (refused, len(orders), {})
    waited = {
        f"orders.{a['id']}": False
        for a, b in pairs
        if not a["is_refused"]
        and not b["is_refused"]
        and a["applied_at_ms"] < b["applied_at_ms"]
        and a["contracted_on"] > b["contracted_on"]
    }
    served = [row for row in orders if not row["is_refused"]]
    assert outcome(ORDER, {"orders": orders}, seed) == (waited, len(served), {})


@PROPERTY
@given(
    st.lists(
        st.tuples(st.sampled_from(["c1", "c2", ""]), st.one_of(st.none(), st.integers(1, 2))), max_size=6
    ),
    st.integers(0, 5),
)
def test_a_plain_twin_of_values_agrees_in_any_order(values: list[tuple[str, int | None]], seed: int) -> None:
    """Rows of nobody, or without a value, are not compared."""
    known = [(who, of) for who, of in values if who and of is not None]
    by_contestant = defaultdict(set)
    for who, of in known:
        by_contestant[who].add(of)
    differs = any(a != b for one in by_contestant for two in by_contestant if one < two
                  for a in by_contestant[one] for b in by_contestant[two])  # fmt: skip
    found, tested, _ = outcome(VALUE, printed(*values), seed)
    assert (found, tested) == ({"insertions.east": False} if differs else {}, len(known))
