"""Scanning a home: every recording once, what stands in real time, and nothing doubled by doing it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.text_ear import TextEar, spot_text, tape_text

from dauys.domain.errors import CampaignHomeError, WrongUse
from dauys.domain.sightings import Decision, Verdict
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.scan_home import POLICY, ScanSummary, scan_home
from dauys.workflows.scan_progress import ScanProgress

HOUR_MS = 3_600_000
SEVEN_MS = 1_608_642_000_000  # 2020-12-22T19:00+06:00
TAPE = tape_text(HOUR_MS, "alpha__kk 1000 accepted", "beta 9000 doubtful", "gamma 20000 accepted", note="odd")


def scan(home: CampaignHome, ear: TextEar, at_ms: int = 1) -> ScanSummary:
    return scan_home(home, 2, lambda _: None, by="person:test", ear=ear, now_ms=lambda: at_ms)


@pytest.fixture
def ear() -> TextEar:
    return TextEar()


@pytest.fixture
def scanned(home: CampaignHome, ear: TextEar, tmp_path: Path) -> CampaignHome:
    """A home with one good and one broken recording, scanned."""
    loaded(home, ear, tmp_path / "registers")
    drop(tmp_path / "tapes", "kok/kok-1/2020-12-22T19-00-00+0600.m4a", TAPE)
    drop(tmp_path / "tapes", "tau/2020-12-22T18-00-00+0500.m4a", b"broken")
    add_recordings(home, [tmp_path / "tapes"], None, ACT)
    ear.jobs.clear()
    scan(home, ear)
    return home


def standing() -> list[tuple[object, ...]]:
    """The airings that stand."""
    from dauys.db.selectors.airings import airings_frame

    columns = ("channel_id", "spot_id", "version_id", "start_ms", "end_ms", "decided_by")
    return airings_frame().select(columns).rows()


def test_what_the_ear_accepts_stands_in_real_time(scanned: CampaignHome) -> None:
    """An accepted sighting is an airing by the policy's decision; a doubtful one waits for a person."""
    from dauys.db.selectors.airings import airings_frame, waiting
    from dauys.db.selectors.recordings import recordings, set_aside

    assert standing() == [("kok-1", "alpha", "kk", SEVEN_MS + 1000, SEVEN_MS + 6000, POLICY)]
    row = airings_frame().row(0, named=True)
    assert (row["contest_id"], row["contestant_id"], row["language"]) == ("lists", "north", "kk")
    assert (row["integrity"], row["zone"], row["why"]) == (
        "overlapped+speed_changed",
        "Asia/Almaty",
        "said so",
    )
    assert waiting()["spot_id"].to_list() == ["beta"]
    assert [recording.interval.length_ms for recording in recordings()] == [HOUR_MS]
    assert set_aside() == [("tapes/tau/2020-12-22T18-00-00+0500.m4a", "no_audio", "the file holds no sound")]


def test_scanning_twice_changes_nothing(scanned: CampaignHome, ear: TextEar) -> None:
    """The second scan hears nothing, not even what was set aside, and leaves the same rows."""
    before = standing()
    n_heard = len(ear.jobs)
    summary = scan(scanned, ear, at_ms=2)
    assert (summary.heard, summary.set_aside) == (0, [])
    assert len(ear.jobs) == n_heard == 2
    assert standing() == before


def test_a_spot_registered_later_is_found_without_decoding(
    scanned: CampaignHome, ear: TextEar, tmp_path: Path
) -> None:
    """With a new spot the kept prints are searched again; no recording is heard again, its notes remain."""
    folder = tmp_path / "more"
    drop(folder, "spots.csv", b"id,contestant,title\ngamma,south,Gamma\n")
    drop(folder, "versions.csv", b"spot,version,language,path\ngamma,,ru,gamma.m4a\n")
    drop(folder, "gamma.m4a", spot_text("gamma"))
    load(scanned, str(folder), 1, ACT, ear)
    ear.jobs.clear()
    summary = scan(scanned, ear)
    assert (summary.heard, summary.searched_again, ear.jobs) == (1, 1, [])
    assert summary.notes == {"kok/kok-1/2020-12-22T19-00-00+0600.m4a": ("odd",)}
    assert [spot for _, spot, *_ in standing()] == ["alpha", "gamma"]


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_a_lost_print_is_made_again(scanned: CampaignHome, ear: TextEar, harm: str) -> None:
    """Where a print is lost or no longer the one that was kept, the recording itself is heard."""
    (path,) = [p for p in scanned.prints.rglob("*.print") if "_spots" not in p.parts]
    path.unlink()
    if harm == "changed":
        path.write_bytes(b"length 1")
    ear.engine = "text-2"
    ear.jobs.clear()
    summary = scan(scanned, ear)
    assert (summary.heard, summary.searched_again, len(ear.jobs)) == (1, 0, 1)
    assert path.read_bytes() == TAPE


def test_a_newer_ear_supersedes_and_overwrites_nothing(scanned: CampaignHome, ear: TextEar) -> None:
    """The newest hearing stands; the older one and its sightings remain in the database."""
    from dauys.db.models import Hearing, Sighting

    before = standing()
    ear.engine = "text-2"
    scan(scanned, ear)
    assert standing() == before
    assert list(Hearing.objects.order_by("id").values_list("engine", flat=True)) == ["text-1", "text-2"]
    assert Sighting.objects.count() == 4


def test_a_persons_decision_outlives_a_newer_ear(scanned: CampaignHome, ear: TextEar) -> None:
    """What a person rejected or confirmed stays so when the same claim is made again, whatever the policy."""
    from dauys.db.selectors.airings import airings_frame, waiting
    from dauys.db.writes.decisions import add_decisions

    accepted = airings_frame()["sighting_id"][0]
    doubtful = waiting()["sighting_id"][0]
    add_decisions(
        [
            Decision(accepted, Verdict.REJECT, "person:aliya", 5, "A rehearsal of the presenter's."),
            Decision(doubtful, Verdict.CONFIRM, "person:aliya", 6, "Heard it."),
        ]
    )
    expected = [("kok-1", "beta", "", SEVEN_MS + 9000, SEVEN_MS + 14_000, "person:aliya")]
    assert standing() == expected
    ear.engine = "text-2"
    scan(scanned, ear)
    assert standing() == expected
    assert waiting().is_empty()


def test_a_correction_takes_the_claims_place(scanned: CampaignHome, ear: TextEar) -> None:
    """A corrected sighting stands with its corrected version and times."""
    from dataclasses import replace

    from dauys.db.models import Sighting
    from dauys.db.selectors.airings import airings_frame
    from dauys.db.writes.decisions import add_decisions
    from dauys.domain.sightings import VersionId

    sighting = Sighting.objects.select_related("version").get(id=airings_frame()["sighting_id"][0])
    corrected = replace(sighting.domain(), version=VersionId("alpha", "ru"), end_ms=5500)
    add_decisions(
        [Decision(sighting.id, Verdict.CORRECT, "person:aliya", 5, "It is the Russian one.", corrected)]
    )
    assert standing() == [("kok-1", "alpha", "ru", SEVEN_MS + 1000, SEVEN_MS + 5500, "person:aliya")]
    assert airings_frame()["language"].to_list() == ["ru"]


def test_evidence_that_was_changed_or_lost_is_set_aside(
    home: CampaignHome, ear: TextEar, tmp_path: Path
) -> None:
    """A recording whose bytes in the vault are not what was stored is named, and the rest is heard."""
    loaded(home, ear, tmp_path / "registers")
    for hour in (1, 2, 3):
        drop(tmp_path / "kok/kok-1", f"2020-12-22T0{hour}-00-00+0600.m4a", tape_text(HOUR_MS, salt=str(hour)))
    add_recordings(home, [tmp_path / "kok"], None, ACT)
    changed, lost, _ = [p for p in home.vault.path("0" * 64).parents[2].rglob("*") if b"salt" in _bytes(p)]
    changed.chmod(0o644)
    changed.write_bytes(tape_text(HOUR_MS, salt="4"))
    lost.unlink()
    summary = scan(home, ear)
    assert summary.heard == 1
    assert {cause.reason for _, cause in summary.set_aside} == {"changed_in_vault", "not_in_vault"}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_bringing_a_recording_again_tries_it_again(
    scanned: CampaignHome, ear: TextEar, tmp_path: Path
) -> None:
    """What was set aside waits again once its file is added again."""
    summary = add_recordings(scanned, [tmp_path / "tapes" / "tau"], None, ACT)
    assert (summary.added, summary.known) == (0, 1)
    assert [cause.reason for _, cause in scan(scanned, ear).set_aside] == ["no_audio"]


def test_a_home_without_spots_is_told_what_to_do(home: CampaignHome, ear: TextEar) -> None:
    """Scanning before loading is refused with the next step."""
    with pytest.raises(WrongUse, match="dauys load"):
        scan(home, ear)


def test_two_scans_of_one_home_are_refused(scanned: CampaignHome, ear: TextEar) -> None:
    """While one scan runs, a second one is refused at once."""
    with scanned.scanning(), pytest.raises(CampaignHomeError, match="scanned by another"):
        scan(scanned, ear)


def test_progress_counts_every_recording(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """Who watches is told the total at once, and each recording as it is done."""
    loaded(home, ear, tmp_path / "registers")
    for hour in range(5):
        drop(tmp_path / "kok/kok-1", f"2020-12-22T0{hour}-00-00+0600.m4a", tape_text(HOUR_MS, salt=str(hour)))
    add_recordings(home, [tmp_path / "kok"], None, ACT)
    seen: list[tuple[int, int, int]] = []

    def watch(progress: ScanProgress) -> None:
        seen.append((progress.done, progress.total, progress.heard_ms))

    scan_home(home, 2, watch, by="person:test", ear=ear, now_ms=lambda: 1)
    assert seen == [(n, 5, n * HOUR_MS) for n in range(6)]


def test_every_change_has_its_history(scanned: CampaignHome) -> None:
    """Who, when and why stand beside each change of a recording."""
    from dauys.db.models import Change

    changes = Change.objects.filter(register="recordings", by="person:test", why="dauys scan", at_ms=1)
    assert sorted(change.fields["state"][1] for change in changes) == ["heard", "set_aside"]


def test_one_broadcast_on_two_recordings_is_one_airing(
    home: CampaignHome, ear: TextEar, tmp_path: Path
) -> None:
    """Two recorders on one channel do not double an airing; on two channels it is two."""
    loaded(home, ear, tmp_path / "registers")
    for channel, seconds, at_ms in (("kok-1", 0, 60_000), ("kok-1", 30, 30_250), ("kok-2", 0, 60_000)):
        tape = tape_text(HOUR_MS, f"alpha__kk {at_ms} accepted", salt=channel)
        drop(tmp_path / "tapes/kok" / channel, f"2020-12-22T19-00-{seconds:02d}+0600.m4a", tape)
    add_recordings(home, [tmp_path / "tapes"], None, ACT)
    assert scan(home, ear).airings == 3
    assert [(channel, start_ms - SEVEN_MS) for channel, _, _, start_ms, *_ in standing()] == [
        ("kok-1", 60_000),
        ("kok-2", 60_000),
    ]
