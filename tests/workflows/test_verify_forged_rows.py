"""`dauys verify` of a home into whose tables somebody wrote what looks older than the ledger, or untold."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workflows.worked_home import worked

from dauys.workflows.home import CampaignHome
from dauys.workflows.verify_home import damage, verify_home


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home in which everything was done once."""
    return worked(home, tmp_path)


def found(home: CampaignHome) -> str:
    return "\n".join(map(str, damage(verify_home(home))))


def test_an_outlet_with_a_history_from_before_the_first_number_is_found(own: CampaignHome) -> None:
    """A copied outlet, with an uncommitted change of a number below 1 that tells of all its columns."""
    from dauys.db.models import Change, Outlet

    outlet = Outlet.objects.order_by("pk").first()
    assert outlet
    real = Change.objects.get(register="outlets", row=outlet.pk)
    fields = {**real.fields, "id": [None, "forged"]}
    outlet.pk = "forged"
    outlet.save(force_insert=True)
    columns = {"at_ms": real.at_ms, "by": real.by, "why": real.why, "register": "outlets", "row": "forged"}
    Change.objects.create(id=-1, fields=fields, salt=None, commitment=None, **columns)
    assert "change -1" in found(own)


@pytest.mark.parametrize("commitment", [None, "a" * 64], ids=["uncommitted", "committed"])
def test_a_recording_with_a_history_from_before_the_first_number_is_found(
    own: CampaignHome, commitment: str | None
) -> None:
    """A recording put in anew under another moment counts as older than nothing."""
    from dauys.db.models import Change, Recording

    copied = Recording.objects.order_by("pk")[0]
    copied.pk, copied.start_ms, copied.end_ms = 9999, copied.start_ms + 10**9, None
    copied.state = "waiting"
    copied.save(force_insert=True)
    columns = {"at_ms": 1, "by": "person:x", "why": "x", "register": "recordings", "row": "9999"}
    Change.objects.create(id=0, fields={}, salt=None, commitment=commitment, **columns)
    said = found(own)
    assert "change 0" in said
    assert "recording 9999" in said
