"""The comparison of what was found with the truth: every planted wrong row makes it fail and is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.examples.rehearsal.compare import Account, AiringSeen, Comparison, compare
from dauys.examples.rehearsal.compare_findings import FindingSeen

FIRST = AiringSeen("window-tv", 100_000, 115_000, "blue-kite", "kite-yards", "kk", "whole")
SECOND = AiringSeen("window-tv", 115_000, 130_000, "blue-kite", "kite-yards", "kk", "whole")
CUT = AiringSeen("owl-fm", 500_000, 509_000, "copper-bell", "bell-bus", "ru", "cut_end")
LATE = FindingSeen(
    "T3", "breach", False, "lists", "blue-kite", "window-tv", "airings", "kite-yards__kk", 129_000, 130_000
)
REFUSED = FindingSeen("A28-3c", "indication", False, "lists", "copper-bell", "owl-fm", "orders", "owl-bell")
TRUE = Account(
    airings=(FIRST, SECOND, CUT),
    figures={
        "airings.total": 3,
        "airings.blue-kite": 2,
        "airtime.blue-kite": 30_000,
        "airtime.total": 39_000,
        "monitored.total": 780_000,
        "radio.airings.blue-kite": 0,
    },
    set_aside=("roadside-radio/2021-01-15T17-13-05+0600.m4a",),
    findings=(LATE, REFUSED),
)


def with_airings(*airings: AiringSeen) -> Comparison:
    return compare(TRUE, replace(TRUE, airings=airings))


def with_figures(**changed: int) -> Comparison:
    figures = TRUE.figures | {name.replace("__", "."): value for name, value in changed.items()}
    return compare(TRUE, replace(TRUE, figures=figures))


def test_the_truth_agrees_with_itself() -> None:
    """Nothing differs, and the reader is told so."""
    same = compare(TRUE, TRUE)
    assert same.agrees
    assert "3 airings are on the tapes and 3 were found." in same.sentences
    assert "0 were missed and 0 are false." in same.sentences
    assert "2 findings were planted and 2 were made" in same.sentences[-2]
    assert (
        same.sentences[-1]
        == "All airings, all findings, all totals and the time monitored agree with the truth."
    )


def test_borders_may_be_off_by_60_ms_and_no_more() -> None:
    """Both sides of the edge, at both ends."""
    for off_ms, agrees in ((60, True), (-60, True), (61, False), (-61, False)):
        moved_start = replace(FIRST, start_ms=FIRST.start_ms + off_ms)
        moved_end = replace(FIRST, end_ms=FIRST.end_ms + off_ms)
        assert with_airings(moved_start, SECOND, CUT).agrees is agrees
        assert with_airings(moved_end, SECOND, CUT).agrees is agrees


def test_a_border_where_the_spot_was_cut_may_be_off_by_150_ms() -> None:
    """Where the broadcaster cut, the moment itself is less sharp; the other end is as exact as ever."""
    assert with_airings(FIRST, SECOND, replace(CUT, end_ms=CUT.end_ms - 150)).agrees
    assert not with_airings(FIRST, SECOND, replace(CUT, end_ms=CUT.end_ms - 151)).agrees
    assert not with_airings(FIRST, SECOND, replace(CUT, start_ms=CUT.start_ms + 61)).agrees


@pytest.mark.parametrize(
    ("airings", "word"),
    [
        ((FIRST, SECOND), "Missed: bell-bus__ru on owl-fm"),
        ((FIRST, SECOND, CUT, replace(CUT, start_ms=0, end_ms=9000)), "False: bell-bus__ru on owl-fm"),
        ((FIRST, SECOND, CUT, CUT), "False: bell-bus__ru on owl-fm"),
        ((FIRST, SECOND, replace(CUT, channel="cart-radio")), "Missed: bell-bus__ru on owl-fm"),
        ((FIRST, replace(SECOND, version="ru"), CUT), "Wrong version: kite-yards__kk"),
        ((FIRST, SECOND, replace(CUT, spot="bell-music")), "was taken for bell-music__ru"),
        ((FIRST, SECOND, replace(CUT, integrity="whole")), "was called whole"),
        ((replace(FIRST, integrity="overlapped"), SECOND, CUT), "was called overlapped"),
        ((replace(FIRST, start_ms=100_061), SECOND, CUT), "Start off by 61 ms"),
        ((FIRST, replace(SECOND, end_ms=129_900), CUT), "End off by -100 ms"),
        ((replace(FIRST, end_ms=130_000), CUT), "Missed: kite-yards__kk on window-tv"),
    ],
)
def test_a_planted_wrong_airing_is_named(airings: tuple[AiringSeen, ...], word: str) -> None:
    """Missed, false, doubled, elsewhere, another version or spot, wrong integrity, wrong border, merged."""
    outcome = with_airings(*airings)
    assert not outcome.agrees
    assert any(word in difference for difference in outcome.differences)
    assert any("NOT all agrees" in sentence for sentence in outcome.sentences)


def test_a_planted_wrong_figure_is_named() -> None:
    """A count one too high, time monitored a millisecond short, airtime beyond what borders allow."""
    assert not with_figures(airings__total=4).agrees
    assert not with_figures(monitored__total=779_999).agrees
    assert not with_figures(**{"airtime__blue-kite": 30_241}).agrees
    assert with_figures(**{"airtime__blue-kite": 30_240}).agrees
    named = with_figures(**{"airings__blue-kite": 1}).differences
    assert named == ("The report's figure airings.blue-kite is 1; it should be 2.",)


def test_a_figure_that_is_not_shown_is_named() -> None:
    """A report must show every total that is not nought."""
    without = {name: value for name, value in TRUE.figures.items() if name != "airings.total"}
    outcome = compare(TRUE, replace(TRUE, figures=without))
    assert outcome.differences == ("The report shows no figure airings.total; it should be 3.",)
    nought = {name: value for name, value in TRUE.figures.items() if value}
    assert compare(TRUE, replace(TRUE, figures=nought)).agrees


def test_what_was_set_aside_is_compared() -> None:
    """A broken recording that was read, or a sound one that was not, is a difference."""
    assert compare(TRUE, replace(TRUE, set_aside=())).differences == (
        "Set aside: nothing; should be roadside-radio/2021-01-15T17-13-05+0600.m4a.",
    )
    assert not compare(TRUE, replace(TRUE, set_aside=(*TRUE.set_aside, "owl-fm/x.m4a"))).agrees


@pytest.mark.parametrize(
    ("findings", "word"),
    [
        ((LATE,), "Not found: A28-3c on orders owl-bell (lists copper-bell owl-fm)."),
        ((LATE, REFUSED, REFUSED), "Found and not planted: A28-3c on orders owl-bell"),
        (
            (LATE, REFUSED, replace(REFUSED, row="owl-mill")),
            "Found and not planted: A28-3c on orders owl-mill",
        ),
        ((LATE, replace(REFUSED, outlet="cart-radio")), "Not found: A28-3c"),
        ((LATE, replace(REFUSED, contestant="blue-kite")), "Found and not planted: A28-3c"),
        ((replace(LATE, contest="seat"), REFUSED), "Not found: T3"),
        ((LATE, replace(REFUSED, rule="A28-3d")), "Found and not planted: A28-3d"),
        ((LATE, replace(REFUSED, level="breach")), "is breach; it should be indication."),
        ((replace(LATE, is_to_decide=True), REFUSED), "is left to people; it should be decided."),
        ((replace(LATE, start_ms=129_061), REFUSED), "begins 61 ms off."),
        ((replace(LATE, end_ms=129_939), REFUSED), "ends -61 ms off."),
        ((replace(LATE, end_ms=None), REFUSED), "ends at None; it should be 130000."),
    ],
)
def test_a_planted_wrong_finding_is_named(findings: tuple[FindingSeen, ...], word: str) -> None:
    """Missing, twice, about another row, outlet, contestant or contest, of another rule, level or time."""
    outcome = compare(TRUE, replace(TRUE, findings=findings))
    assert not outcome.agrees
    assert any(word in line for line in outcome.differences)


def test_a_finding_begins_and_ends_as_exactly_as_its_airing() -> None:
    """60 ms off is within what is heard; the order of findings says nothing."""
    near = replace(LATE, start_ms=129_060, end_ms=129_940)
    assert compare(TRUE, replace(TRUE, findings=(REFUSED, near))).agrees
