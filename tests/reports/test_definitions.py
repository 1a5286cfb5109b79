"""The shipped definitions can be used, and what is wrong with one is named with its file and entry."""

from __future__ import annotations

import pytest

from dauys.domain.figures import Kind, Unit, figure_id
from dauys.domain.names import LANGUAGES
from dauys.reports.definitions import columns, definitions, read_definitions

FIXED = {
    "tv.outlets": ("{scope}outlets", {"medium": "tv"}),
    "radio.outlets": ("{scope}outlets", {"medium": "radio"}),
    "online.outlets": ("{scope}outlets", {"medium": "online"}),
    "print.outlets": ("{scope}outlets", {"medium": "print"}),
    "tv.airings.total": ("{scope}airings.{who}", {"medium": "tv"}),
    "radio.airings.total": ("{scope}airings.{who}", {"medium": "radio"}),
    "online.items.total": ("{scope}items.{who}", {"medium": "online"}),
    "print.items.total": ("{scope}items.{who}", {"medium": "print"}),
    "assembly.print.items": ("{contest_id}.{medium}.items", {"contest_id": "assembly", "medium": "print"}),
    "assembly.tv.outlets": ("{contest_id}.{medium}.outlets", {"contest_id": "assembly", "medium": "tv"}),
    "debates.total": ("debates.total", {}),
    "polls.notified": ("polls.notified", {}),
    "polls.accepted": ("polls.{decision}", {"decision": "accepted"}),
    "informing.items.total": ("{scope}informing.items.{who}", {}),
    "incidents.poll": ("incidents.{act}", {"act": "poll"}),
    "incidents.damage": ("incidents.{act}", {"act": "damage"}),
    "incidents.campaigning": ("incidents.{act}", {"act": "campaigning"}),
    "incidents.persons": ("incidents.persons", {}),
}
ENTRY = """
- id: "debates.total"
  kind: count
  unit: count
  table: debates
  label: {kk: к, ru: р, en: e}
  meaning: {kk: к, ru: р, en: e}
"""


def test_the_ids_of_the_session_can_be_made() -> None:
    """Every id that the session fixes is an instance of a shipped definition."""
    for name, (definition, where) in FIXED.items():
        assert definition in definitions()
        assert set(where) <= set(definitions()[definition].by)
        assert figure_id(definition, where) == name


def test_every_definition_is_said_in_three_languages() -> None:
    """Label and meaning are there, end as they should, and are not one language three times."""
    for one in definitions().values():
        for language in LANGUAGES:
            assert one.label.in_language(language)[-1] not in ".;:"
            assert one.meaning.in_language(language).endswith(".")
        assert len({one.meaning.kk, one.meaning.ru, one.meaning.en}) == 3
        assert not set("әғқңөұүһіӘҒҚҢӨҰҮҺІ") & set(one.meaning.ru)


def test_the_unit_is_that_of_what_is_summed() -> None:
    """A column that ends in its unit is summed in that unit, and a part of a whole is in thousandths."""
    endings = {"_ms": Unit.MS, "_mm2": Unit.MM2, "_tiyn": Unit.TIYN}
    for one in definitions().values():
        if one.kind in (Kind.SHARE, Kind.RATIO):
            assert one.unit is Unit.PERMILLE
        elif one.kind is Kind.GAP:
            assert one.unit is definitions()[one.of].unit
        elif one.kind is Kind.SUM and not one.column.startswith("weighted_"):
            ending = next((unit for end, unit in endings.items() if one.column.endswith(end)), None)
            assert ending is None or ending is one.unit, one.id


def test_a_definition_is_divided_by_what_its_tables_have() -> None:
    """A share has the columns of what it is a share of."""
    share = definitions()["{scope}airtime-share.{who}"]
    assert {"contestant_id", "daypart"} <= columns(share, definitions())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY + ENTRY, "b.yaml, entry 2: debates.total is defined twice"),
        (ENTRY.replace("count\n  table", "kilo\n  table"), "b.yaml, entry 1: debates.total: kind is one of"),
        (ENTRY.replace("table: debates", "table: debaits"), "debates.total: speaks of a table or definition"),
        (ENTRY.replace("table: debates", "table: debates\n  column: id"), "a count has table, no more"),
        (ENTRY.replace("label: {kk: к, ", "label: {"), "label needs kk, ru and en"),
        (ENTRY + "  wher: {payer: budget}", "no such field: wher"),
        (ENTRY + "  by: [payer]", "its id does not say payer"),
        (ENTRY + "  where: {payr: budget}", "its tables have no column payr"),
        (ENTRY.replace("debates.total", "debates.{payer}"), "its id needs payer in `by`"),
        (ENTRY.replace("kind: count", "kind: sum") + "  column: payer", "only integers are summed"),
        (ENTRY + "  monitored: hours", "monitored is ms, issues or visits"),
        ("- debates", "b.yaml, entry 1: an entry is a mapping with an id"),
        (
            ENTRY.replace("kind: count", "kind: share").replace("table: debates", "of: debates.total")
            + "  among: payer",
            "speaks of a table or definition that is not there, or of itself",
        ),
    ],
)
def test_what_is_wrong_is_named(text, said) -> None:
    """File and entry, or the definition's id, and what is wanted instead."""
    with pytest.raises(ValueError, match="the definitions of figures cannot be used") as refused:
        read_definitions({"a.yaml": "", "b.yaml": text})
    assert said in str(refused.value)


def test_every_problem_is_named_at_once() -> None:
    """A file is mended once, not once for each problem."""
    with pytest.raises(ValueError, match="cannot be used") as refused:
        read_definitions({"a.yaml": ENTRY + "  by: [payer]", "b.yaml": ENTRY + "  wher: 1"})
    assert "does not say payer" in str(refused.value)
    assert "b.yaml, entry 1" in str(refused.value)
