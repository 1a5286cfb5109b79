"""Findings: by level, rule and outlet, each with its trace in words and what the commission decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dauys.domain.law import FindingLevel, Rule
from dauys.reports.document import Block, Heading, Inline, Link, Page, Paragraph, Row, Table
from dauys.reports.figure_book import FigureBook
from dauys.reports.law_terms import LEVEL_MEANINGS, LEVEL_TITLES, MARKS
from dauys.reports.law_words import provision
from dauys.reports.material import Law, Material
from dauys.reports.messages import Count, Day, Foreign, Message, say
from dauys.reports.pages.finding_rows import FindingRows
from dauys.reports.pages.parts import turn

PATH = "findings.html"
FINDINGS = "{scope}findings.{who}"
WAITING, TO_DECIDE = "{scope}findings-waiting.{who}", "{scope}findings-to-decide.{who}"
LEVELS = {level: f"{{scope}}findings.{level}.{{who}}" for level in FindingLevel}
FEW, PART, SHOWN_MAX = 20, 100, 1000
"""Findings of one rule on the page of all; on each page of the rule's own; on all of these together."""
NO_BOOK = say("No rule book is chosen: the law was not tested.")


def findings_pages(material: Material, book: FigureBook) -> list[Page]:
    """The page of all findings, and pages of their own for rules with many."""
    title = say("Findings")
    if material.law is None:
        return [Page(PATH, title, (Paragraph(NO_BOOK),))]
    rows = FindingRows(material, material.law.book)
    blocks: list[Block] = [*_introduction(material.law), *_untested(material), _summary(book)]
    pages: list[Page] = []
    for level in FindingLevel:
        blocks += [Heading(LEVEL_TITLES[level], f"level-{level}"), Paragraph(LEVEL_MEANINGS[level], "note")]
        rules = [rule for rule in material.law.book.rules if rule.level is level]
        found = [(rule, _of_rule(rule, material)) for rule in rules]
        for rule, frame in found:
            if frame.height:
                more = _pages(rule, frame, rows)
                blocks += _rule(rule, frame, rows, more)
                pages += more
        if not any(frame.height for _, frame in found):
            blocks.append(Paragraph(say("No finding of this level.")))
    return [Page(PATH, title, tuple(blocks), _subtitle(material.law)), *pages]


def _subtitle(law: Law) -> Message:
    return say("{book}, checked on {day}", book=law.book.names, day=Day(law.book.checked_on.isoformat()))


def _introduction(law: Law) -> list[Block]:
    return [
        Paragraph(
            say(
                "A finding says which provision a row touches, at which level, and how sure that provision "
                "is. It is no decision: the commission decides, and a court rules. What no rule found may "
                "still lie in time that was not monitored or in rows that could not be tested."
            ),
            "lead",
        ),
        Paragraph(origin(law), "note"),
        Paragraph(Link(say("Every rule, and how much it tested"), "rules.html")),
    ]


def _untested(material: Material) -> list[Block]:
    if not material.is_illustrative:
        return []
    text = say("Illustrative rows are not tested: no finding rests on one.")
    return [Paragraph(text, "note")]


def origin(law: Law) -> Message:
    """Where the book came from, and the digest by which it is known again."""
    digest = Foreign(law.sha256)
    if law.origin == "shipped":
        return say("Rule book {id}, as shipped with the program; SHA-256 of its rules: {digest}.",
                   id=Foreign(law.book.id), digest=digest)  # fmt: skip
    return say(
        "Rule book {id}, the commission's own in place of the shipped one; SHA-256 of its rules: {digest}.",
        id=Foreign(law.book.id),
        digest=digest,
    )


def _summary(book: FigureBook) -> Table:
    rows = [Row((LEVEL_TITLES[level], book.figure(name))) for level, name in LEVELS.items()]
    rows += [
        Row((say("Of all these, left open for people to decide"), book.figure(TO_DECIDE)), "total"),
        Row(
            (say("Breaches and indications without a decision of the commission"), book.figure(WAITING)),
            "total",
        ),
    ]
    return Table(say("Findings by level"), (say("Level"), say("Findings")), tuple(rows), frozenset({1}))


def _of_rule(rule: Rule, material: Material) -> pl.DataFrame:
    findings = material.tables["findings"]
    return findings.filter(pl.col("rule_id") == rule.id)


def rule_title(rule: Rule) -> Message:
    """A rule as its heading: id, provision, and what must be so."""
    return say(
        "{id}, {provision}: {title}",
        id=Foreign(rule.id),
        provision=provision(rule.provision),
        title=rule.title,
    )


def _rule(rule: Rule, frame: pl.DataFrame, rows: FindingRows, more: Sequence[Page]) -> list[Block]:
    blocks: list[Block] = [
        Heading(rule_title(rule), f"rule-{rule.id}", 3),
        Paragraph(say("The rule {mark}.", mark=MARKS[rule.status]), "note"),
        rows.table(rule, _first(frame, FEW), _caption(frame.height, min(FEW, frame.height))),
    ]
    if more:
        blocks.append(Paragraph(Link(say("More findings of {rule}", rule=Foreign(rule.id)), more[0].path)))
    return blocks


def _first(frame: pl.DataFrame, most: int, start: int = 0) -> list[Mapping[str, Any]]:
    return [*frame.slice(start, most).iter_rows(named=True)]


def _caption(count: int, shown: int) -> Message:
    if shown == count:
        return say("By outlet: {count}", count=Count(count))
    return say("By outlet: the first {shown} of {count}", shown=Count(shown), count=Count(count))


def _pages(rule: Rule, frame: pl.DataFrame, rows: FindingRows) -> list[Page]:
    """The rule's own pages, where the page of all does not hold its findings."""
    if frame.height <= FEW:
        return []
    starts = range(0, min(frame.height, SHOWN_MAX), PART)
    paths = [
        f"findings/{rule.id}{f'.part-{number + 1}' if number else ''}.html" for number in range(len(starts))
    ]
    pages = []
    for number, start in enumerate(starts):
        part = _first(frame, min(PART, SHOWN_MAX - start), start)
        way: list[Block] = [turn(paths, number)] if len(paths) > 1 else []
        table = rows.table(rule, part, _caption(frame.height, len(part)))
        pages.append(Page(paths[number], rule_title(rule), (*way, table, *way, *_rest(frame.height))))
    return pages


def _rest(count: int) -> list[Block]:
    if count <= SHOWN_MAX:
        return []
    text = say(
        "The first {shown} rows stand here; all {count} are in the bundle, in {file}.",
        shown=Count(SHOWN_MAX),
        count=Count(count),
        file=Foreign("bundle/tables/findings.jsonl"),
    )
    return [Paragraph(text, "note")]


def sentence(book: FigureBook, material: Material) -> Inline:
    """What was found, level by level, and how much of it waits; one sentence for the first page."""
    if material.law is None:
        return NO_BOOK
    return say(
        "Findings of the rule book: breaches of a date or a field {breaches}, indications {indications}, "
        "information {information}; {open} left open for people to decide, {waiting} without a decision of "
        "the commission.",
        breaches=book.figure(LEVELS[FindingLevel.BREACH]),
        indications=book.figure(LEVELS[FindingLevel.INDICATION]),
        information=book.figure(LEVELS[FindingLevel.INFORMATION]),
        open=book.figure(TO_DECIDE),
        waiting=book.figure(WAITING),
    )
