"""Loaded and measured, kz-2021 gives the figures of the session of 8 January 2021."""

from __future__ import annotations

import pytest
from tests.examples.kz_2021.registers import ASSEMBLY, PARTIES

from dauys.domain.acts import Act
from dauys.domain.figures import Filters, figure_id
from dauys.reports.material import Material
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.report import gather

Asked = tuple[str, Filters]

FIXED: dict[str, tuple[Asked, int]] = {
    "tv.outlets": (("{scope}outlets", {"medium": "tv"}), 10),
    "radio.outlets": (("{scope}outlets", {"medium": "radio"}), 8),
    "online.outlets": (("{scope}outlets", {"medium": "online"}), 22),
    "print.outlets": (("{scope}outlets", {"medium": "print"}), 19),
    "radio.airings.total": (("{scope}airings.{who}", {"medium": "radio"}), 1217),
    "online.items.total": (("{scope}items.{who}", {"medium": "online"}), 199),
    "print.items.total": (("{scope}items.{who}", {"medium": "print"}), 152),
    "assembly.print.items": (
        ("{contest_id}.{medium}.items", {"contest_id": "assembly", "medium": "print"}),
        11,
    ),
    "assembly.tv.outlets": (("{contest_id}.{medium}.outlets", {"contest_id": "assembly", "medium": "tv"}), 3),
    "debates.total": (("debates.total", {}), 3),
    "polls.notified": (("polls.notified", {}), 11),
    "polls.accepted": (("polls.{decision}", {"decision": "accepted"}), 10),
    "incidents.poll": (("incidents.{act}", {"act": "poll"}), 1),
    "incidents.damage": (("incidents.{act}", {"act": "damage"}), 2),
    "incidents.campaigning": (("incidents.{act}", {"act": "campaigning"}), 10),
    "incidents.persons": (("incidents.persons", {}), 13),
}
"""Figure id → (definition, what it fixes), value: those that both readings share."""

AMBIGUOUS: dict[str, tuple[Asked, dict[str, int]]] = {
    "tv.airings.total": (
        ("{scope}airings.{who}", {"medium": "tv"}),
        {"total": 2582, "each": 5 * 2582 + 3},
    ),
    "informing.items.total": (("{scope}informing.items.{who}", {}), {"total": 6656, "each": 30255}),
    **{
        f"tv.airings.{party}": (
            ("{scope}airings.{who}", {"medium": "tv", "contestant_id": party}),
            {"total": 515 + (party != "adal"), "each": 2582},
        )
        for party in PARTIES
    },
    **{
        f"informing.items.{party}": (
            ("{scope}informing.items.{who}", {"contestant_id": party}),
            {"total": 1464 + (party == "qhp"), "each": 6656},
        )
        for party in PARTIES
    },
}
"""The same for those that hang on the reading: reading → value."""


@pytest.fixture(params=("total", "each"))
def reading(request: pytest.FixtureRequest) -> str:
    """How 2,582 and 6,656 are read."""
    return str(request.param)


@pytest.fixture(scope="module")
def measured() -> dict[tuple[str, str], Material]:
    """What was measured already: tables in memory that no test changes."""
    return {}


@pytest.fixture
def material(
    home: CampaignHome, database: str, reading: str, measured: dict[tuple[str, str], Material]
) -> Material:
    """The example, loaded and measured once for each database and reading."""
    if (database, reading) not in measured:
        load(home, "kz-2021", 1, Act("person:test", 1, "test"), reading=reading)
        measured[database, reading] = gather()
    return measured[database, reading]


def test_the_sessions_figures_come_out(material: Material, reading: str) -> None:
    """Every figure that the session fixed has its id and its value."""
    wanted = {name: (asked, value) for name, (asked, value) in FIXED.items()}
    wanted |= {name: (asked, values[reading]) for name, (asked, values) in AMBIGUOUS.items()}
    found = {name: material.answers.at(*asked) for name, (asked, _) in wanted.items()}
    assert {figure_id(*asked) for asked, _ in wanted.values()} == wanted.keys()
    assert found == {name: value for name, (_, value) in wanted.items()}


def test_what_nobody_reported_is_not_known(material: Material) -> None:
    """No price, area, tone or monitored hour is made up, and none is written as a zero."""
    tables = material.tables
    assert tables["appearances"]["price_tiyn"].null_count() == len(tables["appearances"])
    assert tables["insertions"]["area_mm2"].null_count() == len(tables["insertions"])
    assert tables["coverage"]["tone"].null_count() == len(tables["coverage"])
    assert len(tables["monitored-time"]) == 0
    assert tables["debates"]["start_ms"].null_count() == 3
    assert material.answers.at("{scope}price.{who}", {}) is None


def test_every_row_of_every_fact_is_marked(material: Material) -> None:
    """What is published row by row says of each row that it is an illustration."""
    for name in ("airings", "insertions", "placements", "coverage", "appearances"):
        assert material.tables[name]["is_illustrative"].all(), name
    assert len(material.notices) == 1
    assert set(material.tables["appearances"]["contestant_id"]) == {*PARTIES, ASSEMBLY}
