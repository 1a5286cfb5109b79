"""The demo: what it reads out of a home and its report, when it fails, and which folder it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.text_ear import TextEar, tape_text

from dauys.cli import dauys
from dauys.domain.errors import WrongUse
from dauys.examples.rehearsal.compare import Account, compare
from dauys.examples.rehearsal.compare_findings import FindingSeen
from dauys.examples.rehearsal.plan import rehearsal
from dauys.examples.rehearsal.truth import truth
from dauys.workflows import demo as demo_module
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.demo import MARK, DemoOutcome, clear, findings_seen, found_account, shown_figures
from dauys.workflows.home import CampaignHome
from dauys.workflows.report import report
from dauys.workflows.scan_home import scan_home

HOUR_MS = 3_600_000
SEVEN_MS = 1_608_642_000_000  # 2020-12-22T19:00+06:00


@pytest.fixture
def found(home: CampaignHome, tmp_path: Path) -> Account:
    """What the demo reads out of a home with one airing and one broken recording."""
    ear = TextEar()
    loaded(home, ear, tmp_path / "registers")
    tape = tape_text(HOUR_MS, "alpha__kk 1000 accepted", "beta 9000 doubtful")
    drop(tmp_path / "tapes", "kok/kok-1/2020-12-22T19-00-00+0600.m4a", tape)
    drop(tmp_path / "tapes", "tau/2020-12-22T18-00-00+0500.m4a", b"broken")
    add_recordings(home, [tmp_path / "tapes"], None, ACT)
    scan_home(home, 2, lambda _: None, by="person:test", ear=ear, now_ms=lambda: 1)
    report(home, tmp_path / "report", ("en",), with_clips=False, watch=lambda *_: None)
    return found_account(tmp_path / "report" / "en")


def test_airings_and_set_aside_come_from_the_home(found: Account) -> None:
    """In real time, with the contestant; what was set aside as OUTLET/FILE, as the truth names it."""
    (airing,) = found.airings
    assert (airing.channel, airing.start_ms, airing.end_ms) == ("kok-1", SEVEN_MS + 1000, SEVEN_MS + 6000)
    assert (airing.contestant, airing.spot, airing.version) == ("north", "alpha", "kk")
    assert airing.integrity == "overlapped+speed_changed"
    assert found.set_aside == ("tau/2020-12-22T18-00-00+0500.m4a",)


def test_findings_come_from_the_bundle_of_the_report(found: Account) -> None:
    """Where the elections name no rule book there is none; the bundle says so by an empty table."""
    assert found.findings == ()


def test_findings_are_seen_without_statistics() -> None:
    """An airing is named by its spot and version, and says when; a row of a register by its id alone."""
    about = {"is_to_decide": False, "contest_id": "lists", "contestant_id": "north", "outlet_id": "kok"}
    late = {
        "rule_id": "T3",
        "level": "breach",
        "table": "airings",
        "row_id": "a1",
        "start_ms": 5,
        "end_ms": 6,
    }
    dear = {"rule_id": "A28-3e", "level": "indication", "table": "slots", "row_id": "s1"}
    times = {"start_ms": 1, "end_ms": 2}
    count = {"rule_id": "A28-2", "level": "information", "table": "airings", "row_id": "kok"}
    rows = [{**about, **late}, {**about, **dear, **times}, {**about, **count, **times}]
    airings = [{"sighting_id": "a1", "spot_id": "alpha", "version_id": "kk"}]
    assert findings_seen(rows, airings) == (
        FindingSeen("T3", "breach", False, "lists", "north", "kok", "airings", "alpha__kk", 5, 6),
        FindingSeen("A28-3e", "indication", False, "lists", "north", "kok", "slots", "s1"),
    )


def test_figures_come_from_the_pages_of_the_report(found: Account) -> None:
    """Under the ids that the truth expects: counts, airtime, time due and monitored."""
    assert found.figures["airings-heard.total"] == 1
    assert found.figures["contest.lists.airings.total"] == 1
    assert found.figures["airings.north"] == 1
    assert found.figures["airtime.north"] == 5000
    assert found.figures["monitored.total"] <= found.figures["due.total"]
    assert {"tv.airings.north", "prime-airings.north", "outlet.kok.monitored.total"} <= set(found.figures)


def test_figures_are_read_from_every_page(tmp_path: Path) -> None:
    """Also from folders below, negative ones too; a page without figures adds none."""
    (tmp_path / "rows").mkdir()
    (tmp_path / "index.html").write_text('<data data-figure="a.total" value="12">twelve</data>')
    (tmp_path / "rows" / "b.html").write_text('<p><data data-figure="b.x-1" value="-3">…</data></p>')
    (tmp_path / "empty.html").write_text("<p>12</p>")
    assert shown_figures(tmp_path) == {"a.total": 12, "b.x-1": -3}


class Played:
    """Stands for a demo that found what `found` says."""

    def __init__(self, found: Account) -> None:
        self.found = found

    def __call__(self, folder: Path, seed: int, jobs: int, audience: object) -> DemoOutcome:
        true = truth(seed, rehearsal(seed).tapes).account()
        return DemoOutcome(compare(true, self.found), 2, folder, folder, folder)


def test_the_exit_status_says_whether_all_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """0 where it does; 1, and the row by name, where one airing was taken for another version."""
    true = truth(2021, rehearsal(2021).tapes).account()
    monkeypatch.setattr(demo_module, "demo", Played(true))
    good = CliRunner().invoke(dauys, ["demo"])
    assert good.exit_code == 0
    assert "All airings, all findings, all totals and the time monitored agree with the truth." in good.output
    assert "2 doubtful sightings wait for a person" in good.output

    wrong = replace(true.airings[0], version="en")
    monkeypatch.setattr(demo_module, "demo", Played(replace(true, airings=(wrong, *true.airings[1:]))))
    bad = CliRunner().invoke(dauys, ["demo"])
    assert bad.exit_code == 1
    assert f"Wrong version: {true.airings[0].spot}__{true.airings[0].version}" in bad.output


def test_a_demo_clears_what_a_demo_made_and_nothing_else(tmp_path: Path) -> None:
    """A second demo starts anew in its own folder, and leaves what somebody laid beside it."""
    clear(tmp_path / "demo")
    (tmp_path / "demo" / "campaign" / "vault").mkdir(parents=True)
    (tmp_path / "demo" / "notes.txt").write_text("mine")
    clear(tmp_path / "demo")
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [MARK, "notes.txt"]


def test_a_demo_refuses_other_peoples_folders(tmp_path: Path) -> None:
    """A folder that holds anything else, or a file, is left as it is, with a word on what to do."""
    (tmp_path / "report").mkdir()
    with pytest.raises(WrongUse, match="name another with --out"):
        clear(tmp_path)
    assert (tmp_path / "report").is_dir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(WrongUse, match="is a file"):
        clear(tmp_path / "file")


def test_a_wrong_row_among_the_planted_findings_fails_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The truth says one thing, the report another: status 1, and the finding by name."""
    true = truth(2021, rehearsal(2021).tapes).account()
    wrong = replace(true.findings[0], outlet="sleepy-hill")
    monkeypatch.setattr(demo_module, "demo", Played(replace(true, findings=(wrong, *true.findings[1:]))))
    bad = CliRunner().invoke(dauys, ["demo"])
    assert bad.exit_code == 1
    assert "Not found: T3 on airings kite-yards__kk (lists blue-kite late-lamp)." in bad.output
    assert "Found and not planted: T3 on airings kite-yards__kk (lists blue-kite sleepy-hill)." in bad.output
