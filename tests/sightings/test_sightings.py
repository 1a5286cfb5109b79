"""From matches to sightings: one per airing, versions told apart, integrity typed, doubts said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.domain.sightings import Integrity, Sighting, Standing, VersionId
from dauys.sightings import sightings
from dauys.sound import Match

CLEAR, ABSENT = 30, -20


def match(
    spot: str = "a__kk",
    start_ms: int = 10_000,
    heard: tuple[int, int] = (0, 20_000),
    nats: int = CLEAR,
    covered: int = 0,
    holes: tuple[tuple[int, int], ...] = (),
    length_ms: int = 20_000,
    speed: float = 1.0,
) -> Match:
    """A version whose interval `heard` stands in the recording from start_ms on."""
    cells = np.arange(0, length_ms, 100)
    there = (cells >= heard[0]) & (cells < heard[1])
    for a, b in holes:
        there &= (cells < a) | (cells >= b)
    return Match(
        spot=spot,
        spot_length_ms=length_ms,
        start_ms=start_ms,
        end_ms=start_ms + round(speed * (heard[1] - heard[0])),
        spot_start_ms=heard[0],
        spot_end_ms=heard[1],
        line_start_ms=start_ms - round(speed * heard[0]),
        speed=speed,
        pitch=1.0,
        score=0.99,
        aligned=np.where(there, nats, ABSENT).astype(np.int8).tobytes(),
        covered=np.where(there, covered, 0).astype(np.uint8).tobytes(),
        swing_db=6.0 if covered else 0.0,
        votes=500,
        missing_ms=holes,
    )


def only(*matches: Match) -> Sighting:
    """The one sighting that these matches come to."""
    (found,) = sightings(matches)
    return found


def test_a_whole_airing_is_accepted_and_whole() -> None:
    """Nothing missing, nothing changed: the empty set."""
    found = only(match())
    assert found.version == VersionId("a", "kk")
    assert (found.standing, found.integrity_text) == (Standing.ACCEPTED, "whole")
    assert (found.start_ms, found.end_ms, found.spot_start_ms, found.spot_end_ms) == (
        10_000,
        30_000,
        0,
        20_000,
    )
    assert found.missing == ()
    assert found.why.startswith("20.0 s of 20.0 s heard")


@pytest.mark.parametrize(
    ("heard", "holes", "integrity"),
    [
        ((0, 7000), (), {Integrity.CUT_END}),
        ((13_000, 20_000), (), {Integrity.CUT_START}),
        ((6000, 13_000), (), {Integrity.CUT_START, Integrity.CUT_END}),
        ((0, 20_000), ((9000, 11_000),), {Integrity.CUT_MIDDLE}),
        ((0, 19_701), (), set()),
        ((0, 19_700), (), {Integrity.CUT_END}),
        ((299, 20_000), (), set()),
        ((300, 20_000), (), {Integrity.CUT_START}),
    ],
)
def test_what_is_missing_is_typed(
    heard: tuple[int, int], holes: tuple[tuple[int, int], ...], integrity: set[Integrity]
) -> None:
    """On both sides of the 300 ms from which a missing stretch counts."""
    found = only(match(heard=heard, holes=holes))
    assert found.integrity == integrity
    assert sum(gap.length_ms for gap in found.missing) == 20_000 - (heard[1] - heard[0]) + sum(
        b - a for a, b in holes
    )


@pytest.mark.parametrize(
    ("speed", "changed"), [(1.0049, False), (1.0051, True), (0.9951, False), (0.9949, True)]
)
def test_speed_is_changed_beyond_half_a_percent(speed: float, changed: bool) -> None:
    """On both sides of the limit, both ways."""
    found = only(match(speed=speed))
    assert (Integrity.SPEED_CHANGED in found.integrity) == changed
    assert found.speed_ppm == round(speed * 1_000_000)


def test_pitch_is_typed_by_itself() -> None:
    """A pitch of 1 % more at the same speed."""
    found = only(replace(match(), pitch=1.01))
    assert found.integrity == {Integrity.PITCH_CHANGED}
    assert "pitch 1.0 % higher" in found.why


def test_a_voice_over_it_is_overlapped_and_steady_noise_is_not() -> None:
    """What covers the spot must move to be another programme sound."""
    assert only(match(covered=60)).integrity == {Integrity.OVERLAPPED}
    assert only(replace(match(covered=60), swing_db=2.0)).integrity == frozenset()


def test_the_two_sides_of_a_splice_are_one_airing() -> None:
    """The second piece starts where the first ends, three seconds further in the spot."""
    before = match(heard=(0, 8000))
    after = match(start_ms=18_000, heard=(11_000, 20_000))
    found = only(after, before)
    assert found.integrity == {Integrity.CUT_MIDDLE}
    assert (found.start_ms, found.end_ms) == (10_000, 27_000)
    assert [(gap.start_ms, gap.end_ms) for gap in found.missing] == [(8000, 11_000)]


def test_two_airings_of_one_spot_stay_two() -> None:
    """Back to back, or cut twice: the spot starts anew, so nothing was spliced."""
    assert len(sightings([match(), match(start_ms=30_000)])) == 2
    assert len(sightings([match(heard=(0, 8000)), match(start_ms=18_000, heard=(0, 8000))])) == 2


def test_the_version_with_more_evidence_has_the_time() -> None:
    """A rival that fits clearly worse is not named."""
    found = only(match("a__ru", nats=20), match("a__kk"))
    assert (str(found.version), found.undecided_with) == ("a__kk", ())


def test_versions_that_cannot_be_told_apart_are_named() -> None:
    """The same evidence to within what 0.1 s could decide; another spot may be a rival, too."""
    found = only(match("a__kk"), match("a__ru"), match("b"))
    assert str(found.version) == "a__kk"
    assert [str(other) for other in found.undecided_with] == ["a__ru", "b"]
    assert "does not tell it from a__ru, b" in found.why


@pytest.mark.parametrize(
    ("doubtful", "reason"),
    [
        (match(heard=(0, 3900)), "too short"),
        (match(heard=(0, 3000), nats=5, length_ms=3000), "accepted"),
        (replace(match(nats=0), votes=10), "faint"),
        (match(heard=(0, 6000), covered=60), "under another sound"),
        (match(nats=2, covered=60), "faint"),
        (match(nats=3, covered=60), "accepted"),
        (replace(match(nats=2, covered=60), swing_db=2.0), "accepted"),
        (match(holes=((3000, 5000), (7000, 9000), (12_000, 14_000))), "do not agree"),
    ],
)
def test_what_a_person_must_hear_is_doubtful_and_says_why(doubtful: Match, reason: str) -> None:
    """Each doubt in words; a whole short spot with triples enough is none."""
    found = only(doubtful)
    if reason == "accepted":
        assert found.standing is Standing.ACCEPTED
    else:
        assert found.standing is Standing.DOUBTFUL
        assert reason in found.why


@given(st.permutations([0, 1, 2, 3]))
def test_the_order_of_the_matches_does_not_matter(order: list[int]) -> None:
    """The same sightings from any order."""
    matches = [match("a__kk"), match("a__ru"), match("b", 40_000), match(start_ms=70_000, heard=(0, 8000))]
    assert sightings([matches[i] for i in order]) == sightings(matches)


@pytest.mark.parametrize(("heard_ms", "claimed"), [(1990, False), (2000, True)])
def test_less_than_two_seconds_are_no_claim(heard_ms: int, claimed: bool) -> None:
    """On both sides of the limit."""
    assert bool(sightings([match(heard=(0, heard_ms))])) == claimed


def test_no_match_is_no_sighting() -> None:
    """An empty recording gives an empty log."""
    assert sightings([]) == []


def test_a_faint_airing_beside_a_clear_one_of_the_same_spot_is_kept() -> None:
    """Pieces compete only for the same time."""
    faint = match(start_ms=60_000, nats=1)
    assert [one.start_ms for one in sightings([match(), faint])] == [10_000, 60_000]
