"""Releases: signed parts, frozen folders, corrections with reasons, and no half of one after a kill."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.house.tree import ROOT
from tests.reports.campaign import Changes, material

from dauys import measures
from dauys.db.selectors import releases
from dauys.domain.acts import Act
from dauys.domain.errors import WrongUse
from dauys.evidence.keys import make_key
from dauys.reports.definitions import definitions
from dauys.workflows import release as workflow
from dauys.workflows import report as reporting
from dauys.workflows import sign as signing
from dauys.workflows.home import CampaignHome
from dauys.workflows.release import ReleaseSummary, release
from dauys.workflows.sign import sign

ACT = Act("person:test", 1_610_000_000_000, "a test")
PART = {
    "id": "paid",
    "headings": "4 5",
    "role": "member",
    **{f"signer_{code}": "A. Member" for code in ("kk", "ru", "en")},
    **{f"office_{code}": "Member of the commission" for code in ("kk", "ru", "en")},
    **{f"statement_{code}": "Access was equal." for code in ("kk", "ru", "en")},
}


@pytest.fixture
def campaign(home: CampaignHome, monkeypatch: pytest.MonkeyPatch) -> CampaignHome:
    """A home with a key whose registers are those of a small invented campaign, one part in them."""
    make_key(home.folder / "a.key")
    whole = material(Changes(airings=6, has_clips=False))
    monkeypatch.setattr(reporting, "gather", lambda: whole)
    monkeypatch.setattr(signing, "parts", lambda: [PART])
    monkeypatch.setattr(workflow, "parts", lambda: [PART])
    return replace(home, key=home.folder / "a.key")


def freeze(home: CampaignHome, *, unsigned: bool = True, **reasons: str) -> ReleaseSummary:
    return release(
        home,
        ["en"],
        {name.removeprefix("every"): text for name, text in reasons.items()},
        may_be_unsigned=unsigned,
        with_clips=False,
        watch=lambda stage, done, total: None,
        act=ACT,
    )


def with_longer_airings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every airing was half a minute longer than the last release said."""
    before = reporting.gather()
    pieces = before.tables["appearances"].with_columns(pl.col("ms") + 30_000)
    tables = {**before.tables, "appearances": pieces}
    answers = measures.Answers(definitions(), tables)
    monkeypatch.setattr(reporting, "gather", lambda: replace(before, tables=tables, answers=answers))


def test_a_part_is_signed_by_its_own_role(campaign: CampaignHome) -> None:
    """The signature keeps the words; another role and an unknown part are refused by name."""
    signature = sign(campaign, "paid", "member", ACT)
    assert releases.signatures() == {"paid": signature}
    assert signature.signed["statement_en"] == "Access was equal."
    with pytest.raises(WrongUse, match=r"signed by member \(A\. Member\), not by chair"):
        sign(campaign, "paid", "chair", ACT)
    with pytest.raises(WrongUse, match="no part 'polls'; registered parts: paid"):
        sign(campaign, "polls", "chair", ACT)


def test_unsigned_and_reworded_parts_hold_a_release_back(
    campaign: CampaignHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each lacking part is named; a signature under other words than today's does not count."""
    with pytest.raises(WrongUse, match=r"paid \(A\. Member, member: never signed\)"):
        freeze(campaign, unsigned=False)
    sign(campaign, "paid", "member", ACT)
    monkeypatch.setattr(workflow, "parts", lambda: [{**PART, "statement_ru": "Otherwise."}])
    with pytest.raises(WrongUse, match="its words changed since"):
        freeze(campaign, unsigned=False)
    monkeypatch.setattr(workflow, "parts", lambda: [PART])
    done = freeze(campaign, unsigned=False)
    said = json.loads((done.report.folder / "bundle/release.json").read_text("utf-8"))
    assert (said["status"], said["number"], said["at_ms"]) == ("release", 1, ACT.at_ms)
    assert [part["signed"]["id"] for part in said["parts"]] == ["paid"]


def test_a_release_is_numbered_read_only_and_verified(campaign: CampaignHome) -> None:
    """Two releases of one report stand beside each other; the second begins with the tree of the first."""
    first, second = freeze(campaign), freeze(campaign)
    folders = [first.report.folder, second.report.folder]
    assert [folder.name for folder in folders] == ["001", "002"]
    assert all(path.stat().st_mode & 0o222 == 0 for path in folders[0].rglob("*") if path.is_file())
    assert [each.number for each in releases.releases()] == [1, 2]
    assert releases.releases()[0] == first.release
    key = campaign.signing_key().public.raw.hex()
    older = str(folders[0] / "bundle/root.txt")
    checked = _verify(folders[1], "--key", key, "--checkpoint", older)
    assert checked.returncode == 0, checked.stdout
    assert (
        _verify(folders[0], "--key", key, "--checkpoint", str(folders[1] / "bundle/root.txt")).returncode == 1
    )


def _verify(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "verify.py", *arguments]
    return subprocess.run(command, cwd=folder / "bundle", capture_output=True, text=True, check=False)


def test_changed_figures_are_published_with_their_reasons(
    campaign: CampaignHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a reason no release; with one each changed figure is listed, old and new, later too."""
    freeze(campaign)
    with_longer_airings(monkeypatch)
    with pytest.raises(WrongUse, match=r"figures differ from the last release: .*airtime"):
        freeze(campaign)
    done = freeze(campaign, every="A recording was heard again.")
    changed = {c.figure: c for c in done.release.corrections}
    airtime = changed["airtime.total"]
    assert airtime.new is not None
    assert airtime.old is not None
    assert airtime.new - airtime.old == 30_000 * reporting.gather().tables["appearances"].height
    assert {c.reason for c in changed.values()} == {"A recording was heard again."}
    third = freeze(campaign)
    assert third.release.corrections == ()
    listed = (third.report.folder / "bundle/corrections.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["figure"] for line in listed} == set(changed)
    assert _verify(third.report.folder).returncode == 0


def test_a_reason_for_nothing_is_refused(campaign: CampaignHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who explains a figure that did not change has mistyped it."""
    freeze(campaign)
    with pytest.raises(WrongUse, match=r"a reason is given for tv\.nothing, which did not change"):
        freeze(campaign, **{"tv.nothing": "why"})


def kill_at(campaign: CampaignHome, name: str) -> None:
    """Runs a release in a process of its own that is killed where it would call that function."""
    command = [sys.executable, "-m", "tests.workflows.release_and_die", str(campaign.folder), name]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize(("name", "number"), [("_frozen", 1), ("_record", 2)])
def test_a_killed_release_is_none_or_whole(name: str, number: int, campaign: CampaignHome) -> None:
    """Killed before its folder has its number there is none; after it, the next run enters the row."""
    kill_at(campaign, name)
    assert releases.releases() == []
    standing = [path.name for path in (campaign.reports / "releases").iterdir() if path.name[0] != "."]
    assert standing == [f"{n:03}" for n in range(1, number)]
    done = freeze(campaign)
    assert done.release.number == number
    assert [each.number for each in releases.releases()] == list(range(1, number + 1))
    assert [path.name for path in (campaign.reports / "releases").iterdir() if path.name[0] == "."] == []
    assert _verify(done.report.folder).returncode == 0
