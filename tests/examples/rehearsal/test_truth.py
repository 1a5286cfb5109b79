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
    assert found == {
        "truth.csv": "c6e28b0614713383",
        "truth_findings.csv": "c111059fd548826f",
        "truth_totals.csv": "2984f7aa896cb20f",
    }


def test_the_last_evening_changes_no_other_recording(tmp_path: Path) -> None:
    """Without it the airings are the bytes that they were before there was one."""
    before = [tape for tape in rehearsal(2021).tapes if tape.edge != "silence"]
    write_truth(tmp_path, truth(2021, before))
    assert hashlib.sha256((tmp_path / "truth.csv").read_bytes()).hexdigest()[:16] == "5d8f8c7b03674c8f"


def test_findings_can_be_read_back(true: RehearsalTruth, tmp_path: Path) -> None:
    """truth_findings.csv holds a line each; those of airings say when, in UTC milliseconds."""
    write_truth(tmp_path, true)
    with (tmp_path / "truth_findings.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == len(true.findings)
    assert {line["level"] for line in lines} == {"breach", "indication"}
    assert {line["is_to_decide"] for line in lines} == {"yes", "no"}
    late = [line for line in lines if line["table"] == "airings"]
    assert [int(line["end_ms"]) - int(line["start_ms"]) for line in late] == [1000, 1000]


def test_findings_of_airings_need_their_recordings() -> None:
    """A rehearsal with other outlets only has no spot that runs into the silence."""
    few = truth(2021, [tape for tape in rehearsal(2021).tapes if tape.outlet == "owl-fm"])
    assert few.findings
    assert not [finding for finding in few.findings if finding.table == "airings"]


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
    contestants = [name.removeprefix("airings.") for name in figures if name.startswith("airings.")]
    assert len(contestants) == 8
    assert sum(figures[f"airings.{name}"] for name in contestants) == figures["items.total"]
    assert sum(figures[f"airtime.{name}"] for name in contestants) == figures["airtime.total"]
    for name, of_all in [("total", "items.total"), *((name, f"airings.{name}") for name in contestants)]:
        assert figures[f"tv.airings.{name}"] + figures[f"radio.airings.{name}"] == figures[of_all]
        assert 0 < figures[f"prime-airings.{name}"] < figures[of_all]
    outlets = [name for name in figures if name.startswith("outlet.") and name.endswith(".monitored.total")]
    assert sum(figures[name] for name in outlets) == figures["monitored.total"]
    with_gaps = [name for name in outlets if figures[name] < figures[name.replace("monitored", "due")]]
    assert len(with_gaps) == 7


def test_the_truth_accounts_for_itself(true: RehearsalTruth) -> None:
    """Held against itself, nothing differs; one airing less is missed."""
    account = true.account()
    assert compare(account, account).agrees
    assert account.set_aside == ("roadside-radio/2021-01-15T17-13-05+0600.m4a",)
