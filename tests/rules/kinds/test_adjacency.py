"""adjacency: what must not stand beside something else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import DAY, MIDNIGHT, PROPERTY, Row, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError
from dauys.domain.law import RuleBook


def of(
    relation: str, same: str = "[channel_id]", rows: str = "{table: coverage, where: {genre: comment}}"
) -> RuleBook:
    """No comment beside a speech."""
    within = ", within_ms: 60000" if relation == "after" else ""
    return book(
        f"{{rows: {rows}, beside: {{table: coverage, where: {{genre: speech}}}}, "
        f"relation: {relation}{within}, same: {same}}}",
        kind="adjacency",
    )


AFTER, INSIDE, SAME_DAY = of("after"), of("inside"), of("same_day")
SPEECH = (0, 600_000)


def item(id_: str, genre: str, start: int | None, end: int = 0, channel: str = "east-1", **more: Any) -> Row:
    """A coded item of the east's channel; its times count from midnight."""
    timed = {} if start is None else {"start_ms": MIDNIGHT + start, "length_ms": end - start}
    return {
        "id": id_, "item_id": id_, "outlet_id": "east", "channel_id": channel, "medium": "tv", "genre": genre,
        "contest_id": "k", "zone": "Asia/Almaty", **timed, **more,
    }  # fmt: skip


def beside(comment: tuple[int, int], speech: tuple[int, int] = SPEECH) -> dict[str, list[Row]]:
    """A comment and a speech on one channel."""
    return {"coverage": [item("c", "comment", *comment), item("s", "speech", *speech)]}


@pytest.mark.parametrize(
    ("comment", "after", "inside"),
    [
        ((600_000, 700_000), True, False),
        ((600_000, 600_000), True, False),
        ((660_000, 700_000), True, False),
        ((660_001, 700_000), False, False),
        ((599_999, 600_001), True, False),
        ((599_999, 600_000), False, True),
        ((0, 600_000), False, True),
        ((-1, 600_000), False, False),
        ((-5, 0), False, False),
    ],
)
def test_right_after_and_inside(comment: tuple[int, int], after: bool, inside: bool) -> None:
    """A minute after the end is right after, a millisecond more is not; what ends with it is inside."""
    assert bool(outcome(AFTER, beside(comment))[0]) is after
    assert bool(outcome(INSIDE, beside(comment))[0]) is inside


def test_the_trace_has_both_rows() -> None:
    """Who reads it needs no second table."""
    (trace,) = traces(AFTER, beside((630_000, 700_000))).values()
    assert (trace["message"], trace["other_table"], trace["other_id"]) == ("adjacency.after", "coverage", "s")
    assert (trace["start_ms"], trace["end_ms"]) == (MIDNIGHT + 630_000, MIDNIGHT + 700_000)
    assert (trace["other_start_ms"], trace["other_end_ms"]) == (MIDNIGHT, MIDNIGHT + 600_000)
    assert (trace["apart_ms"], trace["within_ms"], trace["zone"]) == (30_000, 60_000, "Asia/Almaty")
    assert trace["same"] == {"channel_id": "east-1"}
    assert trace["exhibits"] == [["coverage", "c"], ["coverage", "s"]]


@pytest.mark.parametrize(("start", "found"), [(DAY - 1, True), (DAY, False)])
def test_the_same_day_is_the_outlets_own(start: int, found: bool) -> None:
    """To the last millisecond of the day, not beyond."""
    assert bool(outcome(SAME_DAY, beside((start, start)))[0]) is found


@pytest.mark.parametrize(("day", "found"), [("2021-01-01", True), ("2021-01-02", False)])
def test_an_issue_without_a_number_is_the_outlet_and_day(day: str, found: bool) -> None:
    """Coverage says which day's paper an item stood in."""
    rows = [
        item("c", "comment", None, channel="", medium="print", day="2021-01-01"),
        item("s", "speech", None, channel="", medium="print", day=day),
    ]
    assert bool(outcome(of("same_issue", "[outlet_id]"), {"coverage": rows})[0]) is found


@pytest.mark.parametrize(("issue", "found"), [("7", True), ("8", False)])
def test_an_issue_with_a_number_is_that_number(issue: str, found: bool) -> None:
    """Two insertions of one issue stand beside each other; none stands beside itself."""
    of_issue = book(
        "{rows: {table: insertions}, beside: {table: insertions}, relation: same_issue, same: [outlet_id]}",
        kind="adjacency",
    )
    rows = [
        {"id": f"i{n}", "outlet_id": "east", "contestant_id": "c1", "issue": number, "day": "2021-01-01"}
        for n, number in enumerate(("7", issue))
    ]
    assert list(outcome(of_issue, {"insertions": rows})[0]) == (
        ["insertions.i0", "insertions.i1"] if found else []
    )


@pytest.mark.parametrize(
    ("other", "untested"),
    [
        (item("s", "", 0, 600_000), {"unknown: genre": 2}),
        (item("s", "speech", 0, 600_000, channel=""), {"unknown: channel_id": 1}),
        (item("s", "speech", None), {"unknown: start_ms": 1}),
        (item("s", "speech", 0, 600_000, is_illustrative=True), {}),
        (item("s", "", 0, 1), {"unknown: genre": 1}),
    ],
)
def test_what_may_be_beside_leaves_it_open(other: Row, untested: dict[str, int]) -> None:
    """An item that may be a speech, of this channel, at this time, is neither a finding nor a pass."""
    found, _, reasons = outcome(AFTER, {"coverage": [item("c", "comment", 630_000, 700_000), other]})
    assert (found, reasons) == ({}, untested)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (
            "beside: {table: coverage}, relation: after, same: [channel_id]",
            "within_ms goes with the relation after",
        ),
        (
            "beside: {table: coverage}, relation: inside, within_ms: 1, same: [channel_id]",
            "within_ms goes with",
        ),
        ("beside: {table: debates}, relation: inside, same: [outlet_id]", "the table debates has no column"),
        ("beside: {table: spots}, relation: inside, same: [contestant_id]", "need a time"),
        ("beside: {table: coverage}, relation: near, same: [channel_id]", "'near' is not among"),
    ],
)
def test_terms_that_do_not_fit_are_named(terms: str, said: str) -> None:
    """What a relation needs is said when the book is read."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(text(f"{{rows: {{table: coverage}}, {terms}}}", kind="adjacency"), "r")
    assert said in str(refused.value)


ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["comment", "speech", "news", ""]),
        st.one_of(st.none(), st.integers(-5, 40).map(lambda n: n * 30_000)),
        st.sampled_from([0, 1, 29_999, 300_000, 900_000]),
        st.sampled_from(["east-1", "west-1", ""]),
    ),
    max_size=8,
).map(
    lambda drawn: [
        item(f"v{n}", genre, start, (start or 0) + length, channel)
        for n, (genre, start, length, channel) in enumerate(drawn)
    ]
)


def plain(items: list[Row], relation: str) -> tuple[dict[str, bool], int]:
    """Each comment against each item, with three answers: beside it, not, perhaps."""
    found, tested = {}, 0
    for row in items:
        if row["genre"] != "comment" or not row["channel_id"] or row.get("start_ms") is None:
            continue
        answers = [_answer(row, other, relation) for other in items if other is not row]
        if True in answers:
            found[f"coverage.{row['id']}"] = False
        tested += True in answers or None not in answers
    return found, tested


def _answer(row: Row, other: Row, relation: str) -> bool | None:
    parts: list[bool | None] = [
        other["genre"] == "speech" if other["genre"] else None,
        other["channel_id"] == row["channel_id"] if other["channel_id"] else None,
        None if other.get("start_ms") is None else _fits(row, other, relation),
    ]
    return False if False in parts else None if None in parts else True


def _fits(row: Row, other: Row, relation: str) -> bool:
    start, end = row["start_ms"], row["start_ms"] + row["length_ms"]
    from_, till = other["start_ms"], other["start_ms"] + other["length_ms"]
    if relation == "after":
        return 0 <= start - till <= 60_000 or from_ <= start < till < end
    if relation == "inside":
        return from_ <= start < till and end <= till
    return bool((start - MIDNIGHT) // DAY == (from_ - MIDNIGHT) // DAY)


@PROPERTY
@given(ITEMS, st.sampled_from(["after", "inside", "same_day"]), st.integers(0, 5))
def test_a_plain_twin_agrees_in_any_order(items: list[Row], relation: str, seed: int) -> None:
    """Findings and the number of tested rows are those of loops over pairs."""
    of_relation = {"after": AFTER, "inside": INSIDE}.get(relation, SAME_DAY)
    found, tested, untested = outcome(of_relation, {"coverage": items}, seed)
    assert untested == outcome(of_relation, {"coverage": items})[2], "the same in any order"
    assert (found, tested) == plain(items, relation)
