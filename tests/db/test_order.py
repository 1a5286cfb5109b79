"""What is read comes in the order of code points, by whatever language the database sorts."""

from __future__ import annotations

import pytest
from django.db import connection

from dauys.db.models import Contest, Contestant, Outlet
from dauys.db.selectors import registers
from dauys.workflows.home import CampaignHome

IDS = ["a", "a-c", "a1", "ab", "b"]
"""In the order of code points; a dictionary, which passes over hyphens, has `a-c` behind `ab`."""
NAMES = {f"name_{code}": "x" for code in ("kk", "ru", "en")}


@pytest.fixture
def stored(home: CampaignHome) -> CampaignHome:
    """A home with a contest, contestants on one place of the ballot paper, and outlets, in another order."""
    days = {"campaign_start_ms": 0, "campaign_end_ms": 1, "voting_day": "2021-01-10"}
    outlet = {"medium": "tv", "level": "national", "languages": "kk", "zone": "Asia/Almaty"}
    Contest.objects.create(id="k", **NAMES, **days)
    for name in sorted(IDS, key=lambda name: name[::-1]):
        Contestant.objects.create(id=name, contest_id="k", order=1, **NAMES)
        Outlet.objects.create(id=name, **NAMES, **outlet)
    return home


@pytest.mark.usefixtures("stored")
def test_ids_come_by_their_code_points() -> None:
    """The same order on every server, so that a report has the same bytes."""
    if connection.vendor == "postgresql":
        by_server = Outlet.objects.order_by("id").values_list("id", flat=True)
        assert list(by_server) == ["a", "a1", "ab", "a-c", "b"], "this server should sort by a language"
    assert [outlet.id for outlet in registers.outlets()] == IDS
    assert [contestant.id for contestant in registers.contestants()] == IDS
