"""Windows: half-open, by each zone's own wall clock, overridden by the contest's register."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.rules.rows import tables
from tests.rules.small_book import HEAD, book, text

from dauys import rules
from dauys.domain.law import RuleBook

ALMATY, QYZYLORDA = "Asia/Almaty", "Asia/Qyzylorda"


def of(entries: str, zones: str = f"{ALMATY}, {QYZYLORDA}") -> RuleBook:
    """A book with one window, `silence`."""
    head = HEAD.replace(f"{ALMATY}, {QYZYLORDA}", zones)
    windows = f"windows:\n  silence: [{entries}]\nrules:\n"
    return rules.read_book(text(head=head, windows=windows), "rules.yaml")


def local(ms: int | None, zone: str) -> str | None:
    """The wall clock of a bound."""
    return None if ms is None else f"{datetime.fromtimestamp(ms / 1000, ZoneInfo(zone)):%m-%d %H:%M}"


def made(of_book: RuleBook, contest: str = "{id: k}") -> dict[str, tuple[str | None, str | None, str]]:
    """Zone → start, end by that zone's clock, and origin."""
    frame = rules.test(of_book, tables(of_book, f"contests: [{contest}]"))["windows"]
    return {
        row["zone"]: (local(row["start_ms"], row["zone"]), local(row["end_ms"], row["zone"]), row["origin"])
        for row in frame.iter_rows(named=True)
    }


DAY = '{from: {voting_day: -1, at: "00:00"}, until: {voting_day: 1, at: "00:00"}, register: silence}'


def test_each_zone_has_its_own_clock() -> None:
    """The same clock times in every zone are different moments."""
    window = ("01-09 00:00", "01-11 00:00", "book")
    assert made(of(DAY)) == {ALMATY: window, QYZYLORDA: window}
    frame = rules.test(of(DAY), tables(of(DAY), "contests: [{id: k}]"))["windows"]
    starts = dict(frame.select("zone", "start_ms").iter_rows())
    assert starts[QYZYLORDA] - starts[ALMATY] == 3_600_000


@pytest.mark.parametrize(
    ("clock", "end"),
    [("own", ("21:00", "21:00")), ("last", ("22:00", "21:00")), ("first", ("21:00", "20:00")),
     (QYZYLORDA, ("22:00", "21:00")), ("UTC", ("03:00", "02:00"))],
)  # fmt: skip
def test_the_clock_of_a_point(clock: str, end: tuple[str, str]) -> None:
    """A window can end for everybody when the last, the first, or one certain zone shows the time."""
    windows = made(of(f'{{until: {{voting_day: 0, at: "21:00", clock: {clock}}}}}'))
    assert [until[-5:] for _, until, _ in windows.values() if until] == list(end)


@pytest.mark.parametrize(
    ("point", "shown"),
    [
        ('{voting_day: -5, at: "24:00"}', "01-06 00:00"),
        ("{date: 2021-01-05}", "01-05 00:00"),
        ("{campaign: end}", "01-09 00:00"),
        ("{campaign: start, days: -5}", "12-05 18:00"),
        ('{campaign: start, days: 1, at: "06:30"}', "12-11 06:30"),
        ('{campaign: start, at: "00:00"}', "12-10 00:00"),
    ],
)
def test_points(point: str, shown: str) -> None:
    """Days before and after voting, the campaign's ends, dates, and clock times on them."""
    assert made(of(f"{{from: {point}}}"))[ALMATY] == (shown, None, "book")


def test_the_registers_times_are_moments_without_a_zone() -> None:
    """Where a contest names no zone its times are the same moment everywhere."""
    windows = made(of("{from: {campaign: start}}"))
    assert (windows[ALMATY][0], windows[QYZYLORDA][0]) == ("12-10 18:00", "12-10 17:00")


def test_the_registers_times_are_clock_times_with_a_zone() -> None:
    """Where a contest names the zone it was written by, 18:00 is 18:00 in every zone."""
    windows = made(of("{from: {campaign: start}}"), f"{{id: k, zone: {ALMATY}}}")
    assert {start for start, _, _ in windows.values()} == {"12-10 18:00"}


def test_the_register_overrides_the_book_side_by_side() -> None:
    """The commission may name the first day alone; the other end stays the book's."""
    given = '{id: k, silence_start: "2021-01-08 12:00 Asia/Almaty"}'
    assert made(of(DAY), given)[ALMATY] == ("01-08 12:00", "01-11 00:00", "register")


def test_what_is_not_known_is_no_window() -> None:
    """A window whose bound needs an unknown day is not computed, and the rows are not tested."""
    assert made(of(DAY), '{id: k, voting_day: ""}') == {}
    given = 'contests: [{id: k, voting_day: ""}]\nairings: [{outlet: east, contestant: c1, start: 1}]'
    tested = rules.test(of(DAY), tables(of(DAY), given))["rule-tests"].to_dicts()[0]
    assert (tested["tested"], tested["why_untested"]) == (0, '{"unknown: voting_day":1}')


def test_what_the_law_leaves_open_is_no_window() -> None:
    """`unknown` for a bound: no window, and the rows wait for the law."""
    unclear = of("{from: unknown, until: {voting_day: 1}}")
    assert made(unclear) == {}
    given = "airings: [{outlet: east, contestant: c1, start: 1}]"
    assert rules.test(unclear, tables(unclear, given))["rule-tests"]["why_untested"][0] == '{"law":1}'


def test_a_register_that_ends_a_window_before_it_begins_is_not_believed() -> None:
    """The rows are not tested rather than tested against nonsense."""
    given = '{id: k, silence_end: "2021-01-02 00:00 Asia/Almaty"}'
    assert made(of(DAY), given) == {}


@pytest.mark.parametrize(
    ("day", "clock", "shown"),
    [
        ("2021-03-28", "02:30", "2021-03-28 03:00"),  # the clock skips from 02:00 to 03:00
        ("2021-10-31", "02:30", "2021-10-31 02:30"),  # the clock shows 02:30 twice: its first showing
    ],
)
def test_clock_changes(day: str, clock: str, shown: str) -> None:
    """A skipped time is the moment of the skip; a time shown twice is its first showing."""
    of_book = of(f'{{from: {{date: {day}, at: "{clock}"}}}}', "Europe/Berlin")
    frame = rules.test(of_book, tables(of_book, "contests: [{id: k}]"))["windows"]
    start = dict(frame.select("zone", "start_ms").iter_rows())["Europe/Berlin"]
    moment = datetime.fromtimestamp(start / 1000, ZoneInfo("Europe/Berlin"))
    assert f"{moment:%Y-%m-%d %H:%M}" == shown
    assert moment.fold == 0


def test_entries_of_some_zones_hold_there_only() -> None:
    """An entry may concern a part of the country."""
    assert set(made(of(f"{{from: {{voting_day: -1}}, zones: [{QYZYLORDA}]}}"))) == {QYZYLORDA}


def test_windows_are_published_as_declared() -> None:
    """Media and levels are joined by spaces, an open end is null."""
    restricted: Any = book(windows=(
        "windows:\n  silence: [{until: {voting_day: 0}, media: [tv, radio], levels: [national]}]\nrules:\n"
    ))  # fmt: skip
    row = rules.test(restricted, tables(restricted, "contests: [{id: k}]"))["windows"].to_dicts()[0]
    assert (row["media"], row["levels"], row["start_ms"]) == ("tv radio", "national", None)
