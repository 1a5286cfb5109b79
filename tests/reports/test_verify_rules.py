"""The second reading of rule books: the verifier, from the rows alone, finds what the rules found."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.reports.bundles import KEY, seal, verify, write_report
from tests.reports.campaign import Changes, material
from tests.reports.law import law

from dauys import rules
from dauys.domain.law import RuleBook
from dauys.domain.published import PUBLISHED
from dauys.domain.tables import TABLES
from dauys.rules.brought import Brought
from dauys.rules.judgement import test_rules as judged
from dauys.rules.matter import Matter
from dauys.workflows import rules_check
from dauys.workflows.rules_books import all_books

FOLDER = Path(str(files("dauys.reports.bundle")))
LINES_MAX = 500
SCHEMAS = {name: {"columns": columns} for name, columns in PUBLISHED.items()}
NOWHERE = Path("no home")


@pytest.fixture(scope="module")
def program() -> Mapping[str, Any]:
    return runpy.run_path(str(FOLDER / "verify_rules.py"))


def columns(frame: pl.DataFrame) -> dict[str, list[Any]]:
    return {name: frame[name].to_list() for name in frame.columns} | {"": [None] * frame.height}


def differences(program: Mapping[str, Any], book: RuleBook, brought: Brought) -> list[str]:
    """What the verifier names, given what the engine makes of these tables."""
    matter = Matter(book, brought)
    made = judged(book.rules, matter) | {"windows": matter.windows.frame}
    decisions = dict(matter.table("finding-decisions").select("finding", "decision").iter_rows())
    said = [decisions.get(name, "") for name in made["findings"]["id"]]
    made["findings"] = made["findings"].with_columns(pl.Series("decision", said, pl.String))
    tables = {name: columns(matter.table(name)) for name in TABLES}
    tables |= {name: columns(frame) for name, frame in made.items()}
    tables["elections"] |= {"rule_book": [book.id]}
    return list(program["check"]({"book": json.loads(rules.book_json(book))}, tables, SCHEMAS, []))


def shipped() -> Iterator[Any]:
    """Every case of a shipped book, with a book of the rules it tests."""
    for texts in all_books(NOWHERE):
        if not texts.cases:
            continue
        book = rules_check.read(texts)
        for case in rules.read_cases(texts.cases, "cases.yaml", book):
            own = tuple(rule for rule in book.rules if case.rule in ("", rule.id))
            yield pytest.param(replace(book, rules=own), case.brought, id=f"{book.id}: {case.name}")


def test_both_readings_agree_on_every_case(program: Mapping[str, Any]) -> None:
    """On each situation that lawyers wrote, on both sides of every limit: same findings and counts."""
    told = {case.id: differences(program, *case.values) for case in shipped()}
    assert {name: found for name, found in told.items() if found} == {}
    assert len(told) > 500


def test_the_programs_can_be_read_in_one_sitting() -> None:
    """Each of at most five hundred lines, importing nothing but the standard library."""
    for name in ("verify_rules.py", "verify_rows.py", "verify_quota.py"):
        text = (FOLDER / name).read_text("utf-8")
        assert len(text.splitlines()) <= LINES_MAX
        assert not [line for line in text.splitlines() if line.startswith(("import dauys", "from dauys"))]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    changes = Changes(airings=60, has_session=True, has_law=True)
    return write_report(tmp_path_factory.mktemp("law"), changes)


def test_a_report_with_findings_passes_in_a_bare_interpreter(bundle: Path) -> None:
    """It says how many rules were re-run, and which kinds were not."""
    verdict = verify(bundle, "--key", KEY.public.raw.hex())
    assert verdict.status == 0, verdict.text
    assert "Rules re-run: 5 of 6. Kinds that are not re-run: eligibility 1." in verdict.text
    assert verify(bundle).status == 0, "the first run wrote something"


def test_without_a_rule_book_no_rule_is_run(tmp_path: Path) -> None:
    """The verifier says so, and rows of findings without a book are named."""
    bundle = write_report(tmp_path, Changes(airings=4))
    assert "No rule book is chosen: no rule was re-run." in verify(bundle).text
    given = material(Changes(airings=60, has_session=True, has_law=True))
    line = given.tables["findings"].rows(named=True)[0]
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    (bundle / "tables/findings.jsonl").write_text(f"{text}\n", "utf-8")
    seal(bundle, KEY)
    assert any("there is no rulebook.json" in said for said in verify(bundle).differences)


BOOKLESS = "rulebook.json: holds the rule book none, the elections name steppe"


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """A bundle with findings from which somebody who can seal it takes something."""
    return write_report(tmp_path, Changes(airings=4, has_session=True, has_law=True))


def resealed(bundle: Path) -> list[str]:
    seal(bundle, KEY)
    return verify(bundle).differences


def test_elections_that_name_a_book_need_it(taken: Path) -> None:
    """Without book and rows of law the report does not pass as one for which no book was chosen."""
    (taken / "rulebook.json").unlink()
    for name in ("findings", "rule-tests", "windows"):
        (taken / f"tables/{name}.jsonl").write_bytes(b"")
    assert BOOKLESS in resealed(taken)


def test_the_book_is_the_one_that_the_elections_name(taken: Path) -> None:
    """One of another id is named, however well findings follow from it."""
    path = taken / "rulebook.json"
    path.write_text(path.read_text("utf-8").replace('"book":"steppe"', '"book":"meadow"'), "utf-8")
    assert "rulebook.json: holds the rule book meadow, the elections name steppe" in resealed(taken)


def test_a_report_that_knows_rule_books_is_not_from_before_them(program: Mapping[str, Any]) -> None:
    """Without the tables of law it is old only where its elections could not name a book."""
    for rule_book, expected in ((["steppe"], BOOKLESS), ([""], "tables/findings.jsonl: is missing")):
        told: list[str] = []
        tables = {"elections": {"id": ["e"], "rule_book": rule_book, "": [None]}}
        assert expected in list(program["check"](None, tables, {}, told))
        assert "before rule books" not in told[0]
    old = {"elections": {"id": ["e"], "": [None]}}
    assert list(program["check"](None, old, {}, told)) == []
    assert "before rule books" in told[-1]


def test_without_zone_data_windows_are_taken_as_they_are(
    program: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without clocks says so; what needs none is re-run all the same."""

    def missing(name: str) -> None:
        raise clocks.NoClock(name)

    clocks = program["clocks"]
    monkeypatch.setitem(clocks.local.__globals__, "zone", missing)
    clocks.shown_at.cache_clear()
    given = material(Changes(airings=60, has_session=True, has_law=True))
    tables = {name: columns(frame) for name, frame in given.tables.items()}
    told: list[str] = []
    book = {"book": json.loads(rules.book_json(law().book))}
    assert list(program["check"](book, tables, SCHEMAS, told)) == []
    assert "no time zone data" in told[0]
    clocks.shown_at.cache_clear()
