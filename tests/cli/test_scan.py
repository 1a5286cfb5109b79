"""`dauys scan` on small real sound files: what a person types, sees and gets."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.cli.melodies import melody, write_wav

STARTS_MS = {"one": 4_000, "two": 7_500, "three": 2_250}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """spots/ with alga__kk and alga__ru; recordings/ one, two, three, in each of which alga__kk airs once."""
    folder = tmp_path_factory.mktemp("scan")
    spots = {"alga__kk": melody(1, 8_000), "alga__ru": melody(2, 8_000)}
    for name, spot in spots.items():
        write_wav(folder / f"spots/{name}.wav", spot)
    for seed, (name, start_ms) in enumerate(STARTS_MS.items()):
        parts = [melody(10 + seed, start_ms), spots["alga__kk"], melody(20 + seed, 6_000)]
        write_wav(folder / f"recordings/{name}.wav", np.concatenate(parts))
    return folder


def _dauys(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(*arguments), **_place(folder), capture_output=True, text=True, check=False)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from dauys.cli import main; main()", *arguments]


def _place(folder: Path) -> dict[str, object]:
    return {"cwd": folder, "env": os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_airing_is_found(folder: Path) -> None:
    """One row an airing, at the right place, of the right version; nothing on standard output."""
    done = _dauys(folder, "scan", "--spots", "spots", "recordings", "--out", "found.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "3 airings, 0 doubtful" in done.stderr
    rows = _rows(folder / "found.csv")
    assert [(row["recording"], row["spot"], row["version"], row["integrity"]) for row in rows] == [
        (name, "alga", "kk", "whole") for name in sorted(STARTS_MS)
    ]
    for row in rows:
        assert abs(float(row["start_s"]) - STARTS_MS[row["recording"]] / 1000) <= 0.03
        assert abs(float(row["end_s"]) - STARTS_MS[row["recording"]] / 1000 - 8.0) <= 0.06
    assert not list(folder.glob("found.csv.partial"))


def test_without_out_a_table_is_shown(folder: Path) -> None:
    """Files can be named one by one; the table goes to standard output and nothing is written."""
    before = set(folder.iterdir())
    done = _dauys(
        folder, "scan", "--spots", "spots/alga__kk.wav", "--spots", "spots/alga__ru.wav", "recordings/one.wav"
    )
    assert done.returncode == 0, done.stderr
    assert "Airings (1)" in done.stdout
    assert "alga" in done.stdout
    assert set(folder.iterdir()) - before <= {folder / "cache"}


def test_what_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    """Status 2, the file and the reason; the log holds the rest."""
    (tmp_path / "noise.mp3").write_bytes(b"this is no sound" * 100)
    out = tmp_path / "found.csv"
    arguments = ["--spots", "spots", "recordings/one.wav", str(tmp_path / "noise.mp3"), "--out", str(out)]
    done = _dauys(folder, "scan", *arguments)
    assert done.returncode == 2, done.stderr
    assert "Set aside, not heard: 1" in done.stderr
    assert f"{tmp_path}/noise.mp3: " in done.stderr
    assert len(_rows(out)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--spots", "spots"],
        ["recordings"],
        ["--out", "x.csv"],
        ["--spots", "nowhere", "recordings"],
        ["--spots", "spots", "recordings", "--jobs", "0"],
        ["--spots", "spots", "recordings", "--out", "nowhere/x.csv"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_use_says_what_to_change(folder: Path, arguments: list[str]) -> None:
    """Status 1 and one message, without a trace; without arguments it looks for a home."""
    done = _dauys(folder, "scan", *arguments)
    assert done.returncode == 1
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_stops_and_the_same_command_goes_on(folder: Path) -> None:
    """Stopped after the first recording; the second run hears the others and writes the undisturbed log."""
    arguments = ["scan", "--spots", "spots", "recordings", "--jobs", "1", "--out"]
    assert _dauys(folder, *arguments, "calm.csv").returncode == 0
    stopped = subprocess.Popen(_command(*arguments, "stopped.csv"), **_place(folder), stderr=subprocess.PIPE)
    partial = folder / "stopped.csv.partial"
    deadline = time.monotonic() + 60
    while not (partial.exists() and partial.read_bytes().count(b"\n") >= 2) and time.monotonic() < deadline:
        time.sleep(0.01)
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate(timeout=30)
    assert stopped.returncode == 130
    assert said.decode().strip().endswith("Stopped.")
    assert not (folder / "stopped.csv").exists()
    again = _dauys(folder, *arguments, "stopped.csv")
    assert again.returncode == 0, again.stderr
    assert "heard before" in again.stderr
    assert (folder / "stopped.csv").read_bytes() == (folder / "calm.csv").read_bytes()
    assert not partial.exists()
