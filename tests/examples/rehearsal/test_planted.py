"""What is planted in the rehearsal is found at its level, and nothing else: without the sound, in seconds."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from tests.examples.rehearsal.entered import entered

from dauys.domain.law import FindingLevel
from dauys.examples.rehearsal.compare_findings import finding_differences
from dauys.examples.rehearsal.plan import rehearsal
from dauys.examples.rehearsal.planted import planted_findings
from dauys.examples.rehearsal.scripts import REGISTERS, STUDIO, rows
from dauys.reports.material import Material
from dauys.workflows.demo import findings_seen
from dauys.workflows.home import CampaignHome

OUTLETS = {tape.outlet for tape in rehearsal(2021).tapes}
THIRTEEN = {"T3", "T6", "T8", "T9", "T12", "A27-4", "A28-3c", "A28-3e", "A28-3f", "D3b", "D6", "M1", "P5"}


def found(material: Material) -> list[str]:
    """How its findings differ from those that were planted."""
    tables = (material.tables[name].rows(named=True) for name in ("findings", "airings"))
    return finding_differences(planted_findings(OUTLETS), findings_seen(*tables))


def test_thirteen_breaches_are_found_and_nothing_else(home: CampaignHome, tmp_path: Path) -> None:
    """Each at its level, on its row; beside them only statistics, which say by their level what they are."""
    material = entered(home, tmp_path / "registers")
    assert found(material) == []
    findings = material.tables["findings"]
    accused = findings.filter(pl.col("level") != FindingLevel.INFORMATION)
    assert set(accused["rule_id"]) == THIRTEEN
    assert accused.height == len(rows(STUDIO / "planted.csv"))
    assert findings.height > accused.height


def test_the_late_spot_is_found_in_one_zone_and_not_in_the_other(home: CampaignHome, tmp_path: Path) -> None:
    """One second of it under the commission's clock; nothing an hour west; nationwide people decide."""
    tables = entered(home, tmp_path / "registers").tables
    outlets = ["late-lamp", "sleepy-hill", "moon-bridge"]
    airings = tables["airings"].filter(pl.col("outlet_id").is_in(outlets))
    assert airings.height == 3
    assert airings["end_ms"].n_unique() == 1
    late = tables["findings"].filter(pl.col("rule_id") == "T3").sort("outlet_id")
    assert late.select("outlet_id", "is_to_decide").rows() == [("late-lamp", False), ("moon-bridge", True)]
    assert (late["end_ms"] - late["start_ms"]).to_list() == [1000, 1000]


MENDED = {
    "T8 on tariff-notices tariffs-cart-radio": (
        "tariff-notices",
        "tariffs-cart-radio",
        "filed_on",
        "2021-01-06",
    ),
    "T12 on replies droplet-reply": ("replies", "droplet-reply", "granted_at", "2021-01-16T10:00:00+06:00"),
    "A27-4 on campaigners official-1": ("campaigners", "official-1", "role", "citizen"),
    "A28-3c on orders steppe-lantern": ("orders", "steppe-lantern", "outlet", "moon-bridge"),
    "A28-3e on slots window-bell-2": ("slots", "window-bell-2", "price", "300000"),
    "A28-3f on coverage ninth": ("coverage", "ninth-floor-comment", "start", "2021-01-14T13:04:00.001+06:00"),
    "D3b on debates yelesqala-debate": ("debates", "yelesqala-debate", "payer", "funds"),
    "P5 on poll-publications poll-steppe": ("poll-publications", "poll-steppe", "has_error", "yes"),
}
"""A breach → what makes it lawful by the least step."""
CROSSED = {
    "T8 on tariff-notices tariffs-owl-fm": ("tariff-notices", "tariffs-owl-fm", "filed_on", "2021-01-07"),
    "T12 on replies swallow-reply": (
        "replies",
        "swallow-reply",
        "granted_at",
        "2021-01-16T10:00:00.001+05:00",
    ),
    "T11 on schedule-changes": (
        "schedule-changes",
        "window-bell-change",
        "sent_at",
        "2021-01-14T12:00:00.001+06:00",
    ),
    "A27-4 on campaigners proxy-1": ("campaigners", "proxy-1", "role", "judge"),
    "A28-3a on state-slots": ("state-slots", "ulgigul-tv", "due_ms", "899999"),
    "A28-3e on slots window-bell-1": ("slots", "window-bell-1", "price", "180000.01"),
    "A28-3f on coverage butterfly": ("coverage", "butterfly-comment", "start", "2021-01-14T20:03:00+06:00"),
    "D1 on contests lists": ("debates", "commission-debate", "initiative", "outlet"),
    "D3b on debates commission-debate": ("debates", "commission-debate", "initiative", "outlet"),
    "M1 on materials boat-poster": ("materials", "boat-poster", "has_fund", "no"),
    "P2 on poll-notices sample-poll": ("poll-notices", "sample-poll", "experience_since", "2016-01-13"),
}
"""A breach that is none → what makes it one, by the least step."""


def test_a_breach_that_is_mended_is_missed_by_name(home: CampaignHome, tmp_path: Path) -> None:
    """Each row put right is named as not found, and nothing else comes of it."""
    differences = found(entered(home, tmp_path / "registers", [*MENDED.values()]))
    missed = [line for line in differences if line.startswith("Not found: ")]
    assert [line for line in differences if line not in missed] == []
    assert len(missed) == len(MENDED)
    assert all(any(word in line for line in missed) for word in MENDED), missed


def test_a_lawful_row_that_crosses_its_limit_is_found(home: CampaignHome, tmp_path: Path) -> None:
    """By a day, a millisecond, a tiyn or a word: each is named as not planted, and no other."""
    differences = found(entered(home, tmp_path / "registers", [*CROSSED.values()]))
    new = [line for line in differences if line.startswith("Found and not planted: ")]
    assert [line for line in differences if line not in new] == []
    assert len(new) == len(CROSSED)
    assert all(any(word in line for line in new) for word in CROSSED), new


def test_every_planted_row_stands_in_the_registers() -> None:
    """`planted.csv` names rows that are there, and no two lines are about the same."""
    lines = rows(STUDIO / "planted.csv")
    assert len({tuple(line.values())[1:] for line in lines}) == len(lines)
    names = {"debate-clock": "debates"}
    for line in lines:
        if line["table"] in ("airings", "coverage"):
            continue
        register = rows(REGISTERS / f"{names.get(line['table'], line['table'])}.csv")
        assert line["row"] in {row["id"] for row in register}, line
