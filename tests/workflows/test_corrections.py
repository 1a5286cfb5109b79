"""Corrections from end to end: load, release, load other registers, release with a reason, verify."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.workflows.sample_home import load, release, run, with_key

from dauys.domain.errors import WrongUse
from dauys.workflows.home import CampaignHome

DATA = re.compile(r'<data data-figure="([^"]+)" value="([^"]*)">')
REASON = "The institute proved its five years <later>."


@pytest.fixture
def campaign(home: CampaignHome, tmp_path: Path) -> Path:
    """A home with a key and a few registers without any sound."""
    folder = with_key(home, tmp_path / "signing.key")
    load(folder, tmp_path / "first")
    return folder


def figures(folder: Path) -> dict[str, Any]:
    lines = (folder / "bundle/figures.jsonl").read_text("utf-8").splitlines()
    return {record["id"]: record["value"] for record in map(json.loads, lines)}


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_changed_register_is_published_as_corrections(campaign: Path, tmp_path: Path) -> None:
    """Page and corrections.jsonl name exactly the figures that changed; the old release stays as it was."""
    first = release(campaign, "en")
    before, kept = figures(first), digests(first)
    assert not (first / "en/corrections.html").exists()
    load(campaign, tmp_path / "second", poll_notices=("refused", "accepted"))
    with pytest.raises(WrongUse, match=r"polls\.accepted.*Say why: --reason"):
        release(campaign, "kk,ru,en")
    second = release(campaign, "kk,ru,en", "--reason", REASON)
    after = figures(second)
    changed = {name for name, value in before.items() if name not in after or after[name] != value}
    assert (before["polls.accepted"], after["polls.accepted"]) == (1, 2)
    said = [
        json.loads(line) for line in (second / "bundle/corrections.jsonl").read_text("utf-8").splitlines()
    ]
    assert {each["figure"]: (each["old"], each["new"], each["reason"]) for each in said} == {
        name: (before[name], after.get(name), REASON) for name in changed
    }
    for language, word in (("kk", "№ 2 шығарылым"), ("ru", "Выпуск № 2"), ("en", "Release 2")):
        page = (second / language / "corrections.html").read_text("utf-8")
        assert dict(DATA.findall(page)) == {name: str(after[name]) for name in changed & set(after)}
        assert all(f"{name}<" in page or f"{name} " in page for name in changed)
        assert word in page
        assert unescape(page).count(REASON) == len(changed)
        session = (second / language / "session.html").read_text("utf-8")
        assert 'href="corrections.html"' in session.partition("<main")[0]
        assert 'href="corrections.html"' in session.partition('id="heading-16"')[2]
    assert digests(first) == kept
    run(campaign, "verify", str(second), "--checkpoint", str(first / "bundle/root.txt"))
    run(campaign, "verify", str(first))


def test_a_figure_that_goes_and_comes_back_is_corrected_twice(campaign: Path, tmp_path: Path) -> None:
    """Neither its absence nor its return is silent; the newest correction is what the figure says."""
    first = release(campaign, "en")
    load(campaign, tmp_path / "second", insertions=("No. 52,2020-12-31", "No. 52,2020-12-24"))
    second = release(campaign, "en", "--reason", "The day was mistaken.")
    load(campaign, tmp_path / "third")
    third = release(campaign, "ru", "--reason", "It was not.")
    gone = set(figures(first)) - set(figures(second))
    assert gone
    page = unescape((second / "en/corrections.html").read_text("utf-8"))
    assert page.count("no longer published") == len(gone)
    lines = (third / "bundle/corrections.jsonl").read_text("utf-8").splitlines()
    said = {(each["release"], each["figure"]): each for each in map(json.loads, lines)}
    for name in gone:
        assert said[2, name]["new"] is None
        assert (said[3, name]["old"], said[3, name]["new"]) == (None, figures(first)[name])
    run(campaign, "verify", str(third), "--checkpoint", str(first / "bundle/root.txt"))


def test_a_zero_is_no_correction_of_itself_but_of_not_monitored(campaign: Path, tmp_path: Path) -> None:
    """Nothing found where nobody looked is not 0: the change to 0 and back is published, and verified."""
    watch(campaign, tmp_path / "unwatched", "64800000,0,no_recording")
    first = release(campaign, "en")
    assert shown(first, "airings.aq-dala") == ("", "not monitored")
    watch(campaign, tmp_path / "watched", "64800000,64800000,")
    with pytest.raises(WrongUse, match=r"airings\.aq-dala"):
        release(campaign, "en")
    second = release(campaign, "en", "--reason", "The recordings were found.")
    assert shown(second, "airings.aq-dala") == ("0", "0")
    assert said(second)["airings.aq-dala"] == (None, 0)
    watch(campaign, tmp_path / "lost", "64800000,0,no_recording")
    third = release(campaign, "en", "--reason", "They were not.")
    assert said(third)["airings.aq-dala"] == (0, None)
    assert shown(third, "airings.aq-dala", "corrections") == ("", "not monitored")
    for each in (first, second, third):
        run(campaign, "verify", str(each))


def test_what_was_not_monitored_before_and_is_not_now_is_no_correction(
    campaign: Path, tmp_path: Path
) -> None:
    """The figure shows the same words in both releases, so nothing is to be explained."""
    watch(campaign, tmp_path / "unwatched", "64800000,0,no_recording")
    release(campaign, "en")
    watch(campaign, tmp_path / "longer", "54000000,0,no_recording")
    second = release(campaign, "en", "--reason", "The hours due were fewer.")
    assert "airings.aq-dala" not in said(second)
    assert said(second)["gap.total"] == (64_800_000, 54_000_000)


def watch(home: Path, folder: Path, looked: str) -> None:
    """Registers the monitored time of the one television outlet: due, monitored, cause."""
    folder.mkdir()
    (folder / "monitored-time.csv").write_text(
        f"outlet,day,unit,due,monitored,cause\nsamal-tv,2020-12-21,ms,{looked}\n"
    )
    run(home, "load", str(folder))


def said(folder: Path) -> dict[str, tuple[int | None, int | None]]:
    """Figure → the newest correction of it, old and new."""
    lines = (folder / "bundle/corrections.jsonl").read_text("utf-8").splitlines()
    return {each["figure"]: (each["old"], each["new"]) for each in map(json.loads, lines)}


def shown(folder: Path, figure: str, pages: str = "*") -> tuple[str, str]:
    """A figure's value and words on the English pages."""
    text = "".join(page.read_text("utf-8") for page in (folder / "en").rglob(f"{pages}.html"))
    found = re.search(rf'data-figure="{re.escape(figure)}" value="([^"]*)">([^<]*)<', text)
    assert found
    return found[1], found[2]
