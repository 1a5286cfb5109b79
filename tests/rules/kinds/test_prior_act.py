"""prior_act: what had to be done before a row's act."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import DAY, MIDNIGHT, PROPERTY, Row, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError

BY_DAY = book(
    "{rows: {table: slots}, no_later_than: row, act: "
    "{table: tariff-notices, same: [outlet_id], known: [published_on, filed_on], at: filed_on}}",
    kind="prior_act",
)
BY_MOMENT = book(
    "{rows: {table: replies, time: {moment: granted_at_ms}}, no_later_than: row, act: "
    "{table: notices, where: {kind: reply}, same: [outlet_id], at: received_at_ms}}",
    kind="prior_act",
)


@pytest.mark.parametrize(
    ("filed_on", "found"), [("2020-12-31", []), ("2021-01-01", []), ("2021-01-02", ["slots.s"])]
)
@pytest.mark.parametrize("start_ms", [MIDNIGHT, MIDNIGHT + DAY - 1])
def test_a_day_is_held_against_the_rows_local_day(filed_on: str, found: list[str], start_ms: int) -> None:
    """On the row's own day is in time, to its first and its last millisecond; the day after is late."""
    made = traces(BY_DAY, {
        "slots": [{"id": "s", "outlet_id": "east", "contestant_id": "c1", "start_ms": start_ms}],
        "tariff-notices": [{"id": "t", "outlet_id": "east", "published_on": filed_on, "filed_on": filed_on}],
    })  # fmt: skip
    assert list(made) == found
    for trace in made.values():
        assert (trace["message"], trace["act_id"]) == ("prior_act.late", "t")
        assert (trace["at_day"], trace["limit_day"], trace["at_ms"]) == (filed_on, "2021-01-01", None)
        assert trace["exhibits"] == [["slots", "s"], ["tariff-notices", "t"]]


def test_the_local_day_is_the_outlets_own() -> None:
    """The same moment is the new year in the east and the old one in the west."""
    slots = [
        {"id": of, "outlet_id": of, "contestant_id": "c1", "start_ms": MIDNIGHT} for of in ("east", "west")
    ]
    notices = [
        {"id": f"t-{of}", "outlet_id": of, "published_on": "2021-01-01", "filed_on": "2021-01-01"}
        for of in ("east", "west")
    ]
    found, _, _ = outcome(BY_DAY, {"slots": slots, "tariff-notices": notices})
    assert list(found) == ["slots.west"]


@pytest.mark.parametrize(("received", "late"), [(-1, False), (0, False), (1, True)])
def test_moments_are_compared_to_the_millisecond(received: int, late: bool) -> None:
    """At the row's moment is in time."""
    made = traces(BY_MOMENT, {
        "replies": [{"id": "r", "outlet_id": "east", "contestant_id": "c1", "granted_at_ms": MIDNIGHT}],
        "notices": [{"id": "n", "outlet_id": "east", "kind": "reply", "received_at_ms": MIDNIGHT + received}],
    })  # fmt: skip
    assert [trace["message"] for trace in made.values()] == (["prior_act.late"] if late else [])


@pytest.mark.parametrize(("decided_on", "found"), [("2021-01-05", False), ("2021-01-06", True)])
def test_the_act_may_have_to_come_days_before(decided_on: str, found: bool) -> None:
    """`plus: {days: -5}`: five days before the row's day is in time, four are not."""
    of = book(
        "{rows: {table: poll-publications, time: {day: published_on}}, no_later_than: row, plus: {days: -5}, "
        "act: {table: poll-notices, where: {decision: accepted}, same: {notice_id: id}, at: decided_on}}",
        kind="prior_act",
    )
    ids, _, _ = outcome(of, {
        "poll-publications": [{"id": "p", "notice_id": "n", "published_on": "2021-01-10"}],
        "poll-notices": [{"id": "n", "decision": "accepted", "decided_on": decided_on}],
    })  # fmt: skip
    assert bool(ids) is found


def test_a_row_known_to_the_day_waits_for_the_whole_day() -> None:
    """An act at a moment of the row's day is in time; at the next midnight it is not."""
    of = book(
        "{rows: {table: meetings}, no_later_than: row, "
        "act: {table: replies, same: [contestant_id], at: granted_at_ms}}",
        kind="prior_act",
    )
    meeting = {"id": "m", "contestant_id": "c1", "held_on": "2021-01-01"}
    for late, found in ((DAY - 1, []), (DAY, ["meetings.m"])):
        reply = {"id": "r", "contestant_id": "c1", "outlet_id": "east", "granted_at_ms": MIDNIGHT + late}
        assert list(outcome(of, {"meetings": [meeting], "replies": [reply]})[0]) == found


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (
            "{table: notices, same: [slot_class], at: sent_at_ms}",
            "the table notices has no column 'slot_class'",
        ),
        (
            "{table: notices, same: {start_ms: outlet_id}, at: received_at_ms}",
            "are of different kinds: int, text",
        ),
        ("{table: notices, same: [outlet_id], at: kind}", "holds neither moments nor days"),
        ("{table: notices, same: [], at: received_at_ms}", "list of columns of both tables"),
        (
            "{table: tariff-notices, same: [outlet_id], at: filed_on}, plus: {hours: 1}",
            "hours cannot be counted",
        ),
    ],
)
def test_terms_that_do_not_fit_are_named(terms: str, said: str) -> None:
    """A column that is not there, of another kind, or without a time is said when the book is read."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(
            text(f"{{rows: {{table: slots}}, no_later_than: row, act: {terms}}}", kind="prior_act"), "r"
        )
    assert said in str(refused.value)


def plain(replies: list[Row], notices: list[Row]) -> tuple[dict[str, bool], int, dict[str, int]]:
    """BY_MOMENT, pair by pair."""
    found, tested, untested = {}, 0, dict[str, int]()

    def leave(why: str) -> None:
        untested[f"unknown: {why}"] = untested.get(f"unknown: {why}", 0) + 1

    for reply in replies:
        if reply["granted_at_ms"] is None or not reply["outlet_id"]:
            leave("outlet_id" if reply["granted_at_ms"] is not None else "granted_at_ms")
            continue
        verdicts = [_verdict(reply, notice) for notice in notices]
        if any(verdict is True for verdict in verdicts):
            tested += 1
        elif any(verdict is None for verdict in verdicts):
            leave("?")
        else:
            tested += 1
            found[f"replies.{reply['id']}"] = False
    return found, tested, untested


def _verdict(reply: Row, notice: Row) -> bool | None:
    """Whether that notice came in time; None where a cell that is not known hides it."""
    parts: list[bool | None] = [
        notice["kind"] == "reply" if notice["kind"] else None,
        notice["outlet_id"] == reply["outlet_id"] if notice["outlet_id"] else None,
        None if notice["received_at_ms"] is None else notice["received_at_ms"] <= reply["granted_at_ms"],
    ]
    return False if False in parts else None if None in parts else True


OUTLETS = st.sampled_from(["east", "west", ""])
MOMENTS = st.one_of(st.none(), st.integers(0, 4))


def rows(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    """Up to six rows with these columns."""
    return st.lists(st.fixed_dictionaries(columns), max_size=6).map(
        lambda drawn: [{**row, "id": f"r{number}"} for number, row in enumerate(drawn)]
    )


@PROPERTY
@given(
    rows(outlet_id=OUTLETS, contestant_id=st.just("c1"), granted_at_ms=MOMENTS),
    rows(outlet_id=OUTLETS, kind=st.sampled_from(["reply", "other", ""]), received_at_ms=MOMENTS),
    st.integers(0, 5),
)
def test_a_plain_twin_agrees_in_any_order(replies: list[Row], notices: list[Row], seed: int) -> None:
    """An act that is hidden by a cell leaves a row untested; which cell is named may differ among several."""
    found, tested, untested = outcome(BY_MOMENT, {"replies": replies, "notices": notices}, seed)
    wanted, count, reasons = plain(replies, notices)
    assert (found, tested) == (wanted, count)
    assert sum(untested.values()) == sum(reasons.values())
    assert untested == outcome(BY_MOMENT, {"replies": replies, "notices": notices})[2], (
        "the same in any order"
    )
