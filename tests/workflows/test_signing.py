"""Signing as a signer does it: what is said, what is refused, and what a changed statement asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.workflows.sample_home import load, run, with_key

from dauys.cli import dauys
from dauys.db import models
from dauys.domain.errors import WrongUse
from dauys.workflows.home import CampaignHome

REAL = {"elections": ("total,yes", "total,no")}
"""The sample election, no longer illustrative."""


@pytest.fixture
def campaign(home: CampaignHome, tmp_path: Path) -> Path:
    """A home with a key and an election that is not illustrative."""
    folder = with_key(home, tmp_path / "signing.key")
    load(folder, tmp_path / "first", **REAL)
    return folder


def test_who_signed_what_is_said(campaign: Path) -> None:
    """Name, office, and the hash of the words."""
    said = run(campaign, "sign", "paid", "--role", "member").output
    assert "Part paid is signed for Gulnar Seit, member of the commission." in said
    assert models.PartSignature.objects.get().sha256 in said


def test_an_illustrative_signature_is_nobodys(campaign: Path, tmp_path: Path) -> None:
    """A real name may stand in the register; what is said is that this person signed nothing."""
    load(campaign, tmp_path / "second")
    said = run(campaign, "sign", "paid", "--role", "member").output
    assert "demonstration" in said
    assert "Gulnar Seit, member of the commission, has signed nothing" in said
    assert "is signed for" not in said


def test_unknown_parts_and_roles_are_refused(campaign: Path) -> None:
    """With the parts and roles that there are; nothing is signed."""
    with pytest.raises(WrongUse, match="no part 'polls'; registered parts: paid, reminder"):
        run(campaign, "sign", "polls", "--role", "chair")
    with pytest.raises(WrongUse, match=r"part paid is signed by member \(Gulnar Seit\), not by chair"):
        run(campaign, "sign", "paid", "--role", "chair")
    judge = CliRunner().invoke(dauys, ["--home", str(campaign), "sign", "paid", "--role", "judge"])
    assert judge.exit_code == 2
    assert "'member', 'ministry', 'prosecutor', 'chair'" in judge.output
    assert not models.PartSignature.objects.exists()


def test_a_changed_statement_is_signed_again(campaign: Path, tmp_path: Path) -> None:
    """The old signature stays in the history and holds no longer; the new one does."""
    freeze = ("release", "--no-clips", "--lang", "ru")
    for part, role in (("paid", "member"), ("reminder", "chair")):
        run(campaign, "sign", part, "--role", role)
    load(campaign, tmp_path / "second", **REAL, parts=("Завтра агитация не ведётся.", "Завтра день тишины."))
    with pytest.raises(WrongUse, match=r"reminder \(Murat Ospanuly, chair: its words changed since\)"):
        run(campaign, *freeze)
    run(campaign, "report", "--no-clips", "--lang", "ru")
    draft = (campaign / "reports/draft/ru/session.html").read_text("utf-8")
    assert (draft.count("Подписано <time"), draft.count("Не подписано")) == (1, 2)
    run(campaign, "sign", "reminder", "--role", "chair")
    run(campaign, *freeze)
    signed = models.PartSignature.objects.filter(part_id="reminder").order_by("id")
    assert [each.signed["statement_ru"][:11] for each in signed] == ["Завтра агит", "Завтра день"]
    session = (campaign / "reports/releases/001/ru/session.html").read_text("utf-8")
    assert "Не подписано" not in session
    assert 'is_demonstration":true' not in (campaign / "reports/releases/001/bundle/release.json").read_text()
