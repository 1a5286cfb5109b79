"""A draft is written as a whole, replaces only its own kind, and uses its clips again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from tests.reports.campaign import Changes, at, material
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.text_ear import TextEar, tape_text
from tests.workflows.tones import write_tones

from dauys.cli import dauys
from dauys.domain.errors import WrongUse
from dauys.domain.zones import local, zone
from dauys.evidence.keys import make_key
from dauys.evidence.vault import Vault
from dauys.workflows import clips
from dauys.workflows import report as workflow
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.home import CampaignHome
from dauys.workflows.report import MARK, report
from dauys.workflows.report_material import gather
from dauys.workflows.scan_home import scan_home


def ignore(stage: str, done: int, total: int) -> None:
    """Watches nothing."""


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tones(tmp_path_factory.mktemp("tape") / "tape.m4a", "aac", "ipod")


@pytest.fixture
def campaign(tmp_path: Path, tape: Path, monkeypatch: pytest.MonkeyPatch) -> CampaignHome:
    """A home whose selectors give the invented campaign; its airings are all heard in one real recording."""
    (tmp_path / "home/vault").mkdir(parents=True)
    (tmp_path / "home/reports").mkdir()
    make_key(tmp_path / "signing.key")
    sha256 = Vault(tmp_path / "home/vault").put(tape)
    whole = material(Changes(airings=6, has_clips=False))
    heard = whole.tables["airings"].with_columns(
        recording_sha256=pl.lit(sha256),
        recording_offset_ms=pl.lit(6_000, pl.Int64)
        + 1_000 * pl.col("sighting_id").str.slice(1).cast(pl.Int64),
    )
    tables = {**whole.tables, "airings": heard}
    monkeypatch.setattr(workflow, "gather", lambda _home: replace(whole, tables=tables))
    make_key(tmp_path / "home/a.key")
    return CampaignHome(tmp_path / "home", "sqlite", tmp_path / "home/a.key")


def test_a_report_is_a_folder_that_opens_anywhere(campaign: CampaignHome) -> None:
    """Three languages, their shared clips and sheet, and a list of every file with its digest."""
    summary = report(campaign, None, ["kk", "ru", "en"], with_clips=True, watch=ignore)
    folder = campaign.folder / "reports/draft"
    assert summary.folder == folder
    assert {path.name for path in folder.iterdir()} == {"kk", "ru", "en", "clips", "assets", "bundle", MARK}
    assert summary.n_clips == len(list((folder / "clips").glob("*.m4a"))) == 6
    mark = json.loads((folder / MARK).read_text("utf-8"))
    assert set(mark["files"]) == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - {MARK}
    assert "<svg" in (folder / "kk/index.html").read_text("utf-8")
    assert [path.name for path in (campaign.folder / "reports").iterdir()] == ["draft"]


def test_the_second_report_cuts_nothing_and_is_the_same(
    campaign: CampaignHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clips are taken over by name; the list of files and digests is the same."""
    folder = report(campaign, None, ["ru"], with_clips=True, watch=ignore).folder
    first = (folder / MARK).read_bytes()
    monkeypatch.setattr(clips, "_ask_child", None)
    report(campaign, None, ["ru"], with_clips=True, watch=ignore)
    assert (folder / MARK).read_bytes() == first


def test_one_language_and_no_clips(campaign: CampaignHome, tmp_path: Path) -> None:
    """Only what was asked for is written, and no page leads to a language that is not there."""
    report(campaign, tmp_path / "out", ["en"], with_clips=False, watch=ignore)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"en", "clips", "assets", "bundle", MARK}
    assert list((tmp_path / "out/clips").iterdir()) == []
    text = (tmp_path / "out/en/index.html").read_text("utf-8")
    assert "../kk/" not in text


def test_a_folder_of_somebody_else_is_not_touched(campaign: CampaignHome, tmp_path: Path) -> None:
    """A folder with other files in it, or a file, is refused and stays as it is."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/thesis.txt").write_text("years of work")
    with pytest.raises(WrongUse, match="no report wrote"):
        report(campaign, tmp_path / "theirs", ["en"], with_clips=False, watch=ignore)
    with pytest.raises(WrongUse, match="is a file"):
        report(campaign, tmp_path / "theirs/thesis.txt", ["en"], with_clips=False, watch=ignore)
    assert (tmp_path / "theirs/thesis.txt").read_text() == "years of work"


def test_a_folder_with_another_programs_report_is_not_touched(campaign: CampaignHome, tmp_path: Path) -> None:
    """A report.json alone does not make a folder ours: what lies beside it stays."""
    folder = tmp_path / "thesis"
    folder.mkdir()
    for content in ("{}", "[]", "no JSON", '{"kind": "coverage"}'):
        (folder / "report.json").write_text(content)
        with pytest.raises(WrongUse, match="no report wrote"):
            report(campaign, folder, ["en"], with_clips=False, watch=ignore)
    assert [path.name for path in folder.iterdir()] == ["report.json"]


def test_links_do_not_lead_a_report_astray(campaign: CampaignHome, tmp_path: Path) -> None:
    """A link to an empty folder is followed; one where the report is put together would empty its end."""
    (tmp_path / "somebody").mkdir()
    (tmp_path / "somebody" / "letter.txt").write_text("precious")
    (tmp_path / ".out.building").symlink_to(tmp_path / "somebody")
    with pytest.raises(WrongUse, match="is a link"):
        report(campaign, tmp_path / "out", ["en"], with_clips=False, watch=ignore)
    assert (tmp_path / "somebody" / "letter.txt").read_text() == "precious"
    (tmp_path / "real").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "real")
    for _ in range(2):
        report(campaign, tmp_path / "way", ["en"], with_clips=False, watch=ignore)
    assert (tmp_path / "real" / "en" / "index.html").is_file()
    assert (tmp_path / "way").is_symlink()


def test_a_report_that_breaks_off_leaves_the_old_one(
    campaign: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown is always a whole report; the next run clears up and succeeds."""
    out = tmp_path / "out"
    report(campaign, out, ["en"], with_clips=False, watch=ignore)
    before = (out / MARK).read_bytes()

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "pages" and done > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report(campaign, out, ["en"], with_clips=False, watch=stop)
    assert (out / MARK).read_bytes() == before
    report(campaign, out, ["en"], with_clips=False, watch=ignore)
    assert (out / MARK).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"home", "out", "signing.key"}


def test_a_recording_that_cannot_be_cut_costs_its_clips_only(campaign: CampaignHome) -> None:
    """The report stands, its rows say that there is no clip, and the reason is told."""
    for path in (campaign.folder / "vault").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.write_bytes(b"rubble")
    summary = report(campaign, None, ["en"], with_clips=True, watch=ignore)
    assert (summary.n_clips, sum(failure.count for failure in summary.not_cut)) == (0, 6)
    assert "no clip" in (summary.folder / "en/rows/total.html").read_text("utf-8")


def test_an_empty_home_has_a_report_too(home: CampaignHome) -> None:
    """Before anything is loaded the draft says so; nothing is a mistake."""
    assert gather().tables["appearances"].is_empty()
    done = CliRunner().invoke(dauys, ["--home", str(home.folder), "report", "--lang", "ru,en"])
    assert done.exit_code == 0, done.output
    assert "Open " in done.output
    text = (home.folder / "reports/draft/ru/index.html").read_text("utf-8")
    assert "Ни один участник" in text


def test_an_unknown_language_is_refused(home: CampaignHome) -> None:
    """The languages that exist are named."""
    done = CliRunner().invoke(dauys, ["--home", str(home.folder), "report", "--lang", "de"])
    assert isinstance(done.exception, WrongUse)
    assert "kk, ru, en" in str(done.exception)


def test_what_was_scanned_is_what_is_reported(home: CampaignHome, tmp_path: Path) -> None:
    """From registers and recordings to the page: the airing counts, the doubtful one waits, gaps are gaps."""
    ear = TextEar()
    loaded(home, ear, tmp_path / "registers")
    tape_ms = at(date(2020, 12, 22), 19)
    name = "kok/kok-1/2020-12-22T19-00-00+0600.m4a"
    drop(tmp_path / "tapes", name, tape_text(3_600_000, "alpha__kk 1000 accepted", "beta 9000 doubtful"))
    drop(tmp_path / "tapes", "tau/2020-12-22T18-00-00+0500.m4a", b"broken")
    add_recordings(home, [tmp_path / "tapes"], None, ACT)
    scan_home(home, 1, lambda _: None, by="person:test", ear=ear, now_ms=lambda: 1)
    summary = report(home, None, ["en"], with_clips=True, watch=ignore)
    text = (summary.folder / "en/index.html").read_text("utf-8")
    assert '<data data-figure="airings.north" value="1">' in text
    assert '<data data-figure="prime-airings.total" value="1">' in text
    assert '<data data-figure="monitored.total" value="3600000">' in text
    assert '<a href="method.html#waiting">1</a>' in text
    assert '<a href="method.html#set-aside">1</a>' in text
    rows = (summary.folder / "en/rows/total.html").read_text("utf-8")
    assert local(tape_ms + 1000, zone("Asia/Almaty")).isoformat(timespec="milliseconds") in rows
    assert f"{name} at 0:00:01.00" in rows
    assert "no clip" in rows  # the text ear's recordings hold no sound
