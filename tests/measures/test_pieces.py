"""What is counted, where it is counted, and what stands beside it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from tests.measures.frames import KINDS, airings, due, outlet

from dauys.domain.frames import AIRING_PIECES, DUE_PIECES
from dauys.domain.zones import Daypart, to_ms
from dauys.measures import airing_pieces, due_pieces, gaps

ALMATY = ZoneInfo("Asia/Almaty")  # UTC+6 in December 2020


def at(day: int, hour: int, minute: int = 0, second: int = 0, zone: ZoneInfo = ALMATY) -> int:
    return to_ms(datetime(2020, 12, day, hour, minute, second, tzinfo=zone))


def test_the_frames_have_the_declared_columns() -> None:
    """Pieces have exactly the columns and kinds of domain/tables.py."""
    heard = airing_pieces(airings({"start_ms": at(22, 10), "end_ms": at(22, 11)}), [outlet("o1")])
    owed = due_pieces(due({"start_ms": at(22, 10), "end_ms": at(22, 11)}), [outlet("o1")])
    for frame, kinds in ((heard, AIRING_PIECES), (owed, DUE_PIECES)):
        assert set(frame.columns) == set(kinds)
        for name, kind in kinds.items():
            assert frame.schema[name] == KINDS[kind] or (kind == "int" and frame.schema[name].is_integer())


def test_an_airing_across_the_border_of_prime_time_is_split_and_counted_where_it_starts() -> None:
    """From 18:59:50 to 19:00:20 it is 10 s outside and 20 s inside prime time, and one airing outside."""
    rows = airings({"start_ms": at(22, 18, 59, 50), "end_ms": at(22, 19, 0, 20)})
    pieces = airing_pieces(rows, [outlet("o1")])
    assert pieces.select("is_prime", "airings", "ms").rows() == [(False, 1, 10_000), (True, 0, 20_000)]


@pytest.mark.parametrize(("second", "is_prime"), [(59, False), (60, True)])
def test_prime_time_begins_on_the_second(second: int, is_prime: bool) -> None:
    """One second before 19:00 is not prime time; 19:00 itself is."""
    start = at(22, 18, 59) + second * 1000
    pieces = airing_pieces(airings({"start_ms": start, "end_ms": start + 1000}), [outlet("o1")])
    assert pieces["is_prime"].to_list() == [is_prime]


def test_an_airing_across_midnight_belongs_to_both_days_and_is_counted_once() -> None:
    """Its seconds fall on the days they were heard on; the count falls on the day it starts."""
    rows = airings({"start_ms": at(22, 23, 59, 45), "end_ms": at(23, 0, 0, 15)})
    pieces = airing_pieces(rows, [outlet("o1")])
    assert pieces.select("day", "airings", "ms").rows() == [
        ("2020-12-22", 1, 15_000),
        ("2020-12-23", 0, 15_000),
    ]


def test_the_day_is_the_outlets_own() -> None:
    """At 18:30 UTC it is already tomorrow in Almaty (UTC+6) and still today in Aqtau (UTC+5)."""
    start = to_ms(datetime(2020, 12, 22, 18, 30, tzinfo=UTC))
    rows = airings(*({"outlet_id": o, "start_ms": start, "end_ms": start + 1} for o in ("east", "west")))
    pieces = airing_pieces(rows, [outlet("east"), outlet("west", zone="Asia/Aqtau")])
    assert dict(pieces.select("outlet_id", "day").rows()) == {"east": "2020-12-23", "west": "2020-12-22"}


def test_the_day_on_which_the_clock_goes_back_has_25_hours() -> None:
    """A day of due time across a clock change keeps every millisecond; prime time keeps to the clock."""
    where = ZoneInfo("Europe/Berlin")
    start, end = (to_ms(datetime(2020, 10, d, tzinfo=where)) for d in (25, 26))
    pieces = due_pieces(due({"start_ms": start, "end_ms": end}), [outlet("o1", zone="Europe/Berlin")])
    assert pieces["ms"].sum() == 25 * 3_600_000
    assert pieces.filter("is_prime")["ms"].sum() == 4 * 3_600_000


def test_prime_time_to_midnight_and_twice_a_day() -> None:
    """Several dayparts of prime time add up, and 24:00 is the end of the day."""
    prime = (Daypart(time(7), time(9)), Daypart(time(22), None))
    pieces = due_pieces(due({"start_ms": at(22, 0), "end_ms": at(23, 0)}), [outlet("o1", prime=prime)])
    assert pieces.filter("is_prime")["ms"].to_list() == [2 * 3_600_000, 2 * 3_600_000]


def test_only_confirmed_airings_are_counted() -> None:
    """A row without a decision behind it is left out."""
    rows = airings({"start_ms": 0, "end_ms": 1}, {"start_ms": 5, "end_ms": 6, "decided_by": ""})
    assert airing_pieces(rows, [outlet("o1")])["sighting_id"].to_list() == ["s0"]


def test_an_undecided_version_counts_under_no_language() -> None:
    """Where the ear cannot tell two versions apart, the airing counts, but as *undecided*."""
    rows = airings({"start_ms": 0, "end_ms": 9, "language": "ru", "undecided_with": "s__kk"})
    pieces = airing_pieces(rows, [outlet("o1")])
    assert pieces.select("language", "airings").rows() == [("undecided", 1)]


def test_gaps_are_whole_again_within_a_day() -> None:
    """A gap across the beginning of prime time is one row; another cause or day begins another."""
    owed = due_pieces(
        due(
            {"start_ms": at(22, 18), "end_ms": at(22, 20), "cause": "no_recording"},
            {"start_ms": at(22, 20), "end_ms": at(23, 1), "cause": "unreadable"},
        ),
        [outlet("o1")],
    )  # fmt: skip
    assert gaps(owed).select("day", "start_ms", "end_ms", "cause").rows() == [
        ("2020-12-22", at(22, 18), at(22, 20), "no_recording"),
        ("2020-12-22", at(22, 20), at(23, 0), "unreadable"),
        ("2020-12-23", at(23, 0), at(23, 1), "unreadable"),
    ]


def test_an_outlet_that_is_not_registered_is_named() -> None:
    """Airings of an unknown outlet have no legal time: refused by name, never dropped."""
    with pytest.raises(ValueError, match=r"not in the register: o9"):
        airing_pieces(airings({"outlet_id": "o9", "end_ms": 1}), [outlet("o1")])
