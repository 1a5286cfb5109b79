"""deadline: on the limit is in time; days are compared by the day, moments by the millisecond."""

from __future__ import annotations

import json

import pytest
from tests.rules.rows import counts, found
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError
from dauys.domain.law import RuleBook


def of(table: str, at: str, limit: str, more: str = "") -> RuleBook:
    return book(f"{{rows: {{table: {table}}}, at: [{at}], {limit}{more}}}", "deadline")


BEFORE_CAMPAIGN = "no_later_than: {campaign: start, days: -5}"


@pytest.mark.parametrize(
    ("published", "filed", "late"),
    [
        ("2020-12-05", "2020-12-05", None),
        ("2020-12-06", "2020-12-05", ["published_on"]),
        ("2020-12-05", "2020-12-06", ["filed_on"]),
        ("2020-12-06", "2020-12-07", ["published_on", "filed_on"]),
    ],
)
def test_each_act_is_held_against_the_limit(published: str, filed: str, late: list[str] | None) -> None:
    """Five days before 10 December 18:00 is all of 5 December; the trace lists each act that was late."""
    notice = f"tariff-notices: [{{id: n, outlet: east, published_on: {published}, filed_on: {filed}}}]"
    findings = found(of("tariff-notices", "published_on, filed_on", BEFORE_CAMPAIGN), notice)
    traces = [json.loads(one["trace"]) for one in findings]
    assert [[act["column"] for act in trace["acts"]] for trace in traces] == ([late] if late else [])
    for trace in traces:
        assert trace["message"] == "deadline.late"
        assert {act["limit_day"] for act in trace["acts"]} == {"2020-12-05"}


@pytest.mark.parametrize(
    ("if_missing", "ids", "untested"), [("untested", ["late"], 1), ("found", ["late", "none"], 0)]
)
def test_an_act_that_is_missing(if_missing: str, ids: list[str], untested: int) -> None:
    """Not registered is not tested, unless the law demands the act; one act late is enough."""
    rows = (
        "tariff-notices: [{id: none, outlet: east, published_on: 2020-12-05},"
        " {id: late, outlet: east, published_on: 2020-12-06}]"
    )
    rule = of("tariff-notices", "published_on, filed_on", BEFORE_CAMPAIGN, f", if_missing: {if_missing}")
    findings = {one["row_id"]: json.loads(one["trace"])["message"] for one in found(rule, rows)}
    assert sorted(findings) == ids
    assert findings.get("none", "deadline.missing") == "deadline.missing"
    tested = counts(rule, rows)
    assert (tested["tested"], tested["untested"]) == (2 - untested, untested)


@pytest.mark.parametrize(
    ("plus", "at", "is_late"),
    [
        ("{hours: 24}", "2020-12-21 10:00:00.000", False),
        ("{hours: 24}", "2020-12-21 10:00:00.001", True),
        ("{days: 1}", "2020-12-21 10:00:00.000", False),
        ("{days: 1}", "2020-12-21 10:00:00.001", True),
        ("{months: 1}", "2021-01-20 10:00:00.000", False),
        ("{months: 1}", "2021-01-20 10:00:00.001", True),
    ],
)
def test_so_long_after_another_moment_of_the_row(plus: str, at: str, is_late: bool) -> None:
    """The limit may be counted from the row itself."""
    rule = of("replies", "granted_at_ms", f"no_later_than: {{field: requested_at_ms, plus: {plus}}}")
    rows = f"""replies: [{{id: r, outlet: east, requested_at: "2020-12-20 10:00 Asia/Almaty",
                granted_at: "{at} Asia/Almaty"}}]"""
    assert len(found(rule, rows)) == is_late


@pytest.mark.parametrize(
    ("since", "is_late"), [("2016-02-28", False), ("2016-02-29", False), ("2016-03-01", True)]
)
def test_years_before_a_leap_day(since: str, is_late: bool) -> None:
    """Four years before 29 February 2020 is 29 February 2016."""
    rule = of("poll-notices", "experience_since", "no_later_than: {field: received_on, plus: {years: -4}}")
    notice = f"poll-notices: [{{id: n, received_on: 2020-02-29, experience_since: {since}}}]"
    assert len(found(rule, notice)) == is_late


@pytest.mark.parametrize(("since", "is_late"), [("2015-02-28", False), ("2015-03-01", True)])
def test_a_day_that_a_year_has_not(since: str, is_late: bool) -> None:
    """Five years before 29 February 2020 is 28 February 2015, the month's last day."""
    rule = of("poll-notices", "experience_since", "no_later_than: {field: received_on, plus: {years: -5}}")
    notice = f"poll-notices: [{{id: n, received_on: 2020-02-29, experience_since: {since}}}]"
    assert len(found(rule, notice)) == is_late


@pytest.mark.parametrize(
    ("at", "is_early"), [("2021-01-10 23:59:59.999", True), ("2021-01-11 00:00:00.000", False)]
)
@pytest.mark.parametrize(("outlet", "zone"), [("east", "Asia/Almaty"), ("west", "Asia/Qyzylorda")])
def test_no_earlier_than_a_clock_time(at: str, is_early: bool, outlet: str, zone: str) -> None:
    """On the limit is not too early; the clock is the outlet's."""
    rule = of("replies", "granted_at_ms", 'no_earlier_than: {voting_day: 1, at: "00:00"}')
    rows = f'replies: [{{id: r, outlet: {outlet}, granted_at: "{at} {zone}"}}]'
    findings = found(rule, rows)
    assert [json.loads(one["trace"])["message"] for one in findings] == ["deadline.early"] * is_early


@pytest.mark.parametrize(
    ("at", "is_late"), [("2021-01-08 23:59:59.999", False), ("2021-01-09 00:00:00.000", True)]
)
def test_a_limit_without_a_clock_time_is_the_whole_day(at: str, is_late: bool) -> None:
    """ "No later than two days before" lets the whole of that local day be in time."""
    rule = of("replies", "granted_at_ms", "no_later_than: {voting_day: -2}")
    assert len(found(rule, f'replies: [{{outlet: east, granted_at: "{at} Asia/Almaty"}}]')) == is_late


def test_a_limit_that_is_not_known_tests_nothing() -> None:
    """Without a campaign's start no notice is early or late."""
    rule = of("tariff-notices", "filed_on", BEFORE_CAMPAIGN)
    rows = "contests: [{id: k, campaign_start: null}]\ntariff-notices: [{outlet: east, filed_on: 2020-12-30}]"
    tested = counts(rule, rows)
    assert (tested["tested"], tested["why_untested"]) == (0, '{"unknown: campaign_start_ms":1}')


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("{rows: {table: tariff-notices}, at: [published_in], no_later_than: {voting_day: 0}}",
         "tariff-notices.published_in holds neither moments nor days"),
        ("{rows: {table: ad-filings}, at: filed_on, no_later_than: {field: week_from, plus: {hours: 24}}}",
         "hours cannot be counted"),
        ("{rows: {table: tariff-notices}, at: filed_on}", "write exactly one of no_later_than"),
        ("{rows: {table: replies}, at: granted_at_ms, no_later_than: {field: medium}}",
         "replies.medium holds neither moments nor days"),
    ],
    ids=["text", "hours", "none", "field"],
)  # fmt: skip
def test_terms_that_fit_no_deadline_are_refused(terms: str, said: str) -> None:
    """What cannot be compared is said when the book is read."""
    with pytest.raises(RuleBookError, match=said):
        rules.read_book(text(terms, "deadline"), "rules.yaml")


def test_a_term_that_the_law_leaves_open() -> None:
    """`unknown` tests nothing and says so."""
    rule = of("tariff-notices", "filed_on", "no_later_than: unknown")
    tested = counts(rule, "tariff-notices: [{outlet: east, filed_on: 2020-12-30}]")
    assert (tested["tested"], tested["found"], tested["why_untested"]) == (0, 0, '{"law":1}')
