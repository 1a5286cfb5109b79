"""The truth as it is written down."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from dauys.examples.rehearsal.compare import compare
from dauys.examples.rehearsal.plan import rehearsal
from dauys.examples.rehearsal.truth import RehearsalTruth, truth, write_truth


@pytest.fixture(scope="module")
def true() -> RehearsalTruth:
    return truth(2021, rehearsal(2021).tapes)


def test_the_truth_of_a_seed_is_the_same_bytes_everywhere(true: RehearsalTruth, tmp_path: Path) -> None:
    """These digests were made once; a machine that gets others rehearses something else."""
    write_truth(tmp_path, true)
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in sorted(tmp_path.iterdir())
    }
    assert found == {"truth.csv": "5d8f8c7b03674c8f", "truth_totals.csv": "b8b5b2a822a9429b"}


def test_another_seed_is_another_rehearsal(true: RehearsalTruth) -> None:
    """Only the registers and hours stay."""
    other = truth(3, rehearsal(3).tapes)
    assert other.airings != true.airings
    assert other.recorded_ms == true.recorded_ms


def test_every_row_can_be_read_back(true: RehearsalTruth, tmp_path: Path) -> None:
    """truth.csv holds one line an airing, with integers of milliseconds and the speed as a decimal."""
    write_truth(tmp_path, true)
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == len(true.airings)
    for line, airing in zip(lines, true.airings, strict=True):
        assert (int(line["start_ms"]), int(line["end_ms"])) == (airing.start_ms, airing.end_ms)
        assert round(float(line["speed"]) * 1_000_000) == airing.speed_ppm
        assert bool(line["missing"]) == ("cut" in airing.integrity)


def test_totals_add_up(true: RehearsalTruth) -> None:
    """Contestants make the total, TV and radio make each contestant, gaps are what is due less monitored."""
    figures = true.figures
    who = [name.removeprefix("airings.") for name in figures if name.startswith("airings.")]
    contestants = [name for name in who if name != "total"]
    assert len(contestants) == 8
    assert sum(figures[f"airings.{name}"] for name in contestants) == figures["airings.total"]
    assert sum(figures[f"airtime.{name}"] for name in contestants) == figures["airtime.total"]
    for name in who:
        by_medium = figures[f"tv.airings.{name}"] + figures[f"radio.airings.{name}"]
        assert by_medium == figures[f"airings.{name}"]
        assert 0 < figures[f"prime-airings.{name}"] < figures[f"airings.{name}"]
    outlets = [name for name in figures if name.startswith("outlet.") and name.endswith(".monitored.total")]
    assert sum(figures[name] for name in outlets) == figures["monitored.total"]
    with_gaps = [name for name in outlets if figures[name] < figures[name.replace("monitored", "due")]]
    assert len(with_gaps) == 5


def test_the_truth_accounts_for_itself(true: RehearsalTruth) -> None:
    """Held against itself, nothing differs; one airing less is missed."""
    account = true.account()
    assert compare(account, account).agrees
    assert account.set_aside == ("roadside-radio/2021-01-15T17-13-05+0600.m4a",)
