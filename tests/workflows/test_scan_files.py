"""Scanning anybody's folders: what is heard stands in the log, what is not is named."""

from __future__ import annotations

import csv
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.workflows.fake_ear import LENGTH_MS, a_campaign, listen

from dauys.domain.errors import SetAside, WrongUse
from dauys.workflows import scan_files as verb
from dauys.workflows.listening import Heard, HearJob
from dauys.workflows.scan_files import ScanOutcome, ScanRequest
from dauys.workflows.scan_progress import ScanProgress


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


class Watched:
    """Listens through the stand-in and counts what it was asked for."""

    def __init__(self) -> None:
        self.jobs: list[HearJob] = []
        self.seen: list[tuple[str, int, int]] = []

    def listen(self, job: HearJob) -> Heard:
        self.jobs.append(job)
        return listen(job)

    def watch(self, progress: ScanProgress) -> None:
        self.seen.append((progress.stage, progress.done, progress.before))

    def heard(self, prefix: str = "") -> list[str]:
        return sorted(Path(job.path).name for job in self.jobs if Path(job.path).name.startswith(prefix))


def _scan(request: ScanRequest, watched: Watched | None = None, jobs: int = 2) -> ScanOutcome:
    watched = watched or Watched()
    with ThreadPoolExecutor(jobs) as executor:
        return verb.scan_files(request, executor, watched.watch, watched.listen)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_airing_stands_in_the_log(tmp_path: Path) -> None:
    """Accepted airings in the log, doubtful ones beside it, both in order; nothing else is left behind."""
    spots, recorded = a_campaign(tmp_path)
    (tmp_path / "out").mkdir()
    out = tmp_path / "out/airings.csv"
    outcome = _scan(ScanRequest((spots,), (recorded,), out))
    log = [(row["recording"], row["spot"], row["version"], row["start_s"]) for row in _rows(out)]
    assert log[:3] == [
        ("hour-00", "alga", "ru", "60.000"),
        ("hour-00", "bolashak", "", "120.000"),
        ("hour-01", "alga", "ru", "61.000"),
    ]
    assert len(log) == 8
    doubtful = _rows(tmp_path / "out/airings.doubtful.csv")
    assert [(row["recording"], row["version"]) for row in doubtful][:2] == [
        ("hour-00", "kk"),
        ("hour-01", "kk"),
    ]
    assert sorted(path.name for path in out.parent.iterdir()) == ["airings.csv", "airings.doubtful.csv"]
    assert (outcome.recordings, outcome.heard_ms) == (4, 4 * LENGTH_MS)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same_bytes(tmp_path: Path, pool: type[Executor]) -> None:
    """Threads or processes, one worker or three: the log does not tell."""
    spots, recorded = a_campaign(tmp_path)
    _scan(ScanRequest((spots,), (recorded,), tmp_path / "one.csv"), jobs=1)
    with pool(3) as executor:  # type: ignore[call-arg]
        request = ScanRequest((spots,), (recorded,), tmp_path / "many.csv")
        verb.scan_files(request, executor, Watched().watch, listen)
    for name in ("one.csv", "one.doubtful.csv"):
        assert (tmp_path / name).read_bytes() == (tmp_path / name.replace("one", "many")).read_bytes()


def test_an_index_is_kept_for_the_same_spots(tmp_path: Path) -> None:
    """Spots are heard once; a changed spot makes a new index; no recording's print is ever asked for."""
    spots, recorded = a_campaign(tmp_path)
    request = ScanRequest((spots,), (recorded,))
    first, again, changed = Watched(), Watched(), Watched()
    _scan(request, first)
    _scan(request, again)
    (spots / "bolashak.wav").write_text("77")
    _scan(request, changed)
    assert len(first.heard()) == 7
    assert again.heard() == [f"hour-0{n}.mp3" for n in range(4)]
    assert "bolashak.wav" in changed.heard()
    assert not any(job.want_print for watched in (first, again, changed) for job in watched.jobs if job.index)


def test_a_spoilt_index_is_built_again(tmp_path: Path) -> None:
    """What the cache lost or never finished is made again from the spots."""
    spots, recorded = a_campaign(tmp_path)
    rows = _scan(ScanRequest((spots,), (recorded,))).rows
    for head in (tmp_path / "cache").rglob("index.json"):
        head.write_text("{")
    assert _scan(ScanRequest((spots,), (recorded,))).rows == rows


def test_what_cannot_be_heard_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A broken recording and a broken spot are set aside with the reason; they are tried again next time."""
    spots, recorded = a_campaign(tmp_path)
    (recorded / "hour-01.mp3").write_text("broken")
    (spots / "other.wav").write_text("broken")
    for _ in range(2):
        watched = Watched()
        outcome = _scan(ScanRequest((spots,), (recorded,), tmp_path / "airings.csv"), watched)
        assert [str(aside) for aside in outcome.set_aside] == [
            f"{spots}/other.wav: no sound track in this file (no_audio)",
            f"{recorded}/hour-01.mp3: no sound track in this file (no_audio)",
        ]
        assert len(_rows(tmp_path / "airings.csv")) == 6
        assert "other.wav" in watched.heard()


def test_without_one_good_spot_there_is_nothing_to_scan_for(tmp_path: Path) -> None:
    """Where no spot is left, the scan is refused and each spot's reason is given."""
    spots, recorded = a_campaign(tmp_path)
    for spot in spots.iterdir():
        spot.write_text("broken")
    with pytest.raises(WrongUse, match=r"alga__kk\.wav: no sound track"):
        _scan(ScanRequest((spots,), (recorded,)))


def test_names_do_not_depend_on_what_could_be_heard(tmp_path: Path) -> None:
    """Two recordings of one stem keep their folders in their names when one of them is broken."""
    spots, recorded = a_campaign(tmp_path, recordings=0)
    for folder, text in (("tv1", "bolashak 1000"), ("tv2", "broken")):
        (recorded / folder).mkdir()
        (recorded / folder / "evening.mp3").write_text(text)
    assert [row.recording for row in _scan(ScanRequest((spots,), (recorded,))).rows] == ["tv1/evening"]


def test_the_log_never_replaces_a_recording(tmp_path: Path) -> None:
    """--out may not be one of the files that are heard, not by another name either."""
    spots, recorded = a_campaign(tmp_path)
    (tmp_path / "link.csv").symlink_to(recorded / "hour-00.mp3")
    for out in (recorded / "hour-00.mp3", tmp_path / "link.csv", spots / "alga__kk.wav"):
        with pytest.raises(WrongUse, match="overwrite"):
            _scan(ScanRequest((spots,), (recorded,), out))


@pytest.mark.parametrize("out", ["nowhere/airings.csv", "recordings"])
def test_the_log_needs_a_place(tmp_path: Path, out: str) -> None:
    """A folder that is not there, or a folder's own name, is refused before anything is heard."""
    spots, recorded = a_campaign(tmp_path)
    watched = Watched()
    with pytest.raises(WrongUse, match="cannot write"):
        _scan(ScanRequest((spots,), (recorded,), tmp_path / out), watched)
    assert not watched.jobs


def test_progress_counts_what_is_done(tmp_path: Path) -> None:
    """Each stage is announced and each file counted."""
    spots, recorded = a_campaign(tmp_path)
    watched = Watched()
    _scan(ScanRequest((spots,), (recorded,)), watched, jobs=1)
    assert watched.seen == [("spots", n, 0) for n in range(4)] + [("recordings", n, 0) for n in range(5)]


def test_rate_and_time_left() -> None:
    """Rate is sound over waiting; time left goes by size of file; unknown before the first is done."""
    progress = ScanProgress("recordings", total=4, size_total=400)
    assert progress.left_s(10.0) is None
    progress.done, progress.size_done, progress.heard_ms = 1, 100, 3_600_000
    assert progress.rate(10.0) == 360.0
    assert progress.left_s(10.0) == 30.0


def test_notes_of_the_decoder_come_back(tmp_path: Path) -> None:
    """What was odd about a recording that was heard is told, by file."""
    spots, recorded = a_campaign(tmp_path, recordings=1)
    (recorded / "odd.mp3").write_text("note 12 damaged packets skipped")
    assert _scan(ScanRequest((spots,), (recorded,))).notes == {
        recorded / "odd.mp3": ("12 damaged packets skipped",)
    }


def test_an_unknown_failure_stops_the_scan(tmp_path: Path) -> None:
    """Only what is set aside on purpose is set aside; anything else stops us loudly."""
    spots, recorded = a_campaign(tmp_path)

    def fail(job: HearJob) -> Heard:
        if job.index:
            raise MemoryError("a defect")
        return listen(job)

    with ThreadPoolExecutor(1) as executor, pytest.raises(MemoryError):
        verb.scan_files(ScanRequest((spots,), (recorded,)), executor, Watched().watch, fail)


def test_ctrl_c_between_two_recordings_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may arrive anywhere, while a result is put down too: what has not begun does not begin."""
    spots, recorded = a_campaign(tmp_path, recordings=9)
    for path in recorded.iterdir():
        path.write_text(f"wait 0.2\n{path.read_text()}")
    watched = Watched()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(verb.ScanState, "add", interrupted)
    request = ScanRequest((spots,), (recorded,), tmp_path / "airings.csv")
    with pytest.raises(KeyboardInterrupt), ThreadPoolExecutor(1) as executor:
        verb.scan_files(request, executor, watched.watch, watched.listen)
    assert len(watched.heard("hour")) <= 3


def test_set_aside_has_a_countable_reason() -> None:
    """The error itself carries the word that is shown."""
    assert SetAside("too_slow", "…").reason == "too_slow"
