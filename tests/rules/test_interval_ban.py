"""interval_ban: an act inside a window, to the millisecond, under every clock that judges it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.rows import counts, found, tables
from tests.rules.small_book import HEAD, book, text

from dauys import rules
from dauys.domain.law import RuleBook, ZonePolicy
from dauys.rules.case_rows import number_of

DAY = 86_400_000


def airing(start: str, length: str = "30 s", outlet: str = "east", more: str = "") -> str:
    return f'airings: [{{id: a, outlet: {outlet}, contestant: c1, start: "{start}", length: {length}{more}}}]'


def policy(name: str) -> RuleBook:
    return rules.read_book(text(head=HEAD + f"nationwide_tz_policy: {name}\n"), "rules.yaml")


@pytest.mark.parametrize(
    ("start", "length", "shared_ms"),
    [
        ("2021-01-08 23:59:30.000", "30 s", None),  # ends as the silence begins
        ("2021-01-08 23:59:30.001", "30 s", 1),
        ("2021-01-09 00:00:00.000", "30 s", 30_000),
        ("2021-01-10 23:59:59.999", "30 s", 1),
        ("2021-01-11 00:00:00.000", "30 s", None),
    ],
)
@pytest.mark.parametrize(("outlet", "zone"), [("east", "Asia/Almaty"), ("west", "Asia/Qyzylorda")])
def test_an_interval_inside_by_a_millisecond(
    start: str, length: str, shared_ms: int | None, outlet: str, zone: str
) -> None:
    """The window is half-open in the outlet's own zone; the finding's interval is what both share."""
    findings = found(book(), airing(f"{start} {zone}", length, outlet))
    shared = [finding["end_ms"] - finding["start_ms"] for finding in findings]
    assert shared == ([] if shared_ms is None else [shared_ms])


@pytest.mark.parametrize(
    ("at", "is_found"),
    [("2021-01-08 23:59:59.999", False), ("2021-01-09 00:00:00.000", True),
     ("2021-01-10 23:59:59.999", True), ("2021-01-11 00:00:00.000", False)],
)  # fmt: skip
def test_a_point_inside_by_a_millisecond(at: str, is_found: bool) -> None:
    """A moment is inside from the window's first millisecond and before its end."""
    of = book("{rows: {table: placements}, during: silence}")
    given = f'placements: [{{id: p, outlet: east, contestant: c1, first_seen: "{at} Asia/Almaty"}}]'
    assert len(found(of, given)) == is_found


@pytest.mark.parametrize(
    ("start", "length", "inside"),
    [
        ("2021-01-08 23:59:00", "30 s", []),
        ("2021-01-09 00:30:00", "30 s", ["Asia/Almaty"]),
        ("2021-01-09 00:59:59", "2 s", ["Asia/Almaty", "Asia/Qyzylorda"]),
        ("2021-01-11 00:59:59.999", "30 s", ["Asia/Qyzylorda"]),
        ("2021-01-11 01:00:00", "30 s", []),
    ],
)
def test_a_nationwide_outlet_is_judged_under_every_clock(start: str, length: str, inside: list[str]) -> None:
    """Inside under all clocks it stands; under some, people decide; its own clock is cited first."""
    findings = found(policy("per_region"), airing(f"{start} Asia/Almaty", length, "all"))
    assert len(findings) == bool(inside)
    for finding in findings:
        trace = json.loads(finding["trace"])
        assert trace["zones_inside"] == inside
        assert trace["zone"] == inside[0]
        assert finding["is_to_decide"] is (len(inside) == 1)
        assert trace["message"] == ("interval_ban.zones" if len(inside) == 1 else "interval_ban.inside")


@pytest.mark.parametrize("name", ZonePolicy)
def test_the_disputed_hour_under_each_policy(name: str) -> None:
    """In the hour in which two clocks disagree only the strictest policy lets a finding stand."""
    (finding,) = found(policy(name), airing("2021-01-09 00:30:00 Asia/Almaty", outlet="all"))
    assert finding["is_to_decide"] is (name != ZonePolicy.STRICTEST)


@pytest.mark.parametrize(
    ("day", "outlet", "decide"),
    [("2021-01-08", "east", None), ("2021-01-09", "east", False), ("2021-01-10", "all", False),
     ("2021-01-11", "west", None)],
)  # fmt: skip
def test_a_day_is_inside_as_a_whole(day: str, outlet: str, decide: bool | None) -> None:
    """A printed page has a day and no hour; under every clock it is that zone's whole day."""
    of = book("{rows: {table: insertions}, during: silence}")
    findings = found(of, f"insertions: [{{id: i, outlet: {outlet}, contestant: c1, day: {day}}}]")
    assert [finding["is_to_decide"] for finding in findings] == ([] if decide is None else [decide])


def test_a_day_inside_in_part_is_left_to_people() -> None:
    """Who only knows the day cannot say whether it was before noon."""
    windows = 'windows:\n  silence: [{from: {voting_day: -1, at: "12:00"}}]\nrules:\n'
    of = book("{rows: {table: insertions}, during: silence}", windows=windows)
    (finding,) = found(of, "insertions: [{id: i, outlet: east, contestant: c1, day: 2021-01-09}]")
    assert finding["is_to_decide"]
    assert json.loads(finding["trace"])["message"] == "interval_ban.day"
    assert finding["end_ms"] - finding["start_ms"] == DAY // 2


def test_an_act_without_an_outlet_is_judged_under_every_clock() -> None:
    """A poster's zone is not known: it is found where every clock agrees, else left to people."""
    of = book("{rows: {table: campaigners}, during: silence}")
    rows = ", ".join(f'{{id: m{h}, contest: k, at: "2021-01-09 0{h}:30 Asia/Almaty"}}' for h in (0, 1))
    assert [one["is_to_decide"] for one in found(of, f"campaigners: [{rows}]")] == [True, False]


@pytest.mark.parametrize(
    ("entry", "outlets"),
    [
        ("media: [radio]", ["west"]),
        ("levels: [national]", ["all"]),
        ("zones: [Asia/Qyzylorda]", ["all", "west"]),
    ],
)
def test_windows_of_some_outlets(entry: str, outlets: list[str]) -> None:
    """A window may be of some media, levels or zones; other outlets are free in it."""
    windows = f"windows:\n  silence: [{{from: {{voting_day: -1}}, {entry}}}]\nrules:\n"
    start = '"2021-01-10 12:00 Asia/Almaty"'
    rows = ", ".join(
        f"{{id: {name}, outlet: {name}, contestant: c1, start: {start}}}" for name in ("all", "east", "west")
    )
    assert [one["outlet_id"] for one in found(book(windows=windows), f"airings: [{rows}]")] == outlets


def test_several_entries_are_one_finding() -> None:
    """A row that meets two parts of a window is one act."""
    parts = ", ".join(
        f'{{from: {{voting_day: {n}}}, until: {{voting_day: {n}, at: "12:00"}}}}' for n in (-1, 0)
    )
    of = book(windows=f"windows:\n  silence: [{parts}]\nrules:\n")
    (finding,) = found(of, airing("2021-01-09 06:00 Asia/Almaty", "30 h"))
    assert (finding["start_ms"], finding["end_ms"]) == (
        number_of("2021-01-09 06:00 Asia/Almaty"),
        number_of("2021-01-10 12:00 Asia/Almaty"),
    )


def test_a_row_of_no_contest_is_judged_for_each() -> None:
    """Where two contests vote on different days a poll is judged for both, and says for which."""
    of = book("{rows: {table: poll-publications}, during: silence}")
    rows = (
        "contests: [{id: second, voting_day: 2021-01-11, kind: candidates}]\n"
        "poll-publications: [{id: p, outlet: east, published_on: 2021-01-10},"
        " {id: q, outlet: east, published_on: 2021-01-11}]"
    )
    ids = [one["id"] for one in found(of, rows)]
    assert ids == [
        "R1.poll-publications.p.k",
        "R1.poll-publications.p.second",
        "R1.poll-publications.q.second",
    ]
    assert counts(of, rows)["tested"] == 4


def test_an_act_at_an_unknown_time_is_not_tested() -> None:
    """A row without a start is neither found nor in order."""
    tested = counts(book(), "airings: [{id: a, outlet: east, contestant: c1}]")
    assert (tested["tested"], tested["why_untested"]) == (0, '{"unknown: start_ms":1}')


@pytest.mark.parametrize(
    ("at", "outlet", "tested", "opened"),
    [
        ("2021-01-08 23:30", "east", 0, []),  # it may have gone on past midnight
        ("2021-01-09 00:00", "east", 1, [False]),
        ("2021-01-09 00:30", "west", 0, []),  # half past eleven by its own clock
        ("2021-01-09 00:30", "all", 1, [True]),
        ("2021-01-11 00:00", "east", 1, []),
    ],
)
@pytest.mark.parametrize(
    ("table", "column"), [("airings", "end_ms"), ("coverage", "length_ms"), ("appearances", "ms")]
)
def test_an_act_whose_end_is_not_known(
    table: str, column: str, at: str, outlet: str, tested: int, opened: list[bool]
) -> None:
    """What begins before the silence and ends nobody knows when is neither found nor in order."""
    of = book(f"{{rows: {{table: {table}}}, during: silence}}")
    given_rows = f'{table}: [{{id: a, outlet: {outlet}, contestant: c1, start: "{at} Asia/Almaty"}}]'
    count = counts(of, given_rows)
    why = "{}" if tested else f'{{"unknown: {column}":1}}'
    assert (count["tested"], count["why_untested"] or "{}") == (tested, why)
    assert [one["is_to_decide"] for one in found(of, given_rows)] == opened


def by_hand(start: int, end: int, zones: list[str]) -> list[bool]:
    """Whether [start, end), or a point, meets the silence under each of the clocks."""
    met = []
    for zone in zones:
        since, until = (number_of(f"2021-01-{day} 00:00 {zone}") for day in ("09", "11"))
        assert since is not None
        assert until is not None
        met.append(since <= start < until if start == end else start < until and end > since)
    return met


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_many_rows_are_judged_as_one_by_one(data: Any) -> None:
    """Whatever the row, the frames say what a comparison by hand says."""
    near = [
        number_of(f"2021-01-{day} 00:00 {zone}") for day in ("09", "11") for zone in ("Asia/Almaty", "UTC")
    ]
    moments = st.builds(
        lambda base, off: base + off, st.sampled_from(near), st.integers(-7_200_001, 7_200_001)
    )
    acts = data.draw(
        st.lists(st.tuples(moments, st.integers(0, 90_000), st.sampled_from(["east", "west", "all"])))
    )
    rows = ", ".join(
        f"{{id: a{n}, outlet: {outlet}, contestant: c1, start: {start}, length: {length}}}"
        for n, (start, length, outlet) in enumerate(acts)
    )
    both = ["Asia/Almaty", "Asia/Qyzylorda"]
    clocks = {"east": both[:1], "west": both[1:], "all": both}
    expected = {}
    for n, (start, length, outlet) in enumerate(acts):
        if any(met := by_hand(start, start + length, clocks[outlet])):
            expected[f"a{n}"] = not all(met)
    made = rules.test(book(), tables(book(), f"airings: [{rows}]"))["findings"]
    assert dict(made.select("row_id", "is_to_decide").iter_rows()) == expected
