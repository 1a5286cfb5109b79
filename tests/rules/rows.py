"""Tables for the tests of rules, in the short form of cases: a campaign of two zones and what a test adds."""

from __future__ import annotations

from typing import Any

import polars as pl

from dauys import rules
from dauys.domain.law import RuleBook
from dauys.domain.tables import TABLES
from dauys.rules.cases import Case, read_cases

SITUATION = """\
situation:
  contests: [{id: k, voting_day: 2021-01-10, kind: list,
              campaign_start: "2020-12-10 18:00 Asia/Almaty", campaign_end: "2021-01-09 00:00 Asia/Almaty"}]
  contestants: [{id: c1, contest: k}, {id: c2, contest: k}]
  outlets:
    - {id: east, medium: tv, level: regional, zone: Asia/Almaty}
    - {id: west, medium: radio, level: regional, zone: Asia/Qyzylorda}
    - {id: all, medium: tv, level: national, zone: Asia/Almaty}
cases:
  - case: it
    given:
"""


def tables(book: RuleBook, given: str) -> dict[str, pl.DataFrame]:
    """The tables of the situation and the given rows, YAML in the short form."""
    indented = "".join(f"      {line}\n" for line in given.strip().splitlines())
    case: Case = read_cases(f"{SITUATION}{indented}    expect: none\n", "cases.yaml", book)[0]
    return {name: case.brought.table(name) for name in TABLES}


def found(book: RuleBook, given: str) -> list[dict[str, Any]]:
    """The findings of the book's rules about the given rows."""
    return rules.test(book, tables(book, given))["findings"].to_dicts()


def counts(book: RuleBook, given: str) -> dict[str, Any]:
    """How the book's first rule was tested."""
    return rules.test(book, tables(book, given))["rule-tests"].to_dicts()[0]
