"""Findings in the report: every kind told in words, numbers that are figures, and never a word of guilt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from tests.reports.campaign import Changes, material
from tests.reports.test_report_pages import pages

from dauys import rules
from dauys.domain.law import RuleKind
from dauys.domain.names import LANGUAGES
from dauys.domain.tables import TABLES
from dauys.reports import Material, build
from dauys.reports.registry import Registry
from dauys.reports.traces import told
from dauys.reports.wording import Wording
from dauys.reports.xlsx.findings import findings_sheets
from dauys.rules.judgement import test_rules as judged
from dauys.rules.matter import Matter
from dauys.workflows import rules_check
from dauys.workflows.rules_books import find_book

MESSAGE = re.compile(r'"((?:' + "|".join(RuleKind) + r')\.[a-z_]+)"')


@pytest.fixture(scope="module")
def whole() -> Material:
    return material(Changes(has_session=True, has_law=True))


@pytest.fixture(scope="module")
def texts(whole: Material) -> Mapping[str, str]:
    return pages(build(whole))


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", page)))


def test_a_finding_says_when_and_what_it_touches(texts: Mapping[str, str]) -> None:
    """Aired when, by which clock, how long; the window; what leaves it open; the fine of that day."""
    text = plain(texts["en/findings.html"])
    assert "S1.airings.s0095" in text
    assert "Aired on 24 Dec 2020 22:11:00.12 local time, 22.47 s long; the silence period lasted" in text
    assert "24 Dec 2020 21:30 to 25 Dec 2020 00:00 ." in text
    assert "Within it by the clock of Asia/Almaty, outside it by the clock of Asia/Aqtau" in text
    assert (
        "natural person: 15 units = 43,755 tenge, legal entity: not known; a unit was 2,917 tenge on" in text
    )
    assert "The rule rests on a provision read in a neighbouring version of the law." in text
    assert "heard in a recording; heard without an order" in text
    assert "Missing: Methods, Regions of the poll." in text
    assert "The fine as a source states it: 75 000 EUR." in text
    assert '<audio controls preload="none" src="../clips/' in texts["en/findings.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_counts_findings_by_level(whole: Material, language: str) -> None:
    """One sentence, its numbers figures; how many are open, and how many wait for the commission."""
    text = pages(build(whole), language)[f"{language}/index.html"]
    for name in ("findings.breach", "findings.indication", "findings.information", "findings-to-decide"):
        assert f'data-figure="{name}.total"' in text
    assert 'data-figure="findings-waiting.total" value="6"' in text


def test_a_decision_stands_beside_its_finding(whole: Material) -> None:
    """The register's decision is shown with its reasons; a decided finding no longer waits."""
    rows = {
        "id": ["d1"], "finding": ["S2.orders.o1"], "decision": ["not_confirmed"],
        "decided_on": ["2021-01-08"], "decided_by": ["the commission"], "reasons": ["Sent by post."],
    }  # fmt: skip
    tables = {**whole.tables, "finding-decisions": pl.DataFrame(rows)}
    changed = Material(**{**{name: getattr(whole, name) for name in whole.__slots__}, "tables": tables})
    text = plain(pages(build(changed))["en/findings.html"])
    assert "not confirmed 8 January 2021 the commission Sent by post." in text


def test_the_rules_page_says_what_could_not_be_tested(texts: Mapping[str, str]) -> None:
    """A rule that the law leaves open tested nothing, which is no nothing found."""
    text = plain(texts["en/rules.html"])
    assert "Rules: 6 ; 5 of them could be tested" in text
    assert "the law leaves it open: 120" in text
    assert "the commission's own in place of the shipped one" in text


def test_equal_access_is_three_tests(texts: Mapping[str, str]) -> None:
    """Each with its rules and the time monitored; a test without rules says so; nowhere a score."""
    text = plain(texts["en/session.html"])
    assert "First test: the rules on equal conditions of paid access" in text
    assert "Second test: the rules on equal volume where the law sets it" in text
    assert "No rule of the book belongs to this test." in text
    assert "they are never added into a score" in text


def test_without_a_rule_book_the_law_was_not_tested() -> None:
    """Never silence: the first page, the session and the page of findings say so."""
    texts = pages(build(material(Changes(has_session=True))))
    for page in ("index", "session", "findings", "outlets/tulpar-tv", "contestants/samal"):
        assert "No rule book is chosen: the law was not tested." in texts[f"en/{page}.html"]
    assert "en/rules.html" not in texts


def test_many_findings_stand_on_pages_of_their_own() -> None:
    """The page of all shows the first; the rule's own pages the rest."""
    given = material(Changes(airings=120, has_law=True))
    findings = given.tables["findings"].filter(pl.col("rule_id") == "S1")
    many = pl.concat([findings.with_columns(id=pl.col("id") + f"-{n}") for n in range(50)])
    tables = {**given.tables, "findings": many}
    changed = Material(**{**{name: getattr(given, name) for name in given.__slots__}, "tables": tables})
    texts = pages(build(changed))
    assert {"en/findings/S1.html", "en/findings/S1.part-2.html"} <= set(texts)
    assert texts["en/findings.html"].count("<audio") == 20
    assert "By outlet: the first 20 of 150" in texts["en/findings.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbooks_hold_findings_in_words(whole: Material, language: str) -> None:
    """A row for each finding, in the sentences of the pages."""
    [sheet] = findings_sheets(build(whole), (), Wording(language))
    rows = list(sheet.rows)
    assert len(rows) == whole.tables["findings"].height
    assert any("ms" not in str(row[4]) and row[4] for row in rows)


@pytest.fixture(scope="module")
def found() -> pl.DataFrame:
    """What every case of kz-2021 finds, one trace of each message."""
    texts = find_book("kz-2021", Path("no home"))
    book = rules_check.read(texts)
    frames = []
    for case in rules.read_cases(texts.cases, "cases.yaml", book):
        own = [rule for rule in book.rules if case.rule in ("", rule.id)]
        frames.append(judged(own, Matter(book, case.brought))["findings"])
    return pl.concat(frames)


def test_every_message_of_the_rules_is_told_in_every_language(found: pl.DataFrame, whole: Material) -> None:
    """Each trace becomes sentences; no message of a shipped book's cases is left without words."""
    registry = Registry(whole)
    messages = found.with_columns(message=pl.col("trace").str.json_path_match("$.message"))
    some = messages.unique("message", keep="first", maintain_order=True)
    for finding in some.iter_rows(named=True):
        if finding["table"] in TABLES:
            for language in LANGUAGES:
                wording = Wording(language)
                lines = [wording.plain(line) for line in told(finding, registry)]
                assert lines
                assert all(line and "{" not in line for line in lines)
    kinds = {message.partition(".")[0] for message in some["message"]}
    assert kinds == set(RuleKind)


def test_no_rule_speaks_a_message_that_nobody_tells(found: pl.DataFrame) -> None:
    """The messages in the rules' code are of kinds that the report has words for."""
    folder = Path(str(files("dauys.rules")))
    spoken = {m for path in folder.rglob("*.py") for m in MESSAGE.findall(path.read_text("utf-8"))}
    assert {message.partition(".")[0] for message in spoken} <= set(RuleKind)
    assert found.height > 0
