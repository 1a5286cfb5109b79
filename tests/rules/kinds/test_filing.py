"""filing: whether everybody who must has filed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import CAMPAIGN, DAY, MIDNIGHT, PROPERTY, Row, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError

SOLD = "having: {table: orders, where: {is_refused: false}, same: {id: outlet_id}}"
NOTICE = (
    "filed: {table: tariff-notices, same: {id: outlet_id}, known: [published_on, filed_on], at: filed_on}"
)
ONCE = book(f"{{who: {{table: outlets, {SOLD}}}, {NOTICE}, by: {{voting_day: -5}}}}", kind="filing")
WEEKLY = book(
    "{who: {table: outlets, having: {table: airings, same: {id: outlet_id}}}, every: week, "
    "filed: {table: ad-filings, same: {id: outlet_id}, at: filed_on}}",
    kind="filing",
)


def order(outlet: str = "east", **more: Any) -> Row:
    """An order that an outlet took."""
    return {"id": f"o-{outlet}", "outlet_id": outlet, "contestant_id": "c1", "is_refused": False, **more}


def notice(filed_on: str, outlet: str = "east", published_on: str = "2020-12-05") -> Row:
    """A tariff notice."""
    return {"id": f"t-{outlet}", "outlet_id": outlet, "published_on": published_on, "filed_on": filed_on}


@pytest.mark.parametrize(
    ("filed", "message"),
    [([notice("2021-01-05")], None), ([notice("2021-01-06")], "filing.late"), ([], "filing.none"),
     ([notice("2021-01-01", outlet="west")], "filing.none")],
)  # fmt: skip
def test_who_sold_must_have_filed_by_the_day(filed: list[Row], message: str | None) -> None:
    """Five days before voting is in time, four are late, nothing is nothing."""
    made = traces(ONCE, {"orders": [order()], "tariff-notices": filed})
    assert [trace["message"] for trace in made.values()] == ([message] if message else [])
    for name, trace in made.items():
        assert (name, trace["limit_day"], trace["act_table"]) == (
            "outlets.east",
            "2021-01-05",
            "tariff-notices",
        )
        assert trace["row"]["outlet_id"] == "east"


def test_who_sold_nothing_need_not_file() -> None:
    """A refused order is no sale; an order of which that is not known leaves it open."""
    assert outcome(ONCE, {"orders": [order(is_refused=True)]}) == ({}, 0, {})
    assert outcome(ONCE, {"orders": [order(is_refused=None)]}) == ({}, 0, {"unknown: is_refused": 1})
    filed = [notice("2021-01-05")]
    assert outcome(ONCE, {"orders": [order(is_refused=None)], "tariff-notices": filed}) == ({}, 1, {})


def test_what_makes_one_file_may_belong_to_no_contest() -> None:
    """A tariff notice says of no race that it is for it; another race's order is none of this one's."""
    of = book(
        "{who: {table: outlets, having: {table: tariff-notices, same: {id: outlet_id}}}, "
        "filed: {table: notices, same: {id: outlet_id}, at: sent_at_ms}}",
        kind="filing",
    )
    assert list(outcome(of, {"tariff-notices": [notice("2021-01-01")]})[0]) == ["outlets.east"]
    races = {
        "contests": [*CAMPAIGN["contests"], {"id": "l", "kind": "list", "voting_day": "2021-01-11"}],
        "contestants": [{"id": "c1", "contest_id": "l"}],
    }
    assert list(outcome(ONCE, {**races, "orders": [order()]})[0]) == ["outlets.east.l"]


@pytest.mark.parametrize(
    ("filed", "why"),
    [(notice(""), "filed_on"), (notice("2021-01-01", published_on=""), "published_on"),
     (notice("2021-01-01", outlet=""), "outlet_id")],
)  # fmt: skip
def test_a_filing_that_may_be_complete_leaves_it_open(filed: Row, why: str) -> None:
    """Neither filed nor not."""
    assert outcome(ONCE, {"orders": [order()], "tariff-notices": [filed]}) == ({}, 0, {f"unknown: {why}": 1})


def test_a_contest_without_a_voting_day_has_no_limit() -> None:
    """It is untested, not in time."""
    contests = [{"id": "k", "kind": "list", "voting_day": ""}]
    given_rows = {"contests": contests, "orders": [order()], "tariff-notices": [notice("2021-01-05")]}
    assert outcome(ONCE, given_rows) == ({}, 0, {"unknown: voting_day": 1})


def test_without_a_limit_it_is_enough_to_have_filed() -> None:
    """`by: null`: at any time."""
    of = book(f"{{who: {{table: outlets}}, {NOTICE}, by: null}}", kind="filing")
    assert list(outcome(of, {"tariff-notices": [notice("2031-01-01")]})[0]) == ["outlets.west"]


@pytest.mark.parametrize(("ms", "found"), [(DAY - 1, False), (DAY, True)])
def test_a_moment_is_in_time_on_the_whole_day_of_the_limit(ms: int, found: bool) -> None:
    """A limit without a clock time is the whole local day."""
    of = book(
        "{who: {table: outlets, where: {id: east}}, by: {date: 2021-01-01}, "
        "filed: {table: notices, same: {id: outlet_id}, at: received_at_ms}}",
        kind="filing",
    )
    received = {"id": "n", "outlet_id": "east", "received_at_ms": MIDNIGHT + ms}
    made = traces(of, {"notices": [received]})
    assert [trace["message"] for trace in made.values()] == ["filing.late"] * found
    assert [trace["limit_ms"] for trace in made.values()] == [MIDNIGHT + DAY - 1] * found


def aired(*days: int, outlet: str = "east") -> list[Row]:
    """Airings at noon, so many days after 1 January 2021, a Friday."""
    return [
        {"sighting_id": f"a{day}", "outlet_id": outlet, "contest_id": "k", "contestant_id": "c1",
         "start_ms": MIDNIGHT + day * DAY + DAY // 2, "end_ms": MIDNIGHT + day * DAY + DAY // 2 + 1}
        for day in days
    ]  # fmt: skip


def weekly(week_from: str, filed_on: str = "2021-02-01", outlet: str = "east") -> Row:
    """A weekly account."""
    return {"id": f"w-{week_from}", "outlet_id": outlet, "week_from": week_from, "filed_on": filed_on}


def test_each_week_with_airings_must_be_filed() -> None:
    """An account covers its first day and the six after; a week is found once, with its days."""
    rows = {"airings": aired(0, 1, 2, 3, 9), "ad-filings": [weekly("2021-01-02")]}
    made = traces(WEEKLY, rows)
    assert list(made) == ["outlets.east_2020-12-28", "outlets.east_2021-01-04"]
    first, second = made.values()
    assert (first["message"], first["week"], first["days"]) == ("filing.week", "2020-12-28", ["2021-01-01"])
    assert (second["days"], second["act_id"]) == (["2021-01-10"], "a9")
    assert second["exhibits"] == [["outlets", "east"], ["airings", "a9"]]
    assert first["row"]["end_ms"] - first["row"]["start_ms"] == 7 * DAY
    assert outcome(WEEKLY, rows)[1] == 2


def test_an_account_of_which_it_is_not_known_when_it_was_filed_leaves_the_week_open() -> None:
    """It may have been filed."""
    rows = {"airings": aired(0), "ad-filings": [weekly("2020-12-28", filed_on="")]}
    assert outcome(WEEKLY, rows) == ({}, 0, {"unknown: filed_on": 1})


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (f"who: {{table: outlets}}, {NOTICE}, every: week", "every: week needs who.having"),
        (f"who: {{table: outlets, {SOLD}}}, {NOTICE}, every: week, by: {{voting_day: 0}}", "by goes with"),
        (
            f"who: {{table: outlets}}, {NOTICE.replace('at: filed_on', 'at: id')}",
            "holds neither moments nor days",
        ),
        (
            f"who: {{table: outlets}}, {NOTICE.replace('id:', 'audience_pm:')}",
            "are of different kinds: int, text",
        ),
        (
            f"who: {{table: outlets, {SOLD.replace('id:', 'name:')}}}, {NOTICE}",
            "outlets has no column 'name'",
        ),
    ],
)
def test_terms_that_do_not_fit_are_named(terms: str, said: str) -> None:
    """Columns that are not there, and what a week needs."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(text(f"{{{terms}}}", kind="filing"), "r")
    assert said in str(refused.value)


OUTLETS = st.sampled_from(["east", "west"])
ACCOUNTS = st.lists(st.tuples(OUTLETS, st.integers(-9, 20)), max_size=4)


@PROPERTY
@given(st.lists(st.tuples(OUTLETS, st.integers(-3, 20)), max_size=8), ACCOUNTS, st.integers(0, 5))
def test_a_plain_twin_agrees_in_any_order(
    acts: list[tuple[str, int]], accounts: list[tuple[str, int]], seed: int
) -> None:
    """Weeks from Monday in which a day with an airing is in no account's seven days."""
    new_year = date(2021, 1, 1)
    given_rows: dict[str, list[Row]] = {
        **CAMPAIGN,
        "airings": [
            {**row, "sighting_id": f"{number}"}
            for number, (outlet, day) in enumerate(acts)
            for row in aired(day, outlet=outlet)
        ],
        "ad-filings": [
            {**weekly((new_year + timedelta(days)).isoformat(), outlet=outlet), "id": f"w{number}"}
            for number, (outlet, days) in enumerate(accounts)
        ],
    }

    def monday(day: int) -> str:
        there = new_year + timedelta(day)
        return (there - timedelta(there.weekday())).isoformat()

    weeks = {(outlet, monday(day)) for outlet, day in acts}
    wanted = {
        f"outlets.{outlet}_{monday(day)}": False
        for outlet, day in acts
        if not any(of == outlet and since <= day < since + 7 for of, since in accounts)
    }
    assert outcome(WEEKLY, given_rows, seed) == (wanted, len(weeks), {})
