"""What a scan shows while it works and when it is done."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dauys.cli import _progress
from dauys.cli._airing_table import show_airings
from dauys.cli._progress import ProgressLine, clock, describe
from dauys.domain.sightings import Sighting, Standing, VersionId
from dauys.workflows.airing_log import LogRow
from dauys.workflows.scan_progress import ScanProgress

HEARD = Sighting(
    version=VersionId("alga", "kk"),
    start_ms=3_661_005,
    end_ms=3_681_005,
    spot_start_ms=0,
    spot_end_ms=20_000,
    score_pm=987,
    speed_ppm=1_000_000,
    integrity=frozenset(),
    missing=(),
    undecided_with=(),
    standing=Standing.ACCEPTED,
    why="All of it is heard.",
)


def test_a_line_says_how_far_how_fast_and_how_long() -> None:
    """Done of all, what an earlier run did, the rate and the time left."""
    progress = ScanProgress("recordings", total=12, size_total=1200, before=5, done=3, size_done=300)
    progress.heard_ms = 3 * 3_600_000
    assert describe(progress, 30.0) == (
        "recordings: 3 of 12 heard, 5 heard before, 360 × real time, 0:01:30 left"
    )
    assert describe(ScanProgress("spots", total=3, size_total=9), 1.0) == "spots: 0 of 3 heard"


@pytest.mark.parametrize(("length_s", "text"), [(0, "0:00:00"), (59.6, "0:01:00"), (90_061, "25:01:01")])
def test_lengths_read_as_a_clock(length_s: float, text: str) -> None:
    """Hours are not wrapped into days."""
    assert clock(length_s) == text


def test_where_nobody_watches_lines_are_few(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into a file or a pipe: a line in ten seconds, and one when a stage is done."""
    now = iter([0.0, 1.0, 11.0, 12.0, 13.0])
    monkeypatch.setattr(_progress.time, "monotonic", lambda: next(now))
    progress = ScanProgress("recordings", total=4, size_total=4)
    with ProgressLine() as line:
        for done in range(5):
            progress.done = progress.size_done = done
            line(progress)
    said = capsys.readouterr().err.splitlines()
    assert [re.match(r"recordings: (\d)", one)[1] for one in said] == ["2", "4"]  # type: ignore[index]


def test_the_table_has_both_kinds_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """Accepted airings first, doubtful ones under a heading of their own, times as a clock."""
    doubtful = replace(HEARD, standing=Standing.DOUBTFUL, why="Too short to be sure.")
    show_airings([LogRow("evening", HEARD), LogRow("morning", doubtful)])
    text = capsys.readouterr().out
    assert text.index("Airings (1)") < text.index("evening") < text.index("Doubtful") < text.index("morning")
    assert "1:01:01.005" in text
    assert "Too short to be sure." in text


def test_a_name_cannot_steer_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Markup and control characters of a file name are shown, not obeyed."""
    show_airings([LogRow("[red]x[/red]\x1b[2J", HEARD)])
    text = capsys.readouterr().out
    assert "[red]x[/red]\\x1b[2J" in text
    assert "\x1b[2J" not in text


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty result is a result."""
    show_airings([])
    assert capsys.readouterr().out == "No airing of these spots.\n"
