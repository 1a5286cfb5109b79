"""A scan that was stopped goes on where it was, and its log is the one of an undisturbed scan."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.house.tree import ROOT
from tests.workflows.fake_ear import a_campaign, listen, match

from dauys.domain.errors import WrongUse
from dauys.workflows.listening import Heard, HearJob
from dauys.workflows.scan_files import ScanRequest, scan_files
from dauys.workflows.scan_state import HeardRecording, ScanState

SCAN = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from dauys.workflows.scan_files import ScanRequest, scan_files
from tests.workflows.fake_ear import listen
spots, recorded, out = map(Path, sys.argv[1:])
with ThreadPoolExecutor(2) as executor:
    scan_files(ScanRequest((spots,), (recorded,), out), executor, lambda progress: None, listen)
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _scan(spots: Path, recorded: Path, out: Path) -> list[str]:
    """Scans with the stand-in; the recordings that had to be heard."""
    heard: list[str] = []

    def counted(job: HearJob) -> Heard:
        if job.index:
            heard.append(Path(job.path).name)
        return listen(job)

    with ThreadPoolExecutor(2) as executor:
        scan_files(ScanRequest((spots,), (recorded,), out), executor, lambda progress: None, counted)
    return sorted(heard)


def _logs(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name(f"{out.stem}.doubtful{out.suffix}").read_bytes()


def _lines(partial: Path) -> int:
    return partial.read_bytes().count(b"\n") if partial.exists() else 0


@pytest.mark.parametrize("lines", [1, 3])
def test_kill_minus_nine_and_again(tmp_path: Path, lines: int) -> None:
    """Killed after some recordings: state stands beside the log; the same scan then writes the same bytes."""
    spots, recorded = a_campaign(tmp_path, recordings=5)
    calm, killed = tmp_path / "calm.csv", tmp_path / "killed.csv"
    _scan(spots, recorded, calm)
    for path in recorded.iterdir():
        path.write_text(f"wait {0.3 * (path.stem != 'hour-00')}\n{path.read_text()}")
    command = [sys.executable, "-c", SCAN, str(spots), str(recorded), str(killed)]
    scan = subprocess.Popen(command, cwd=ROOT)
    partial = tmp_path / "killed.csv.partial"
    deadline = time.monotonic() + 30
    while _lines(partial) <= lines and scan.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    scan.send_signal(signal.SIGKILL)
    assert scan.wait() == -signal.SIGKILL
    assert not killed.exists()
    kept = _lines(partial) - 1
    assert kept >= lines
    assert len(_scan(spots, recorded, killed)) == 5 - kept
    assert _logs(killed) == _logs(calm)
    assert not partial.exists()


def _state(out: Path, count: int) -> Path:
    """State of a scan that heard so many recordings, as that scan left it."""
    with ScanState(out, {"index": "1"}) as state:
        for number in range(count):
            state.add(f"key-{number}", HeardRecording(1000, (match("alga", 100 * number),), ("a note",)))
    return out.with_name(f"{out.name}.partial")


def test_state_comes_back_as_it_was(tmp_path: Path) -> None:
    """Length, matches and notes are the same after the way through the file."""
    _state(tmp_path / "a.csv", 2)
    with ScanState(tmp_path / "a.csv", {"index": "1"}) as state:
        assert list(state.heard) == ["key-0", "key-1"]
        assert state.heard["key-1"] == HeardRecording(1000, (match("alga", 100),), ("a note",))


def test_a_torn_last_line_is_cut_off_at_any_byte(tmp_path: Path) -> None:
    """Wherever the last line was torn, the lines before it hold and new ones follow them cleanly."""
    whole = _state(tmp_path / "a.csv", 2).read_bytes()
    second = whole.rindex(b"\n", 0, -1) + 1
    for cut in range(second, len(whole), 7):
        out = tmp_path / f"{cut}.csv"
        partial = out.with_name(f"{out.name}.partial")
        partial.write_bytes(whole[:cut])
        with ScanState(out, {"index": "1"}) as state:
            assert list(state.heard) == ["key-0"]
            state.add("key-1", HeardRecording(1000, (match("alga", 100),), ("a note",)))
        assert partial.read_bytes() == whole


@pytest.mark.parametrize("spoil", [b"not json\n", b'{"key": "k"}\n', b"[]\n", b'{"key": 1, "matches": 7}\n'])
def test_a_line_that_says_nothing_ends_what_is_taken_up(tmp_path: Path, spoil: bytes) -> None:
    """Spoilt state costs a second hearing, never a wrong row."""
    partial = _state(tmp_path / "a.csv", 2)
    lines = partial.read_bytes().splitlines(keepends=True)
    partial.write_bytes(b"".join([*lines[:2], spoil, lines[2]]))
    with ScanState(tmp_path / "a.csv", {"index": "1"}) as state:
        assert list(state.heard) == ["key-0"]


def test_state_of_another_scan_is_not_taken_up(tmp_path: Path) -> None:
    """Other spots or another version: what was heard then says nothing now."""
    partial = _state(tmp_path / "a.csv", 2)
    with ScanState(tmp_path / "a.csv", {"index": "2"}) as state:
        assert state.heard == {}
    assert json.loads(partial.read_text()) == {"index": "2"}


def test_two_scans_do_not_write_one_log(tmp_path: Path) -> None:
    """The second is refused, and says for what to wait."""
    with (
        ScanState(tmp_path / "a.csv", {"index": "1"}),
        pytest.raises(WrongUse, match="another scan is writing"),
    ):
        ScanState(tmp_path / "a.csv", {"index": "1"})


def test_a_recording_that_changed_is_heard_again(tmp_path: Path) -> None:
    """What was heard of the old bytes does not stand for the new ones."""
    spots, recorded = a_campaign(tmp_path, recordings=2)
    out = tmp_path / "a.csv"
    broken = recorded / "later.mp3"
    broken.write_text("wait not-a-number")
    with pytest.raises(ValueError, match="not-a-number"):
        _scan(spots, recorded, out)
    kept = _lines(tmp_path / "a.csv.partial") - 1
    broken.write_text("bolashak 5000")
    (recorded / "hour-00.mp3").write_text("bolashak 123456789")
    heard = _scan(spots, recorded, out)
    assert {"later.mp3", "hour-00.mp3"} <= set(heard)
    assert len(heard) >= 3 - kept
    assert b"123456.789" in out.read_bytes()
