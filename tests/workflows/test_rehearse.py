"""The rehearsal as files: what stands on the recordings is what the truth says, to two milliseconds."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import av
import pytest
from tests.examples.rehearsal.listening import decoded, lag_ms

from dauys.examples.rehearsal.instruments import STUDIO_HZ
from dauys.examples.rehearsal.scripts import REGISTERS
from dauys.examples.rehearsal.sound import samples
from dauys.examples.rehearsal.truth import RehearsalTruth
from dauys.workflows.rehearse import build

OUTLET = "cart-radio"
"""Two recordings: AAC that stops in the middle of an airing, and MP3 after a gap."""

Built = tuple[Path, RehearsalTruth, list[tuple[int, int]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A rehearsal with one outlet, its truth, and what the progress was told."""
    folder = tmp_path_factory.mktemp("rehearsal")
    told: list[tuple[int, int]] = []
    true = build(folder, 2021, 2, lambda done, of: told.append((done, of)), outlets={OUTLET})
    return folder, true, told


def recording(folder: Path, start: str) -> Path:
    day_and_hour = start.replace(":", "-").partition("+")[0]
    (path,) = (folder / "recordings" / OUTLET).glob(f"{day_and_hour}*")
    return path


def test_registers_spots_and_recordings_are_there(
    built: Built,
) -> None:
    """A folder that `dauys load` and `dauys add-recordings` take as it is."""
    folder, true, told = built
    for register in REGISTERS.glob("*.csv"):
        assert (folder / register.name).read_bytes() == register.read_bytes()
    with (folder / "versions.csv").open(encoding="utf-8") as file:
        assert all((folder / row["path"]).is_file() for row in csv.DictReader(file))
    assert len(list((folder / "recordings").rglob("*.*"))) == true.recordings + len(true.broken)
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_every_airing_stands_where_the_truth_says(
    built: Built,
) -> None:
    """Decoded as a listener would, from AAC and MP3 alike, each airing is within 2 ms of its place."""
    folder, true, _ = built
    checked = {".m4a": 0, ".mp3": 0}
    sound = cache(decoded)
    for airing in true.airings:
        if airing.outlet != OUTLET or airing.speed_ppm != 1_000_000 or "pitch" in airing.integrity:
            continue
        path = recording(folder, airing.recording_start)
        spot = sound(folder / "spots" / f"{airing.spot}__{airing.version}.m4a")
        from_ms = airing.missing[0][1] if airing.integrity.startswith("cut_start") else 0
        heard = spot[samples(from_ms) : samples(from_ms + airing.length_ms)]
        for part_ms in (0, airing.length_ms - 1500):
            part = heard[samples(part_ms) : samples(part_ms + 1500)]
            assert abs(lag_ms(sound(path), part, airing.start_ms + part_ms)) <= 2, airing
        checked[path.suffix] += 1
    assert min(checked.values()) >= 3


def test_recordings_last_as_long_as_planned(
    built: Built,
) -> None:
    """To the sample: monitored time is exact."""
    folder, _, _ = built
    lengths = []
    for path in sorted((folder / "recordings" / OUTLET).iterdir()):
        with av.open(str(path)) as box:
            lengths.append(sum(frame.samples for frame in box.decode(audio=0)))
    assert lengths == [39 * 10240 * STUDIO_HZ // 1000, 38 * 10240 * STUDIO_HZ // 1000]
