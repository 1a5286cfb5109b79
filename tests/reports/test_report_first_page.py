"""The first page: nothing unlooked-for is a zero, what waits is named, and who debated and paid is told."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import polars as pl
import pytest
from tests.reports.campaign import (
    ALMATY,
    DAYS,
    OUTLETS,
    PARTS,
    Changes,
    airings_frame,
    at,
    due_frame,
    material,
    register_frame,
    registers,
    session_registers,
)
from tests.reports.test_report_pages import pages

from dauys import measures
from dauys.domain.names import Names
from dauys.domain.outlets import Level, Medium, Outlet
from dauys.reports import Material, build
from dauys.reports.definitions import definitions

PAPER = Outlet("kun", Names("Күн", "Кун", "Kun"), Medium.PRINT, Level.NATIONAL, "", ("kk",), str(ALMATY), ())
SITE = Outlet(
    "zhel", Names("Жел", "Жел", "Zhel"), Medium.ONLINE, Level.NATIONAL, "", ("kk",), str(ALMATY), ()
)
EVERYWHERE = (*OUTLETS, PAPER, SITE)


def outlet_row(outlet: Outlet) -> dict[str, object]:
    names = {"name_kk": outlet.names.kk, "name_ru": outlet.names.ru, "name_en": outlet.names.en}
    place = {"medium": str(outlet.medium), "level": str(outlet.level), "zone": outlet.zone}
    return {"id": outlet.id, "audience_pm": 1000, **names, **place}


def with_print(time: list[dict[str, object]], **more: list[dict[str, object]]) -> Material:
    """The campaign with a newspaper, in which one party has an item, and a site, in which nobody has any."""
    known = registers() | session_registers()
    rows = {
        "insertions": [{"id": "i1", "contestant_id": "kok-dala", "outlet_id": "kun", "day": str(DAYS[0])}],
        "monitored-time": time,
        **more,
    }
    brought = known | {name: register_frame(name, of_name) for name, of_name in rows.items()}
    paper = register_frame("outlets", [outlet_row(PAPER), outlet_row(SITE)])
    brought["outlets"] = pl.concat([known["outlets"], paper])
    tables = measures.tables(brought, airings_frame(), due_frame(), EVERYWHERE)
    return replace(
        material(Changes(has_session=True)),
        outlets=EVERYWHERE,
        tables=tables,
        answers=measures.Answers(definitions(), tables),
        parts=PARTS,
    )


def cells(text: str, first: str) -> list[str]:
    """What the first row says that begins with these words, without its markup."""
    row = re.search(rf"<tr[^>]*><th[^>]*>(?:<a[^>]*>)?{re.escape(first)}.*?</tr>", text, re.DOTALL)
    assert row is not None, first
    return [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[0])]


def standing(time: list[dict[str, object]]) -> dict[str, list[str]]:
    """Contestant → all media, TV, radio, online, print on the first page."""
    text = pages(build(with_print(time)))["en/index.html"]
    return {name: cells(text, name)[:5] for name in ("Kök Dala", "Samal", "A. Tileuov")}


def test_nothing_entered_is_no_zero_where_nobody_is_registered_to_have_looked() -> None:
    """Neither issues nor visits are registered: an item that is entered counts, its absence is a dash."""
    found = standing([])
    assert found["Kök Dala"][3:] == ["–", "1"]
    assert found["Samal"][3:] == ["–", "–"]


@pytest.mark.parametrize(("monitored", "shown"), [(1, "0"), (0, "not monitored")])
def test_a_zero_stands_where_somebody_looked(monitored: int, shown: str) -> None:
    """With an issue received nothing found is 0; with issues due and none received nobody could look."""
    issue = {"outlet_id": "kun", "day": str(DAYS[0]), "unit": "issues", "due": 1, "monitored": monitored}
    cause = {"cause": "" if monitored else "not_received"}
    found = standing([issue | cause])
    assert found["Samal"][4] == shown
    assert found["Kök Dala"][4] == "1"
    assert found["Samal"][3] == "–"


def test_media_without_any_monitored_time_are_named() -> None:
    """The page says of which media it is not registered how much was monitored, and counts issues."""
    issues = {"outlet_id": "kun", "day": str(DAYS[0]), "unit": "issues", "due": 3, "monitored": 2}
    text = pages(build(with_print([issues | {"cause": "not_received"}])))["en/index.html"]
    assert "not registered how much was monitored: Online media." in text
    assert cells(text[text.index("issues received") :], "Kun") == ["3", "2", "1"]


def sentence(text: str, beginning: str) -> str:
    """The numbered sentence with these first words, without markup."""
    plain = [unescape(re.sub(r"<[^>]*>", "", item)) for item in re.findall(r"<li>(.*?)</li>", text)]
    return next(line for line in plain if line.startswith(beginning))


def test_how_far_apart_the_contestants_are_is_said() -> None:
    """The difference beside the fewest and the most is theirs."""
    text = pages(build(material(Changes(has_session=True))))["en/index.html"]
    fewest, most, gap = map(
        int, re.findall(r"\d+", sentence(text, "Party lists, all media together").partition("each")[2])
    )
    assert most - fewest == gap > 0


def test_a_debate_is_told_with_who_held_it_and_who_paid() -> None:
    """Day, channel, organiser, payer; codes and ids are words in every language."""
    debate = {
        "id": "d", "contest_id": "lists", "organiser": "commission", "initiative": "commission",
        "payer": "budget", "channel_id": "tulpar-tv", "held_on": "2020-12-22",
    }  # fmt: skip
    second = debate | {"id": "e", "organiser": "kaspii-tv", "payer": "unknown", "held_on": "2020-12-23"}
    report = build(with_print([], debates=[debate, second]))
    told = {
        language: sentence(pages(report, language)[f"{language}/index.html"], start)
        for language, start in (("kk", "Пікірсайыстар"), ("ru", "Дебаты"), ("en", "Debates"))
    }
    assert "(organised by: the commission; paid by: the State budget)" in told["en"]
    assert "(organised by: Caspian Shore TV; paid by: not known)" in told["en"]
    assert "(организатор: Телеканал «Берег Каспия»; оплата: неизвестно)" in told["ru"]
    assert "(ұйымдастырушы: комиссия; төлем: мемлекеттік бюджет)" in told["kk"]


def test_what_waits_for_a_decision_is_counted_and_what_is_empty_is_named() -> None:
    """Undecided notices and unanswered objections, and registers without a row."""
    objections = [
        {"id": "o1", "by": "Samal", "received_on": "2020-12-23"},
        {"id": "o2", "by": "Samal", "received_on": "2020-12-23", "answered_on": "2020-12-24"},
    ]
    notices = [{"id": "n1", "entity": "Institute", "decision": "pending"}]
    report = build(with_print([], objections=objections, **{"poll-notices": notices}))
    text = pages(report)["en/index.html"]
    assert sentence(text, "Objections without") == "Objections without an answer: 1."
    assert (
        sentence(text, "Notices of opinion polls without")
        == "Notices of opinion polls without a decision: 1."
    )
    empty = re.search(r"Registers without a row[^<]*", text)
    assert empty is not None
    assert "tariffs" in empty[0]
    assert "debates" not in empty[0]


def test_reminders_without_a_moment_are_not_none_sent() -> None:
    """Where no moment of sending is registered, the page says so and shows no zero."""
    notice = {"id": "r", "outlet_id": "tulpar-tv", "kind": "silence_reminder"}
    text = pages(build(with_print([], notices=[notice])))["en/session.html"]
    silence = text[text.index('id="heading-15"') : text.index('id="heading-16"')]
    assert "When they were sent and received is not registered." in silence
    assert ">0<" not in silence
    dated = pages(build(with_print([], notices=[notice | {"sent_at_ms": at(DAYS[2], 9)}])))["en/session.html"]
    assert "with a moment of receipt" in dated
