"""Decisions on findings: loaded, changed with their history, exported, never two on one finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dauys.domain.acts import Act
from dauys.domain.errors import RegisterError
from dauys.domain.events import FindingDecision, FindingOutcome
from dauys.workflows.export import export
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

FIRST = Act("person:Aigul", 1_610_000_000_000, "session of 8 January")
LATER = Act("person:Murat", 1_610_100_000_000, "the outlet brought its log")
FINDING = "T3.airings.tv-17"
HEADER = "id,finding,decision,decided_on,decided_by,reasons\r\n"
CONFIRMED = f"d-1,{FINDING},confirmed,2021-01-08,the commission,Heard in two recordings.\r\n"
NOT_CONFIRMED = f"d-1,{FINDING},not_confirmed,2021-01-09,the commission,\r\n"


def _load(home: CampaignHome, folder: Path, rows: str, act: Act = FIRST) -> None:
    folder.mkdir()
    (folder / "finding-decisions.csv").write_bytes((HEADER + rows).encode())
    load(home, str(folder), 1, act)


def test_a_decision_is_loaded_and_exported(home: CampaignHome, tmp_path: Path) -> None:
    """It is found by its finding's id and goes out as it came in; a pending one has no day and no author."""
    from dauys.db.selectors.finding_decisions import finding_decisions

    pending = "d-2,P5.poll-publications.poll-1.mazhilis,pending,,,\r\n"
    _load(home, tmp_path / "given", CONFIRMED + pending)
    assert list(finding_decisions()) == ["P5.poll-publications.poll-1.mazhilis", FINDING]
    assert finding_decisions()[FINDING] == FindingDecision(
        "d-1",
        FINDING,
        FindingOutcome.CONFIRMED,
        date(2021, 1, 8),
        "the commission",
        "Heard in two recordings.",
    )
    export(home, ["finding-decisions"], tmp_path / "out", as_workbooks=False, with_private=False)
    written = (tmp_path / "out/finding-decisions.csv").read_bytes()
    assert written == (HEADER + CONFIRMED + pending).encode()


def test_a_new_decision_takes_the_place_of_the_old_one(home: CampaignHome, tmp_path: Path) -> None:
    """One decision stands at a time; what stood before, who changed it and why, stays in the history."""
    from dauys.db.models import Change
    from dauys.db.selectors.finding_decisions import finding_decisions

    _load(home, tmp_path / "first", CONFIRMED)
    _load(home, tmp_path / "later", NOT_CONFIRMED, LATER)
    assert finding_decisions()[FINDING].outcome is FindingOutcome.NOT_CONFIRMED
    change = Change.objects.get(by=LATER.by)
    assert (change.row, change.why) == ("d-1", LATER.why)
    assert change.fields["decision"] == ["confirmed", "not_confirmed"]
    assert change.fields["reasons"] == ["Heard in two recordings.", ""]


def test_a_finding_is_not_decided_twice(home: CampaignHome, tmp_path: Path) -> None:
    """A second row on the same finding is refused with the row to change, and nothing is loaded."""
    from dauys.db.selectors.finding_decisions import finding_decisions

    _load(home, tmp_path / "first", CONFIRMED)
    with pytest.raises(RegisterError, match=r"line 2, finding: .*'d-1' already \(loaded before\)"):
        _load(home, tmp_path / "second", NOT_CONFIRMED.replace("d-1", "d-2"))
    assert finding_decisions()[FINDING].outcome is FindingOutcome.CONFIRMED
