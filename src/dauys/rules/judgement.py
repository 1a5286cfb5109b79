"""Every rule of a book tested on the published tables: findings, how each was tested, the windows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import polars as pl

from dauys.domain.law import FINDINGS, RULE_TESTS, Rule, RuleBook
from dauys.rules.brought import Brought
from dauys.rules.frames import empty, framed
from dauys.rules.matter import Matter
from dauys.rules.outcome import NOTHING_FOUND, Outcome
from dauys.rules.ten_kinds import KINDS

LAW = "law"


def test(book: RuleBook, tables: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> dict[str, pl.DataFrame]:
    """The tables of LAW_TABLES: `findings` by rule (in the book's order) and row, `rule-tests`, `windows`.

    tables: the published tables by name; one that is not brought is empty.
    """
    matter = Matter(book, Brought(tables))
    return {**test_rules(book.rules, matter), "windows": matter.windows.frame}


def test_rules(rules: Iterable[Rule], matter: Matter) -> dict[str, pl.DataFrame]:
    """`findings` and `rule-tests` of these rules of the matter's book."""
    outcomes = [(rule, outcome_of(rule, matter)) for rule in rules]
    found = [outcome.findings.sort("row_id", "id") for _, outcome in outcomes]
    return {
        "findings": pl.concat(found) if found else empty(FINDINGS),
        "rule-tests": framed([_counts(rule, outcome) for rule, outcome in outcomes], RULE_TESTS),
    }


def outcome_of(rule: Rule, matter: Matter) -> Outcome:
    """What one rule comes to; a rule with a term that the law leaves open tests nothing."""
    kind = KINDS[rule.kind]
    if not kind.terms.left_open(rule.terms):
        return kind.find(rule, matter)
    concerned = rule.terms.get("rows") or [rule.terms["who"]]
    rows = [matter.rows(rule, row_set) for row_set in concerned]
    untested = sum(one.frame.height for one in rows)
    before: dict[str, int] = {LAW: untested} if untested else {}
    for one in rows:
        for reason, count in one.untested.items():
            before[reason] = before.get(reason, 0) + count
    return Outcome(NOTHING_FOUND, 0, sum(one.exempt for one in rows), before)


def _counts(rule: Rule, outcome: Outcome) -> dict[str, object]:
    """A row of RULE_TESTS; `why_untested` is canonical JSON, reason → rows."""
    why = {reason: count for reason, count in sorted(outcome.untested.items()) if count}
    return {
        "rule_id": rule.id,
        "kind": rule.kind.value,
        "level": rule.level.value,
        "provision": rule.provision,
        "status": rule.status.value,
        "tested": outcome.tested,
        "found": outcome.findings.height,
        "to_decide": int(outcome.findings["is_to_decide"].sum()),
        "exempt": outcome.exempt,
        "untested": sum(why.values()),
        "why_untested": json.dumps(why, ensure_ascii=False, separators=(",", ":")) if why else "",
    }
