"""Whenever a run is killed while a new report takes the old one's place, a whole report is found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.tree import ROOT

from dauys.domain.errors import WrongUse
from dauys.workflows import verify
from dauys.workflows.report_place import KIND, MARK, exchange, must_be_ours, put_back, standing, take_place

FILES = ("en/a.html", "en/b.html", "kk/a.html")


def make(folder: Path, words: str) -> Path:
    """A report of a few files that say the same words, its mark written last."""
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)
    (folder / MARK).write_text(json.dumps({"kind": KIND, "words": words}))
    return folder


def said(folder: Path) -> str:
    """What a whole report says; AssertionError where a file is missing or says something else."""
    words = json.loads((folder / MARK).read_text())["words"]
    assert {(folder / name).read_text() for name in FILES} == {words}
    return str(words)


def run(building: Path, target: Path, way: str, last: int) -> int:
    command = [sys.executable, "-m", "tests.workflows.place_and_die", building, target, way, str(last)]
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=around, cwd=ROOT, check=False).returncode


@pytest.mark.parametrize("way", ["exchange", "aside"])
def test_killed_at_any_step_leaves_the_old_report_or_the_new(tmp_path: Path, way: str) -> None:
    """Also found by those who only read; and the next run leaves the new one and nothing else."""
    seen = []
    for last in range(100):
        place = tmp_path / str(last)
        target = make(place / "draft", "old")
        status = run(make(place / ".draft.building", "new"), target, way, last)
        assert status in (0, -signal.SIGKILL)
        seen.append(said(standing(target)))
        put_back(target)
        assert said(target) == seen[-1]
        take_place(make(place / ".draft.building", "newer"), target)
        assert said(target) == "newer"
        assert [path.name for path in place.iterdir()] == ["draft"]
        if status == 0:
            break
    assert status == 0
    assert seen == sorted(seen, reverse=True)
    assert {"old", "new"} == set(seen)
    assert len(seen) > len(FILES)


def test_a_first_report_has_no_old_one(tmp_path: Path) -> None:
    """It takes a place that is empty, or not there at all."""
    (tmp_path / "empty").mkdir()
    for name in ("empty", "none"):
        take_place(make(tmp_path / "building", name), tmp_path / name)
        assert said(tmp_path / name) == name
    assert {path.name for path in tmp_path.iterdir()} == {"empty", "none"}


def test_an_exchange_is_one_step_or_none(tmp_path: Path) -> None:
    """Where it cannot be done, because there is nothing to exchange with, nothing is moved."""
    first, second = make(tmp_path / "first", "one"), make(tmp_path / "second", "two")
    if exchange(first, second):
        assert (said(first), said(second)) == ("two", "one")
    assert exchange(first, tmp_path / "nobody") is False
    assert {path.name for path in tmp_path.iterdir()} == {"first", "second"}


def test_what_is_not_ours_is_not_put_back(tmp_path: Path) -> None:
    """A folder of that name that no report wrote stays where it is."""
    (tmp_path / ".draft.old").mkdir()
    (tmp_path / ".draft.old/letter.txt").write_text("precious")
    assert standing(tmp_path / "draft") == tmp_path / "draft"
    put_back(tmp_path / "draft")
    assert [path.name for path in tmp_path.iterdir()] == [".draft.old"]
    must_be_ours(tmp_path / "draft", tmp_path / ".draft.building")


def test_the_verifier_reads_the_report_that_stands_aside(tmp_path: Path) -> None:
    """Until the next report puts it back."""
    with pytest.raises(WrongUse, match="no report with a bundle"):
        verify.verify(tmp_path / "draft", "", None)
    make(tmp_path / ".draft.old", "old")
    (tmp_path / ".draft.old/bundle").mkdir()
    (tmp_path / ".draft.old/bundle/manifest.jsonl").write_text("")
    assert verify.verify(tmp_path / "draft", "", None) == 1
