"""What was ordered is held against the log, the sound and the payment, and every row can be carried away."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.workflows.campaigns import ACT, loaded
from tests.workflows.text_ear import TextEar

from dauys.domain.errors import WrongUse
from dauys.workflows import report_material
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.reconcile import reconcile

ORDERED = {
    "orders.csv": """id,contestant,outlet,applied_at,price,fund
o-1,north,kok,2020-12-11T09:30+06:00,200.00,north
""",
    "slots.csv": """id,order,channel,start,length_ms,price
s-1,o-1,kok-1,2020-12-22T19:30+06:00,30000,100.00
s-2,o-1,kok-1,2020-12-23T19:30+06:00,30000,100.00
""",
    "airings.csv": """id,channel,contestant,spot,language,start,length_ms
a-1,kok-1,north,alpha,kk,2020-12-22T19:30:20.250+06:00,30000
""",
    "monitored-time.csv": """outlet,day,unit,due,monitored
kok,2020-12-22,ms,64800000,64800000
""",
}


@pytest.fixture
def ordered(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    campaign = loaded(home, TextEar(), tmp_path / "registers")
    folder = tmp_path / "orders"
    folder.mkdir()
    for name, text in ORDERED.items():
        (folder / name).write_text(text, "utf-8")
    load(campaign, str(folder), 1, ACT, TextEar())
    return campaign


@pytest.mark.usefixtures("ordered")
def test_a_slot_that_was_heard_is_matched_and_one_in_time_that_was_not_monitored_is_unknown() -> None:
    """Nobody is said to have aired nothing where nobody listened."""
    result = reconcile(None)
    assert result.outcomes == {"matched": 1, "unknown": 1}
    assert result.owed == ()


@pytest.mark.usefixtures("ordered")
def test_every_row_is_written_in_the_outlets_own_time(tmp_path: Path) -> None:
    """The file can be read beside the outlet's own log."""
    reconcile(tmp_path / "out")
    with (tmp_path / "out" / "reconciliation.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["slot_id"]: row for row in csv.DictReader(stream)}
    assert rows["s-1"]["start"] == "2020-12-22T19:30:00.000+06:00"
    assert rows["s-1"]["heard_start"] == "2020-12-22T19:30:20.250+06:00"
    assert (rows["s-1"]["is_monitored"], rows["s-2"]["heard_start"]) == ("yes", "")
    assert (tmp_path / "out" / "make-goods.csv").read_text("utf-8").startswith("outlet_id,order_id,")


def test_a_home_without_orders_and_logs_says_what_to_load(home: CampaignHome, tmp_path: Path) -> None:
    """Nothing to reconcile is no empty table."""
    loaded(home, TextEar(), tmp_path / "registers")
    with pytest.raises(WrongUse, match=r"no slot of an order.*load orders\.csv"):
        reconcile(None)


@pytest.mark.usefixtures("ordered")
def test_tables_that_contradict_each_other_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are counted all the same, and whoever reads them is told which do not add up."""
    assert reconcile(None).broken == ()
    whole = report_material.gather()
    twice = pl.concat([whole.tables["reconciliation"]] * 2)
    tables = {**whole.tables, "reconciliation": twice}
    monkeypatch.setattr(report_material, "gather", lambda: replace(whole, tables=tables))
    result = reconcile(None)
    assert result.outcomes == {"matched": 2, "unknown": 2}
    assert "slots without exactly one row of the reconciliation: s-1, s-2" in result.broken
