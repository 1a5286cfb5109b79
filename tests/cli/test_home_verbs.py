"""The verbs of a campaign home, as they are typed: what they say, and their exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.workflows.campaigns import drop, write_registers
from tests.workflows.text_ear import TextEar, tape_text

from dauys.cli import dauys
from dauys.domain.errors import CampaignHomeError, RegisterError, WrongUse
from dauys.workflows import load as loading
from dauys.workflows import scan_home as scanning
from dauys.workflows.home import CampaignHome

HOUR_MS = 3_600_000
TAPE = "tau/2020-12-22T18-00-00+0500.m4a"


@pytest.fixture
def folder(home: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose ear reads text, with registers and recordings beside it."""
    monkeypatch.setattr(loading, "OurEar", TextEar)
    monkeypatch.setattr(scanning, "OurEar", TextEar)
    write_registers(tmp_path / "registers")
    drop(tmp_path / "tapes", TAPE, tape_text(HOUR_MS, "alpha__kk 1500 accepted"))
    return home.folder


def typed(folder: Path, *words: str | Path) -> Result:
    """Runs `dauys --home FOLDER WORDS…`."""
    return CliRunner().invoke(dauys, ["--home", str(folder), *map(str, words)])


def test_the_main_job(folder: Path, tmp_path: Path) -> None:
    """Load, add, scan, list: each says what it did, and the airing stands in the outlet's own time."""
    loaded = typed(folder, "load", tmp_path / "registers", "--jobs", "1")
    assert (loaded.exit_code, loaded.stdout.splitlines()[-1]) == (
        0,
        "versions: 3 added, 0 updated, 0 as they were",
    )
    added = typed(folder, "add-recordings", tmp_path / "tapes")
    assert (added.exit_code, added.stdout) == (0, "1 added, 0 known before, 0 set aside\n")
    assert typed(folder, "scan").exit_code == 0
    (row,) = csv.DictReader(io.StringIO(typed(folder, "airings").stdout))
    assert (row["start"], row["end"]) == ("2020-12-22T18:00:01.500+05:00", "2020-12-22T18:00:06.500+05:00")
    assert (row["contestant"], row["spot"], row["version"], row["score"]) == ("north", "alpha", "kk", "0.950")
    assert row["recording_offset_s"] == "1.500"
    (same,) = json.loads(typed(folder, "airings", "--format", "json").stdout)
    assert same == row
    out = tmp_path / "airings.csv"
    assert typed(folder, "airings", "--out", out).stdout == ""
    assert out.read_text("utf-8").splitlines()[0].startswith("outlet,channel,start,end,contestant")
    assert isinstance(typed(folder, "airings", "--out", tmp_path / "no" / "such").exception, WrongUse)


def test_what_is_set_aside_is_named_and_counted(folder: Path, tmp_path: Path) -> None:
    """A file that fits nowhere does not stop the others; the exit status says that there was one."""
    typed(folder, "load", tmp_path / "registers")
    drop(tmp_path / "tapes", "tau/evening.m4a", b"x")
    added = typed(folder, "add-recordings", tmp_path / "tapes")
    assert (added.exit_code, added.stdout) == (2, "1 added, 0 known before, 1 set aside\n")
    assert "evening.m4a" in added.stderr
    assert "unparsable_name" in added.stderr


def test_wrong_registers_are_refused_whole(folder: Path, tmp_path: Path) -> None:
    """Every problem is named with file, line and field, and nothing is loaded."""
    write_registers(tmp_path / "registers", spots="id,contestant,title\nA,north,=1\n")
    refused = typed(folder, "load", tmp_path / "registers").exception
    assert isinstance(refused, RegisterError)
    assert "spots.csv, line 2, id:" in str(refused)
    assert "spots.csv, line 2, title:" in str(refused)
    assert "nothing was loaded" in str(refused)


def test_init_once(folder: Path, tmp_path: Path) -> None:
    """A home is made once; a second init, and verbs without a home, are told so."""
    made = typed(tmp_path / "fresh", "init")
    assert made.exit_code == 0
    assert str(tmp_path / "fresh") in made.stdout
    assert isinstance(typed(tmp_path / "fresh", "init").exception, CampaignHomeError)
    assert isinstance(typed(tmp_path / "none", "airings").exception, CampaignHomeError)
    assert isinstance(typed(folder, "add-recordings").exception, WrongUse)


def test_watch_once_takes_in_and_scans(folder: Path, tmp_path: Path) -> None:
    """With --once and --scan a folder that stands still is taken in and heard, and the verb ends."""
    drop(tmp_path / "tapes", "tau/2020-12-22T19-00-00+0500.m4a", b"broken")
    words = ("watch", tmp_path / "tapes", "--once", "--scan", "--every", "0.05")
    before = typed(folder, *words)
    assert "2 set aside" in before.stdout
    typed(folder, "load", tmp_path / "registers")
    after = typed(folder, *words)
    assert after.exit_code == 0
    assert after.stdout.splitlines() == [
        "2 added, 0 known before, 0 set aside",
        "1 heard: 1 airings, 0 doubtful",
    ]
    assert "the file holds no sound (no_audio)" in after.stderr


def test_ctrl_c_ends_a_watch_cleanly(folder: Path, tmp_path: Path) -> None:
    """An interrupted watch says that nothing is lost and ends with status 0."""
    typed(folder, "load", tmp_path / "registers")
    code = "from dauys.cli import main; main()"
    command = [sys.executable, "-c", code, "--home", str(folder), "watch", str(tmp_path / "tapes")]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--every", "0.05"], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1 added, 0 known before, 0 set aside\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "Stopped; nothing is lost.\n"
        assert process.wait(20) == 0


def test_every_verb_explains_itself(folder: Path) -> None:
    """--help of each verb says what it does in a sentence."""
    for verb in ("init", "load", "add-recordings", "watch", "airings"):
        assert isinstance(dauys.get_command(click.Context(dauys), verb), click.Command)
        shown = typed(folder, verb, "--help")
        assert shown.exit_code == 0
        assert len(shown.stdout.splitlines()) > 4
