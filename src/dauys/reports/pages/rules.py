"""The rule book: every rule with what it says and rests on, what it tested, found, and could not test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dauys.domain.law import Rule
from dauys.reports.document import NOTHING, Block, Inline, Page, Paragraph, Row, Table
from dauys.reports.figure_book import FigureBook
from dauys.reports.law_terms import KINDS, LEVELS, MARKS
from dauys.reports.law_words import provision, reasons
from dauys.reports.material import Law, Material
from dauys.reports.messages import UNDETERMINED, Day, Foreign, Joined, say
from dauys.reports.pages.findings import origin
from dauys.reports.selection import Selection
from dauys.reports.terms import NOBODY_LOOKED

PATH = "rules.html"
COUNTS = ("tested", "found", "to-decide", "exempt", "untested")
HEAD: tuple[Inline, ...] = (
    say("Tested"),
    say("Found"),
    say("Left open"),
    say("Exempt"),
    say("Not testable"),
)


def rules_page(material: Material, book: FigureBook) -> list[Page]:
    """Every rule of the chosen book; no page where none is chosen."""
    if material.law is None:
        return []
    law = material.law
    blocks: tuple[Block, ...] = (
        Paragraph(
            say(
                "Rules: {rules}; {tested} of them could be tested on at least one row. A rule that tested "
                "nothing has found nothing, which is not the same as finding that nothing happened.",
                rules=book.figure("rules.total"),
                tested=book.figure("rules.tested"),
            ),
            "lead",
        ),
        Paragraph(origin(law), "note"),
        Paragraph(
            say("Where its texts come from: {source}.", source=Foreign(law.book.source, UNDETERMINED)), "note"
        ),
        Paragraph(say("Its weakest provision {mark}.", mark=MARKS[law.book.status]), "note"),
        _table(law, material, book),
    )
    subtitle = say("{book}, checked on {day}", book=law.book.names, day=Day(law.book.checked_on.isoformat()))
    return [Page(PATH, say("Rules"), blocks, subtitle)]


def _table(law: Law, material: Material, book: FigureBook) -> Table:
    tests = {row["rule_id"]: row for row in material.tables["rule-tests"].iter_rows(named=True)}
    head = (
        say("Rule"),
        say("What it says, and what it rests on"),
        say("Level"),
        *HEAD,
        say("Why not testable"),
    )
    rows = tuple(
        Row(
            (
                Foreign(rule.id),
                _said(rule),
                LEVELS[rule.level],
                *counts(rule, book),
                why(tests[rule.id]),
            ),
            anchor=f"rule-{rule.id}",
        )
        for rule in law.book.rules
    )
    return Table(say("Every rule of the book"), head, rows, frozenset(range(3, 8)), frozenset({1}))


def counts(rule: Rule, book: FigureBook) -> tuple[Inline, ...]:
    """What a rule tested, found, left open, spared and could not test.

    Of a rule that tested nothing it is not known what it would have found, which is no zero.
    """
    where = Selection(rule_id=rule.id)
    names = {name: f"rule.{{rule_id}}.{name}" for name in COUNTS}
    unknown = () if book.value(names["tested"], where) else ("found", "to-decide")
    return tuple(
        NOBODY_LOOKED if name in unknown else book.figure(figure, where) for name, figure in names.items()
    )


def why(test: Mapping[str, Any]) -> Inline:
    """Why rows of a rule were not tested; nothing where all were."""
    return reasons(json.loads(test["why_untested"])) if test["why_untested"] else NOTHING


def _said(rule: Rule) -> Inline:
    lines: list[Inline] = [
        rule.title,
        say(
            "{provision}: {kind}; {mark}",
            provision=provision(rule.provision),
            kind=KINDS[rule.kind],
            mark=MARKS[rule.status],
        ),
    ]
    if rule.sources:
        lines.append(
            say("Sources: {names}", names=Joined(tuple(Foreign(name) for name in rule.sources), ", "))
        )
    if rule.valid_from or rule.valid_to:
        lines.append(_validity(rule))
    return Joined(tuple(lines), "\n")


def _validity(rule: Rule) -> Inline:
    since, until = (Day(day.isoformat()) if day else None for day in (rule.valid_from, rule.valid_to))
    if since and until:
        return say("In force from {since}, before {until}", since=since, until=until)
    return say("In force from {since}", since=since) if since else say("In force before {until}", until=until)
