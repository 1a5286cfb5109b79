"""The file of laboratory figures: whole numbers from a scoring run, with where they come from."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from eval.figures import figures
from eval.laboratory import measured, write
from eval.matching import matched
from eval.report import Report
from tests.eval.test_accuracy import ACCURACY, ROW, TRUTH, corpus, log

from dauys.reports.laboratory import read_laboratory

__all__ = ["corpus"]


def report(n_missed: int = 1, n_false: int = 2) -> Report:
    """One airing found of so many, false airings in twelve hours of sound."""
    match = matched([TRUTH], [ROW])
    match.missed.extend([TRUTH] * n_missed)
    match.false.extend([ROW] * n_false)
    return Report(match, [], 12.0, figures(match.hits, match.missed, []), {})


def test_the_figures_are_those_of_the_run() -> None:
    """Shares in thousandths with Wilson's interval, errors in ms, false airings for a day of sound."""
    assert measured(report()) == {
        "listened": (12 * 3_600_000, "ms"),
        "airings": (2, "count"),
        "found": (1, "count"),
        "recall": (500, "permille"),
        "recall-low": (95, "permille"),
        "recall-high": (905, "permille"),
        "false": (2, "count"),
        "false-per-day": (40, "tenth"),
        "wrong-versions": (0, "count"),
        "integrity-right": (1000, "permille"),
        "start-median": (4, "short_ms"),
        "start-p95": (4, "short_ms"),
        "end-p95": (10, "short_ms"),
    }


def test_nothing_found_is_no_figure(tmp_path: Path) -> None:
    """A run that found nothing has no error to state; a figure without its source is not written."""
    nothing = Report(matched([TRUTH], []), [], 1.0, figures([], [TRUTH], []), {})
    with pytest.raises(SystemExit, match="no whole airing was found"):
        measured(nothing)
    asked = Namespace(laboratory=tmp_path / "x.json", split="", scale="full", readings=None, ear="")
    with pytest.raises(SystemExit, match="--split, --readings, --ear"):
        write(report(), asked)
    assert not asked.laboratory.exists()


def test_one_command_writes_what_reports_read(corpus: Path) -> None:
    """The file of a run over a corpus is read by the reports, with split, ear and commands."""
    airings = log(corpus / "airings.csv", "r1,milk,kk,100.003,120.001,0,20,0.9,1.0,whole,,clear")
    out = corpus / "laboratory.json"
    command = [sys.executable, str(ACCURACY), "--corpus", str(corpus), "--airings", str(airings)]
    command += ["--laboratory", str(out), "--split", "tiny", "--readings", "1", "--ear", "abc1234"]
    subprocess.run([*command, "--out", str(corpus / "table.md")], check=True)
    read = read_laboratory(out.read_bytes())
    assert (read.split, read.readings, read.commit) == ("tiny", 1, "abc1234")
    assert (read.figure("found").value, read.figure("airings").value) == (1, 1)
    assert str(corpus) not in out.read_text("utf-8")
    assert list(json.loads(out.read_text("utf-8"))["ear"]) == ["engine", "params_digest", "commit"]
