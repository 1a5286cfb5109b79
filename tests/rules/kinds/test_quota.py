"""quota: how much each got, in cells of outlets, days, debates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import CONTESTANTS, DAY, MIDNIGHT, PROPERTY, Row, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError
from dauys.domain.law import RuleBook

ROWS = "rows: {table: coverage}, measure: {sum: length_ms}, cell: [outlet_id]"
EQUAL = book(f"{{{ROWS}, among: contestants, test: equal, tolerance_pm: 100}}", kind="quota")
STATISTIC = rules.read_book(
    text(f"{{{ROWS}, among: contestants, test: equal, tolerance_pm: null}}", kind="quota").replace(
        "level: breach", "level: information"
    ),
    "rules.yaml",
)
CAP = book(
    "{rows: {table: appearances}, measure: {sum: ms}, cell: [outlet_id], among: contestants, test: at_most, "
    "limit: 120000, per: day}",
    kind="quota",
)


def covered(*values: tuple[str, int | None], outlet: str = "east") -> dict[str, list[dict[str, Any]]]:
    """Items of coverage: contestant and length."""
    return {
        "coverage": [
            {"id": f"v{n}", "outlet_id": outlet, "contestant_id": who, "medium": "tv", "length_ms": length}
            for n, (who, length) in enumerate(values)
        ]
    }


def gap(ms: int, outlet: str = "east", day: str = "2021-01-01") -> Row:
    """A day of which so much was not monitored."""
    return {"outlet_id": outlet, "day": day, "unit": "ms", "due": DAY, "monitored": DAY - ms, "gap": ms}


EVEN = (("c1", 1000), ("c2", 1000), ("c3", 1000))


@pytest.mark.parametrize(("highest", "found"), [(1000, False), (1100, False), (1101, True)])
def test_the_highest_may_be_above_the_lowest_by_the_tolerance(highest: int, found: bool) -> None:
    """1,100 of 1,000 is within 100 thousandths, 1,101 is not."""
    made = traces(EQUAL, covered(("c1", 1000), ("c2", highest), ("c3", 1000)))
    assert list(made) == (["coverage.east"] if found else [])
    for trace in made.values():
        assert (trace["message"], trace["tolerance_pm"]) == ("quota.unequal", 100)
        assert (trace["highest"], trace["highest_contestant"]) == (1101, "c2")
        assert (trace["lowest"], trace["lowest_contestant"], trace["total"]) == (1000, "c1", 3101)
        assert trace["cell"] == {"outlet_id": "east"}
        assert (trace["rows"], len(trace["exhibits"])) == (3, 3)


def test_contestants_of_whom_there_is_nothing_stand_with_0() -> None:
    """Who was never mentioned is the lowest."""
    (trace,) = traces(EQUAL, covered(("c1", 1000), ("c2", 1000))).values()
    assert trace["values"][2] == {"contestant": "c3", "expected": None, "unknown": 0, "value": 0}
    assert trace["lowest_contestant"] == "c3"


def test_without_all_contestants_those_of_whom_there_are_rows_are_compared() -> None:
    """A debate compares those who took part."""
    of = book(
        "{rows: {table: debate-clock, where: {is_refused: false}}, measure: {sum: speech_ms}, "
        "cell: [debate_id], test: equal, tolerance_pm: 0}",
        kind="quota",
    )
    clock = [
        {"debate_id": "d", "contestant_id": who, "is_refused": refused, "speech_ms": ms}
        for who, refused, ms in (("c1", False, 600), ("c2", False, 600), ("c3", True, None))
    ]
    assert outcome(of, {"debate-clock": clock}) == ({}, 1, {})
    clock[1]["speech_ms"] = 599
    assert list(outcome(of, {"debate-clock": clock})[0]) == ["debate-clock.d"]


def test_a_contest_with_one_contestant_has_nothing_to_compare() -> None:
    """It is untested, not equal."""
    alone = {"contestants": [{"id": "c1", "contest_id": "k"}], **covered(("c1", 1000))}
    assert outcome(EQUAL, alone) == ({}, 0, {"nothing to compare": 1})
    assert outcome(STATISTIC, alone) == ({}, 0, {"nothing to compare": 1})


def test_without_a_threshold_each_cell_is_reported_with_its_numbers() -> None:
    """A statistic is information, equal or not, monitored or not, and never to decide."""
    rows = {**covered(*EVEN), "monitored-time": [gap(1)]}
    (trace,) = traces(STATISTIC, rows).values()
    assert (trace["message"], trace["tolerance_pm"]) == ("quota.statistic", None)
    assert trace["monitored_time"] == [{"due": DAY, "gap": 1, "monitored": DAY - 1, "unit": "ms"}]
    assert trace["row"]["level"] == "information"
    assert outcome(STATISTIC, rows) == ({"coverage.east": False}, 1, {})


def test_what_was_not_monitored_leaves_a_cell_open() -> None:
    """A finding is to decide; no finding is no test. Another outlet's gap is not its own."""
    uneven, here, there = (
        covered(("c1", 1)),
        {"monitored-time": [gap(1)]},
        {"monitored-time": [gap(1, "west")]},
    )
    assert outcome(EQUAL, {**uneven, **here}) == ({"coverage.east": True}, 1, {})
    assert outcome(EQUAL, {**covered(*EVEN), **here}) == ({}, 0, {"not monitored": 1})
    assert outcome(EQUAL, {**uneven, **there}) == ({"coverage.east": False}, 1, {})
    assert outcome(EQUAL, {**covered(*EVEN), "monitored-time": [gap(0)]}) == ({}, 1, {})


def test_only_the_rows_phase_of_the_campaign_matters() -> None:
    """A gap before the silence leaves what was aired in the silence as it is; one in it leaves it open."""
    of = book(
        f"{{{ROWS.replace('coverage', 'coverage, during: silence')}, test: at_most, limit: 1}}", kind="quota"
    )
    rows = covered(("c1", 2))
    rows["coverage"][0] |= {"start_ms": MIDNIGHT + 8 * DAY}
    for day, is_open in (("2021-01-08", False), ("2021-01-09", True), ("2021-01-11", False)):
        found, _, _ = outcome(of, {**rows, "monitored-time": [gap(5, day=day)]})
        assert found == {"coverage.east": is_open}


def test_a_value_that_is_not_known_leaves_a_cell_open() -> None:
    """The sum may be larger: a finding is to decide, no finding is no pass."""
    lost = {"unknown: length_ms": 1}
    assert outcome(EQUAL, covered(("c1", 9), ("c2", None))) == ({"coverage.east": True}, 1, lost)
    assert outcome(EQUAL, covered(*EVEN, ("c2", None))) == ({}, 0, {"unknown: length_ms": 2})


def aired(*pieces: tuple[str, int, int], outlet: str = "east") -> dict[str, list[Row]]:
    """Published pieces of airings, cut at midnight: contestant, start, length."""
    return {
        "appearances": [
            {
                "id": f"a{n}",
                "outlet_id": outlet,
                "contestant_id": who,
                "start_ms": start,
                "ms": ms,
                "kind": "airing",
            }
            for n, (who, start, ms) in enumerate(pieces)
        ]
    }


@pytest.mark.parametrize(("ms", "found"), [(120_000, False), (120_001, True)])
def test_a_cap_a_day_for_each_contestant_and_outlet(ms: int, found: bool) -> None:
    """Two minutes a day are within; a millisecond more is not; the next local day begins anew."""
    rows = aired(("c1", MIDNIGHT, ms - 60_000), ("c1", MIDNIGHT + DAY - 1, 60_000), ("c1", MIDNIGHT + DAY, 1))
    made = traces(CAP, rows)
    assert list(made) == (["appearances.east_2021-01-01_c1"] if found else [])
    for trace in made.values():
        assert (trace["message"], trace["value"], trace["limit"]) == ("quota.above", 120_001, 120_000)
        assert (trace["per"], trace["period"]) == ("day", "2021-01-01")
        bounds = trace["row"]["start_ms"], trace["row"]["end_ms"]
        assert bounds == (MIDNIGHT, MIDNIGHT + DAY)
        assert trace["row"]["contestant_id"] == "c1"


def test_the_day_is_the_outlets_own() -> None:
    """The same pieces are one day's in the east and two days' in the west."""
    pieces = (("c1", MIDNIGHT, 100_000), ("c1", MIDNIGHT + 3_600_000, 100_000))
    assert list(outcome(CAP, aired(*pieces))[0]) == ["appearances.east_2021-01-01_c1"]
    assert outcome(CAP, aired(*pieces, outlet="west"))[0] == {}


def test_a_week_begins_on_monday() -> None:
    """Sunday and the Monday after are two weeks."""
    of = book(
        "{rows: {table: airings}, measure: count, cell: [outlet_id], test: at_most, limit: 1, per: week}",
        kind="quota",
    )
    sunday = MIDNIGHT + 2 * DAY  # 2021-01-03
    rows = [
        {"sighting_id": f"a{day}", "outlet_id": "east", "contestant_id": "c1", "contest_id": "k",
         "start_ms": sunday + day * DAY, "end_ms": sunday + day * DAY + 1}
        for day in (0, 1, 7)
    ]  # fmt: skip
    made = traces(of, {"airings": rows})
    assert list(made) == ["airings.east_2021-01-04"]
    (trace,) = made.values()
    assert trace["row"]["end_ms"] - trace["row"]["start_ms"] == 7 * DAY
    assert trace["row"]["contestant_id"] == "c1"


PART = (
    "{{rows: {{table: appearances}}, measure: {{sum: ms}}, cell: [channel_id], test: at_most, per: day, "
    "limit_pm: {pm}{among}, of: {{table: monitored-time, where: {{unit: ms}}, sum: due}}}}"
)


@pytest.mark.parametrize(("ms", "found"), [(DAY * 15 // 100, False), (DAY * 15 // 100 + 1, True)])
def test_a_cap_as_a_part_of_the_stations_day(ms: int, found: bool) -> None:
    """15 % of the day's due time, to the millisecond."""
    rows = aired(("c1", MIDNIGHT, ms - 5), ("c2", MIDNIGHT, 5))
    rows["appearances"] = [{**row, "channel_id": "east-1"} for row in rows["appearances"]]
    made = traces(book(PART.format(pm=150, among=""), kind="quota"), {
        **rows, "monitored-time": [{**gap(0), "channel_id": "east-1"}, gap(0, day="2021-01-02")]
    })  # fmt: skip
    assert list(made) == (["appearances.east-1_2021-01-01"] if found else [])
    assert [(trace["of"], trace["limit"]) for trace in made.values()] == [(DAY, DAY * 15 // 100)] * found


def test_one_contestants_part_of_it() -> None:
    """A third of 15 % of the day for one contestant."""
    rows = aired(("c1", MIDNIGHT, DAY // 20 + 1), ("c2", MIDNIGHT, DAY // 20))
    rows["appearances"] = [{**row, "channel_id": "east-1"} for row in rows["appearances"]]
    of = book(PART.format(pm=50, among=", among: contestants"), kind="quota")
    stated = {"monitored-time": [{**gap(0), "channel_id": "east-1"}]}
    assert list(outcome(of, {**rows, **stated})[0]) == ["appearances.east-1_2021-01-01_c1"]
    assert outcome(of, rows) == ({}, 0, {"unknown: monitored-time.due": 3})


@pytest.mark.parametrize(("due", "found"), [(900_000, []), (899_999, ["state-slots.c2"])])
def test_a_minimum_for_each_contestant_of_the_contest(due: int, found: list[str]) -> None:
    """`cell: []` is the whole contest; who has no row has 0."""
    of = book(
        "{rows: {table: state-slots, where: {kind: tv}}, measure: {sum: due_ms}, cell: [], "
        "among: contestants, test: at_least, limit: 900000}",
        kind="quota",
    )
    slots = [
        {"id": f"s{n}", "contestant_id": who, "outlet_id": "east", "kind": "tv", "due_ms": ms}
        for n, (who, ms) in enumerate([("c1", 900_000), ("c2", due - 1), ("c2", 1)])
    ]
    assert list(outcome(of, {"state-slots": slots})[0]) == [*found, "state-slots.c3"]
    assert outcome(of, {"state-slots": []}) == ({}, 0, {}), "without any row nothing was registered"


def test_a_limit_can_be_another_column_of_the_rows() -> None:
    """What was used is held against what was due, summed over the same rows."""
    of = book(
        "{rows: {table: state-slots}, measure: {sum: used_ms}, cell: [id], test: at_most, "
        "limit: {column: due_ms}}",
        kind="quota",
    )
    slots = [
        {"id": f"s{n}", "contestant_id": "c1", "used_ms": used, "due_ms": due}
        for n, (used, due) in enumerate([(5, 5), (6, 5), (None, 5), (5, None)])
    ]
    found, tested, untested = outcome(of, {"state-slots": slots})
    assert (list(found), tested) == (["state-slots.s1"], 2)
    assert untested == {"unknown: used_ms": 2, "unknown: due_ms": 2}, "each a row and its cell"


def test_a_minimum_that_is_reached_needs_no_more_monitoring() -> None:
    """What a gap hides could only add to it."""
    of = book(f"{{{ROWS}, test: at_least, limit: 10}}", kind="quota")
    assert outcome(of, {**covered(("c1", 10)), "monitored-time": [gap(1)]}) == ({}, 1, {})
    assert outcome(of, {**covered(("c1", 9)), "monitored-time": [gap(1)]}) == ({"coverage.east": True}, 1, {})


def shared(equal: int, tolerance: str = "0") -> RuleBook:
    """30 % equally and 70 % by votes, or other parts."""
    return book(
        f"{{{ROWS}, among: contestants, test: shares, tolerance_pm: {tolerance}, "
        f"shares: {{equal_pm: {equal}, proportional_pm: {1000 - equal}, basis: votes}}}}",
        kind="quota",
    )


VOTES = {
    "allocations": [
        {"id": f"{basis}-{who}", "contestant_id": who, "basis": basis, "value": value}
        for basis, values in (("votes", (50, 30, 20)), ("seats", (9, 1, 0)))
        for who, value in zip(CONTESTANTS, values, strict=True)
    ]
}


@pytest.mark.parametrize(
    ("equal", "due"), [(1000, (1000, 1000, 1000)), (0, (1500, 900, 600)), (300, (1350, 930, 720))]
)
def test_each_has_its_share(equal: int, due: tuple[int, int, int]) -> None:
    """Equal, by votes, and mixed; a millisecond from one to another is found."""
    exact = zip(CONTESTANTS, due, strict=True)
    assert outcome(shared(equal), {**covered(*exact), **VOTES})[0] == {}
    moved = zip(CONTESTANTS, (due[0] + 1, due[1] - 1, due[2]), strict=True)
    (trace,) = traces(shared(equal), {**covered(*moved), **VOTES}).values()
    assert trace["message"] == "quota.shares"
    assert tuple(value["expected"] for value in trace["values"]) == due


def test_a_share_is_told_to_the_nearest_whole() -> None:
    """5 among three is 1.67: the trace says 2, the comparison is exact."""
    (trace,) = traces(shared(1000), covered(("c1", 2), ("c2", 2), ("c3", 1))).values()
    assert [value["expected"] for value in trace["values"]] == [2, 2, 2]


@pytest.mark.parametrize(("off", "found"), [(135, False), (136, True)])
def test_a_share_may_be_off_by_the_tolerance(off: int, found: bool) -> None:
    """100 thousandths of the share of 1,350: 135, neither more nor less."""
    rows = covered(("c1", 1350 - off), ("c2", 930 + off // 2), ("c3", 720 + off - off // 2))
    assert bool(outcome(shared(300, "100"), {**rows, **VOTES})[0]) is found


def test_shares_are_not_guessed() -> None:
    """Without everybody's votes there is no share."""
    some = {"allocations": VOTES["allocations"][1:]}
    assert outcome(shared(300), {**covered(*EVEN), **some}) == ({}, 0, {"unknown: allocations.value": 1})
    assert outcome(shared(1000), covered(*EVEN)) == ({}, 1, {}), "equal parts need no votes"


def test_row_sets_are_added_up() -> None:
    """What was entered in two tables is one sum."""
    of = book(
        "{rows: [{table: insertions}, {table: placements}], measure: count, cell: [contestant_id], "
        "test: at_most, limit: 1}",
        kind="quota",
    )
    rows = {
        "insertions": [{"id": "i", "contest_id": "k", "contestant_id": "c1", "outlet_id": "east"}],
        "placements": [{"id": "p", "contest_id": "k", "contestant_id": "c1", "outlet_id": "east"}],
    }
    (trace,) = traces(of, rows).values()
    assert (trace["value"], trace["exhibits"]) == (2, [["insertions", "i"], ["placements", "p"]])


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("test: equal", "equal needs tolerance_pm"),
        ("test: equal, tolerance_pm: null", "its level is information"),
        ("test: shares, tolerance_pm: 0", "shares needs shares"),
        ("test: at_most", "at_most needs either limit or limit_pm"),
        ("test: at_most, limit: 1, limit_pm: 1", "at_most needs either limit or limit_pm"),
        ("test: at_most, limit_pm: 1", "limit_pm and of go together"),
        (
            "test: at_most, limit_pm: 1, of: {table: slots, sum: start}",
            "the table slots has no column 'start'",
        ),
        (
            "test: at_most, limit_pm: 1, of: {table: debates, sum: length_ms}",
            "the table debates has no column",
        ),
        (
            "test: shares, tolerance_pm: 0, shares: {equal_pm: 300, proportional_pm: 600, basis: votes}",
            "900, not",
        ),
        ("test: shares, tolerance_pm: 0, shares: {equal_pm: 300, proportional_pm: 700}", "write the basis"),
        ("test: at_most, limit: {column: genre}", "coverage.genre is text"),
    ],
)
def test_terms_that_do_not_fit_are_named(terms: str, said: str) -> None:
    """A test says what it needs."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(text(f"{{{ROWS}, {terms}}}", kind="quota"), "r")
    assert said in str(refused.value)


ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["east", "west"]),
        st.sampled_from([*CONTESTANTS, ""]),
        st.one_of(st.none(), st.sampled_from([0, 10, 11, 12])),
        st.booleans(),
    ),
    max_size=9,
).map(
    lambda drawn: [
        {"id": f"v{n}", "outlet_id": outlet, "contestant_id": who, "length_ms": ms, "is_illustrative": shown}
        for n, (outlet, who, ms, shown) in enumerate(drawn)
    ]
)
GAPS = st.lists(st.builds(gap, st.sampled_from([0, 5]), st.sampled_from(["east", "west"])), max_size=3)


def plain(items: list[Row], gaps: list[Row]) -> tuple[dict[str, bool], int]:
    """EQUAL as loops: what is found and whether it is to decide, how many cells were tested."""
    found, tested = {}, 0
    for outlet in ("east", "west"):
        own = [
            row for row in items
            if row["outlet_id"] == outlet and row["contestant_id"] and not row["is_illustrative"]
        ]  # fmt: skip
        sums: dict[Any, int] = dict.fromkeys(CONTESTANTS, 0)
        for row in own:
            sums[row["contestant_id"]] += row["length_ms"] or 0
        is_open = any(row["length_ms"] is None for row in own) or any(
            row["gap"] for row in gaps if row["outlet_id"] == outlet
        )
        is_uneven = max(sums.values()) * 10 > min(sums.values()) * 11
        if own and (is_uneven or not is_open):
            tested += 1
        if own and is_uneven:
            found[f"coverage.{outlet}"] = is_open
    return found, tested


@PROPERTY
@given(ITEMS, GAPS, st.integers(0, 5))
def test_a_plain_twin_agrees_in_any_order(items: list[Row], gaps: list[Row], seed: int) -> None:
    """Findings, what is to decide and how many cells were tested are those of loops."""
    rows = {"coverage": items, "monitored-time": gaps}
    found, tested, untested = outcome(EQUAL, rows, seed)
    assert untested == outcome(EQUAL, rows)[2], "the same in any order"
    assert (found, tested) == plain(items, gaps)


@PROPERTY
@given(ITEMS, st.sampled_from(["east", "west"]))
def test_a_gap_never_turns_a_finding_into_a_pass(items: list[Row], outlet: str) -> None:
    """What was found stays found, left open; and what passed there is no longer called tested."""
    found, tested, _ = outcome(EQUAL, {"coverage": items})
    after, count, untested = outcome(EQUAL, {"coverage": items, "monitored-time": [gap(1, outlet)]})
    assert after == {name: is_open or name.endswith(outlet) for name, is_open in found.items()}
    assert count + untested.get("not monitored", 0) == tested


@PROPERTY
@given(st.integers(0, 10**12), st.integers(0, 2000))
def test_equal_volume_for_all_is_never_found(ms: int, tolerance: int) -> None:
    """Whatever the volume and the tolerance."""
    of = book(f"{{{ROWS}, among: contestants, test: equal, tolerance_pm: {tolerance}}}", kind="quota")
    assert outcome(of, covered(*((who, ms) for who in CONTESTANTS))) == ({}, 1, {})


PIECES = st.lists(
    st.tuples(st.sampled_from(CONTESTANTS), st.integers(-2, 50), st.sampled_from([40_000, 60_000, 60_001])),
    max_size=9,
)


@PROPERTY
@given(PIECES, st.integers(0, 5))
def test_a_plain_twin_of_a_daily_cap_agrees(pieces: list[tuple[str, int, int]], seed: int) -> None:
    """Days of the east, by hours from its midnight."""
    rows = aired(*((who, MIDNIGHT + hour * 3_600_000, ms) for who, hour, ms in pieces))
    days = {hour // 24 for _, hour, _ in pieces}
    sums = {(day, who): 0 for day in days for who in CONTESTANTS}
    for who, hour, ms in pieces:
        sums[hour // 24, who] += ms
    names = {-1: "2020-12-31", 0: "2021-01-01", 1: "2021-01-02", 2: "2021-01-03"}
    wanted = {
        f"appearances.east_{names[day]}_{who}": False for (day, who), ms in sums.items() if ms > 120_000
    }
    assert outcome(CAP, rows, seed) == (wanted, len(sums), {})
