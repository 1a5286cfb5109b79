"""The parent: many threads, children that are killed, a nursery that dies, files that change."""

from __future__ import annotations

import hashlib
import os
import pickle
import signal
import threading
import time
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from dauys.domain.errors import IndexMismatch, SetAside
from dauys.sound import Print, SpotIndex, fingerprint
from dauys.workflows import listening, nursery
from dauys.workflows.listening import HearJob, hear


def melody(length_s: float, seed: int) -> NDArray[np.float32]:
    """Notes drawn from a seed, at 8 kHz."""
    random = np.random.default_rng(seed)
    total = np.zeros(round(length_s * 8000))
    note = np.arange(2400) / 8000
    for start in range(0, len(total) - len(note), 1000):
        total[start : start + len(note)] += (
            0.3 * np.sin(2 * np.pi * random.uniform(200, 2500) * note) * np.exp(-8 * note)
        )
    return total.astype(np.float32)


def write_wav(path: Path, sound: NDArray[np.float32]) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes((sound.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    """A recording of 60 s with one spot at 20 s."""
    return write_wav(tmp_path / "tape.wav", np.concatenate([melody(20, 2), melody(15, 1), melody(25, 3)]))


@pytest.fixture
def index(tmp_path: Path) -> str:
    """A saved index of that spot."""
    SpotIndex.build({"spot__kk": fingerprint(melody(15, 1))}).save(tmp_path / "index")
    return str(tmp_path / "index")


def test_a_spot_in_a_recording_is_heard(tape: Path, index: str) -> None:
    """The child finds it; what comes back is plain, checked, and of the very bytes that were hashed."""
    heard = hear(HearJob(str(tape), index, want_print=True, unsandboxed=False))
    assert [match.spot for match in heard.matches] == ["spot__kk"]
    assert heard.matches[0].start_ms == pytest.approx(20_000, abs=20)
    assert heard.length_ms == 60_000
    assert heard.sha256 == hashlib.sha256(tape.read_bytes()).hexdigest()
    assert heard.print_bytes is not None
    assert Print.from_bytes(heard.print_bytes).length_ms == 60_000
    assert heard.notes == ()


def test_no_print_is_sent_that_nobody_asked_for(tape: Path) -> None:
    """Without an index and a wish for the print, length and digest remain."""
    heard = hear(HearJob(str(tape), None, want_print=False, unsandboxed=False))
    assert (heard.print_bytes, heard.matches) == (None, ())


def test_the_same_file_gives_the_same_bytes(tape: Path) -> None:
    """Hearing twice, in this nursery or another, changes nothing."""
    job = HearJob(str(tape), None, want_print=True, unsandboxed=False)
    first = hear(job)
    nursery.nursery().process.kill()
    assert hear(job) == first


def test_threads_are_heard_at_once(tape: Path, index: str) -> None:
    """Four threads share one nursery; each gets its own answer."""
    jobs = [
        HearJob(str(tape), index if n % 2 else None, want_print=not n % 2, unsandboxed=False)
        for n in range(8)
    ]
    with ThreadPoolExecutor(4) as executor:
        results = list(executor.map(hear, jobs))
    for number, heard in enumerate(results):
        assert len(heard.matches) == number % 2
        assert (heard.print_bytes is None) == bool(number % 2)


def test_a_job_can_be_sent_to_another_process() -> None:
    """Job, result and function are picklable: any executor will do."""
    job = HearJob("a", None, want_print=True, unsandboxed=False)
    assert pickle.loads(pickle.dumps((job, hear))) == (job, hear)


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever watches learns of each minute of sound, in order."""
    path = write_wav(tmp_path / "long.wav", np.tile(melody(10, 1), 20))
    seen: list[int] = []
    hear(HearJob(str(path), None, want_print=False, unsandboxed=False), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 200_000
    assert len(seen) == 4


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def long_job(tmp_path: Path) -> HearJob:
    """About a second of work."""
    path = write_wav(tmp_path / "hours.wav", np.tile(melody(60, 4), 60))
    return HearJob(str(path), None, want_print=False, unsandboxed=False)


def test_a_child_killed_under_way_is_named_and_the_next_is_heard(tmp_path: Path, tape: Path) -> None:
    """kill -9 of a child sets its file aside, not the others, and not the nursery."""
    here = nursery.nursery()

    def kill_child(_: int) -> None:
        for child in children_of(here.process.pid):
            os.kill(child, signal.SIGKILL)

    with pytest.raises(SetAside) as refused:
        hear(long_job(tmp_path), kill_child)
    assert refused.value.reason == "crashed"
    assert "killed from outside" in str(refused.value)
    assert here.process.poll() is None
    assert hear(HearJob(str(tape), None, want_print=False, unsandboxed=False)).length_ms == 60_000


def test_a_nursery_killed_under_way_is_replaced_and_the_job_done(tmp_path: Path) -> None:
    """The nursery has read none of the file, so its death says nothing of it: another one hears it."""
    first = nursery.nursery()
    killed = threading.Event()

    def kill_nursery(_: int) -> None:
        if not killed.is_set():
            killed.set()
            first.process.kill()

    heard = hear(long_job(tmp_path), kill_nursery)
    assert heard.length_ms == 3_600_000
    assert nursery.nursery() is not first


def test_children_die_with_their_nursery(tmp_path: Path) -> None:
    """No child goes on working for a parent that is gone."""
    here = nursery.Nursery()
    path = long_job(tmp_path).path
    descriptor = os.open(path, os.O_RDONLY)
    job = HearJob(path, None, want_print=False, unsandboxed=False)
    with here.begin(listening.question(job, 1 << 30, listening.Care()), descriptor) as labour:
        pid = labour.born(time.monotonic() + 20)["pid"]
        here.close()
        deadline_s = time.monotonic() + 10
        while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
            assert time.monotonic() < deadline_s
            time.sleep(0.01)
    os.close(descriptor)


def test_a_file_still_being_written_is_set_aside(tmp_path: Path) -> None:
    """What was hashed must be what was decoded: a file that grows meanwhile is for later."""
    job = long_job(tmp_path)

    def grow(_: int) -> None:
        with Path(job.path).open("ab") as out:
            out.write(bytes(100))

    with pytest.raises(SetAside) as refused:
        hear(job, grow)
    assert refused.value.reason == "still_written"


def test_an_index_that_is_none(tape: Path, tmp_path: Path) -> None:
    """A missing or foreign index is the index's fault: no file is set aside for it."""
    with pytest.raises(IndexMismatch):
        hear(HearJob(str(tape), str(tmp_path / "nothing"), want_print=False, unsandboxed=False))
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "index.json").write_text('{"format": 999, "names": [], "digest": ""}')
    with pytest.raises(IndexMismatch):
        hear(HearJob(str(tape), str(tmp_path / "foreign"), want_print=False, unsandboxed=False))


def test_an_index_built_anew_is_opened_anew(tape: Path, index: str) -> None:
    """The nursery keeps the index mapped, and notices when another stands in its place."""
    job = HearJob(str(tape), index, want_print=False, unsandboxed=False)
    assert [match.spot for match in hear(job).matches] == ["spot__kk"]
    SpotIndex.build({"other__ru": fingerprint(melody(15, 1))}).save(Path(index))
    assert [match.spot for match in hear(job).matches] == ["other__ru"]
