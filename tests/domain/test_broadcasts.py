"""A broadcast that several recordings show is counted once, with all that any of them shows of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.domain.broadcasts import BEGIN_MS_MAX, Showing, broadcasts
from dauys.domain.intervals import Interval
from dauys.domain.sightings import Integrity

CUT_START, CUT_END = Integrity.CUT_START, Integrity.CUT_END
LENGTH_MS = 30_000


def shown(
    recording: str, begin_ms: int, spot_start_ms: int = 0, spot_end_ms: int = LENGTH_MS, **changed: object
) -> Showing:
    """A spot of 30 s that began at `begin_ms`, heard from one place of it to another."""
    cuts = {CUT_START} if spot_start_ms else set()
    cuts |= {CUT_END} if spot_end_ms < LENGTH_MS else set()
    whole = Showing(
        sighting_id=f"{recording}{begin_ms}",
        recording=recording,
        channel_id="kok",
        spot_id="alpha",
        interval=Interval(begin_ms + spot_start_ms, begin_ms + spot_end_ms),
        spot=Interval(spot_start_ms, spot_end_ms),
        integrity=frozenset(cuts),
        score_pm=900,
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def test_two_recorders_show_one_broadcast() -> None:
    """Two recordings of the same minutes give one airing, the one that is surer."""
    better = shown("b", 900, score_pm=950)
    assert broadcasts([shown("a", 0), better]) == [better]


def test_a_spot_across_a_files_border_is_one_broadcast() -> None:
    """A spot that one file ends in and the next begins in is one airing, and it was not cut."""
    (one,) = broadcasts([shown("a", 0, 0, 12_000), shown("b", 0, 12_000)])
    assert (one.interval, one.spot) == (Interval(0, LENGTH_MS), Interval(0, LENGTH_MS))
    assert one.integrity == frozenset()
    assert one.recording == "b"


def test_what_was_never_shown_stays_cut() -> None:
    """A cut that no recording heals remains; other traits are those of the best showing."""
    changed = frozenset({CUT_END, Integrity.SPEED_CHANGED})
    parts = [shown("a", 0, 5000, 12_000), shown("b", 40, 11_000, 29_000, integrity=changed | {CUT_START})]
    (one,) = broadcasts(parts)
    assert one.integrity == {CUT_START, CUT_END, Integrity.SPEED_CHANGED}
    assert one.interval == Interval(5000, 29_040)


@pytest.mark.parametrize(
    "other",
    [
        shown("b", BEGIN_MS_MAX + 1),
        shown("b", LENGTH_MS),
        shown("a", 100),
        shown("b", 0, channel_id="tau"),
        shown("b", 0, spot_id="beta"),
    ],
    ids=["later", "back to back", "same recording", "other channel", "other spot"],
)
def test_different_broadcasts_stay_apart(other: Showing) -> None:
    """Another moment, channel or spot is another broadcast, and what one recording tells apart stays so."""
    assert len(broadcasts([shown("a", 0), other])) == 2
    assert len(broadcasts([shown("a", 0), shown("b", BEGIN_MS_MAX)])) == 1


@given(st.lists(st.integers(0, 40), max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(minutes: list[int], chance: object) -> None:
    """Every broadcast recorded twice is counted once, in whatever order the recordings came."""
    showings = [shown(name, minute * 60_000 + n * 400) for minute in minutes for n, name in enumerate("ab")]
    shuffled = list(showings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert broadcasts(shuffled) == broadcasts(showings)
    assert len(broadcasts(showings)) == len(minutes)
