"""Scrubbing: a budget of time, the longest unread first, nothing forgotten between runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.workflows.worked_home import changed, objects, worked

from dauys.cli import dauys
from dauys.workflows.home import CampaignHome
from dauys.workflows.scrub import STATE, scrub


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    return worked(home, tmp_path)


def ticking() -> Iterator[float]:
    """A clock on which a second passes whenever it is read."""
    return map(float, count())


def test_every_object_is_read_before_any_is_read_again(own: CampaignHome) -> None:
    """With a budget for one object, as many runs as there are objects read them all, then the first again."""
    total = len(objects(own))
    for day in range(1, total + 1):
        done = scrub(own, 0, day, lambda: 1.0)
        assert (done.read, done.total, done.faults) == (1, total, ())
        assert done.oldest_ms == (1 if day == total else None)
    assert scrub(own, 0, total + 1, lambda: 1.0).oldest_ms == 2


def test_a_damaged_object_stays_first_until_it_is_mended(own: CampaignHome) -> None:
    """What was found damaged is not remembered as read; a lost state has everything read anew."""
    clock = ticking()
    assert scrub(own, 1000, 1, lambda: next(clock)).read == len(objects(own))
    victim = objects(own)[-1]
    changed(victim, lambda content: content.__setitem__(0, content[0] ^ 1))
    (own.folder / STATE).write_text("no state")
    (fault,) = scrub(own, 1000, 2, lambda: 0.0).faults
    assert victim.name in fault.place
    assert [victim.name in each.place for each in scrub(own, 0, 3, lambda: 1.0).faults] == [True]


def test_the_command_says_what_it_read(own: CampaignHome) -> None:
    """Exit status 0 where all is well, 1 with the object named where it is not."""
    command = ["--home", str(own.folder), "scrub", "--minutes", "1"]
    done = CliRunner().invoke(dauys, command, catch_exceptions=False)
    assert (done.exit_code, f"{len(objects(own))} of {len(objects(own))} objects read" in done.output) == (
        0,
        True,
    )
    victim = objects(own)[0]
    victim.unlink()
    done = CliRunner().invoke(dauys, command, catch_exceptions=False)
    assert (done.exit_code, victim.name in done.output) == (1, True)
