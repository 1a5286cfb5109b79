"""Releases: signed parts, frozen folders, corrections with reasons, and no half of one after a kill."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from tests.house.tree import ROOT
from tests.reports.campaign import Changes, material

from dauys import measures
from dauys.cli import dauys
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
    monkeypatch.setattr(workflow, "gather", lambda _home: whole)
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


def with_another_airing(monkeypatch: pytest.MonkeyPatch) -> int:
    """One airing was found after the last release; its milliseconds."""
    later = material(Changes(airings=7, has_clips=False))
    monkeypatch.setattr(workflow, "gather", lambda _home: later)
    return int(later.tables["airings"].filter(sighting_id="s0006")["length_ms"].item())


def with_longer_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pieces of an airing are half a minute longer than the airing."""
    whole = material(Changes(airings=6, has_clips=False))
    pieces = whole.tables["appearances"].with_columns(
        pl.when(pl.col("id") == "s0002").then(pl.col("ms") + 30_000).otherwise("ms").alias("ms")
    )
    tables = {**whole.tables, "appearances": pieces}
    broken = replace(whole, tables=tables, answers=measures.Answers(definitions(), tables))
    monkeypatch.setattr(workflow, "gather", lambda _home: broken)
    monkeypatch.setattr(reporting, "gather", lambda _home: broken)


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
    monkeypatch.setattr(signing, "parts", lambda: [{**PART, "statement_ru": "Otherwise."}])
    with pytest.raises(WrongUse, match="its words changed since"):
        freeze(campaign, unsigned=False)
    sign(campaign, "paid", "member", ACT)
    done = freeze(campaign, unsigned=False)
    said = json.loads((done.report.folder / "bundle/release.json").read_text("utf-8"))
    assert (said["status"], said["number"], said["at_ms"]) == ("release", 1, ACT.at_ms)
    assert [part["signed"]["statement_ru"] for part in said["parts"]] == ["Otherwise."]
    assert [part["is_demonstration"] for part in said["parts"]] == [False]


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
    length_ms = with_another_airing(monkeypatch)
    with pytest.raises(WrongUse, match=r"figures differ from the last release: .*airtime"):
        freeze(campaign)
    done = freeze(campaign, every="A recording was heard again.")
    changed = {c.figure: c for c in done.release.corrections}
    airtime = changed["airtime.total"]
    assert airtime.new is not None
    assert airtime.old is not None
    assert airtime.new - airtime.old == length_ms
    assert {c.reason for c in changed.values()} == {"A recording was heard again."}
    third = freeze(campaign)
    assert third.release.corrections == ()
    listed = (third.report.folder / "bundle/corrections.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["figure"] for line in listed} == set(changed)
    assert _verify(third.report.folder).returncode == 0


def test_broken_identities_stop_a_release_and_warn_a_draft(
    campaign: CampaignHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not add up is named with its rows; nothing is begun, and a draft can still be looked at."""
    with_longer_pieces(monkeypatch)
    with pytest.raises(WrongUse, match=r"do not add up.*airings whose pieces are not their length: s0002"):
        freeze(campaign)
    assert list((campaign.reports).iterdir()) == []
    settings = campaign.folder / "dauys.toml"
    lines = [line for line in settings.read_text().splitlines() if not line.startswith("key")]
    settings.write_text("\n".join([*lines, f'key = "{campaign.key}"', ""]))
    command = ["--home", str(campaign.folder), "report", "--lang", "en", "--no-clips"]
    done = CliRunner().invoke(dauys, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "airings whose pieces are not their length: s0002" in done.stderr
    assert (campaign.reports / "draft/en/index.html").is_file()


def test_a_release_says_its_number_and_whose_it_is(campaign: CampaignHome) -> None:
    """Pages, workbook and DOCX carry the number and the key's name; no page calls itself a draft."""
    folder = freeze(campaign).report.folder
    status = f"Release 1, signed {campaign.signing_key().public.name}"
    for path in (folder / "en").rglob("*.html"):
        text = path.read_text("utf-8")
        assert f'<span class="status">{status}</span>' in text
        assert "Draft, not signed" not in text
    head = docx.Document(str(folder / "en/report.docx")).sections[0].header.paragraphs[0].text
    assert head.endswith(status)
    book = openpyxl.load_workbook(folder / "en/report.xlsx")
    assert {sheet["A1"].value for sheet in book} == {status}


def test_the_kit_lies_in_the_release_and_under_its_manifest(campaign: CampaignHome) -> None:
    """Text, picture and the picture in words, the same bytes in the next release; a draft has none."""
    first, second = freeze(campaign).report.folder, freeze(campaign).report.folder
    kit = {path.name: path.read_bytes() for path in (first / "release-kit/en").iterdir()}
    assert set(kit) == {"text.txt", "picture.png", "picture.txt"}
    assert len(kit["text.txt"].decode().strip()) <= 280
    assert kit["picture.png"].startswith(b"\x89PNG\r\n")
    assert "\nKök Dala · " in kit["picture.txt"].decode()
    assert kit == {path.name: path.read_bytes() for path in (second / "release-kit/en").iterdir()}
    manifest = (first / "bundle/manifest.jsonl").read_text("utf-8")
    assert all(f'"path":"../release-kit/en/{name}"' in manifest for name in kit)


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
