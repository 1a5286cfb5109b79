"""The last evening with its sound: what is heard of the spot that runs into the silence is what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.domain.acts import Act
from dauys.examples.rehearsal.compare_findings import finding_differences
from dauys.examples.rehearsal.truth import RehearsalTruth
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.demo import findings_seen
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.rehearse import build
from dauys.workflows.report_material import gather
from dauys.workflows.scan_home import scan_home

ACT = Act("person:test", 1, "test")
OUTLETS = {"late-lamp", "sleepy-hill", "moon-bridge"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RehearsalTruth]:
    """A rehearsal with the recordings of that evening only, made once for both databases."""
    folder = tmp_path_factory.mktemp("rehearsal")
    return folder, build(folder, 2021, 2, lambda *_: None, OUTLETS)


def test_one_second_of_silence_is_heard_and_found(
    home: CampaignHome, built: tuple[Path, RehearsalTruth]
) -> None:
    """Every planted finding, those of recordings to 60 ms, and no other; each airing has its recording."""
    folder, true = built
    load(home, str(folder), 2, ACT)
    add_recordings(home, [folder / "recordings"], None, ACT)
    scan_home(home, 2, lambda _: None, by="person:test")
    tables = gather(home.folder).tables
    airings = tables["airings"].rows(named=True)
    assert {row["outlet_id"] for row in airings} == OUTLETS
    assert all(row["recording_sha256"] for row in airings)
    found = findings_seen(tables["findings"].iter_rows(named=True), airings)
    assert len([finding for finding in true.findings if finding.table == "airings"]) == 2
    assert finding_differences(true.findings, found) == []
