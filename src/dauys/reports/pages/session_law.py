"""What the rules of the book say under the session's headings: access, offences, the silence."""

from __future__ import annotations

from dauys.domain.law import Access, Rule, RuleKind
from dauys.reports.document import Block, Inline, Link, Paragraph, Row, Table
from dauys.reports.figure_book import DUE, MONITORED, TIME_IN, FigureBook
from dauys.reports.law_words import provision
from dauys.reports.material import Material
from dauys.reports.messages import Foreign, Joined, Message, say
from dauys.reports.pages.findings import NO_BOOK, sentence
from dauys.reports.pages.findings import PATH as FINDINGS
from dauys.reports.pages.rules import HEAD, counts, why

_CAPTIONS: dict[Access, Message] = {
    Access.CONDITIONS: say("First test: the rules on equal conditions of paid access"),
    Access.VOLUME: say("Second test: the rules on equal volume where the law sets it"),
    Access.OBJECTIVITY: say("Third test: statistics by which people judge objectivity"),
}


def access_test(access: Access, material: Material, book: FigureBook) -> list[Block]:
    """One of the three tests: its rules with their numbers, and the time that was monitored."""
    if material.law is None:
        return [Paragraph(NO_BOOK)]
    rules = [rule for rule in material.law.book.rules if rule.access is access]
    if not rules:
        return [Paragraph(say("No rule of the book belongs to this test."))]
    return [_table(_CAPTIONS[access], rules, material, book), Paragraph(monitored(book), "note")]


def _table(caption: Message, rules: list[Rule], material: Material, book: FigureBook) -> Table:
    tests = {row["rule_id"]: row for row in material.tables["rule-tests"].iter_rows(named=True)}
    rows = tuple(Row((_rule(rule, material), *counts(rule, book), why(tests[rule.id]))) for rule in rules)
    return Table(caption, (say("Rule"), *HEAD, say("Why not testable")), rows, frozenset(range(1, 6)))


def _rule(rule: Rule, material: Material) -> Inline:
    """Id, provision and words of the rule; its id leads to what it found, or to the rule itself."""
    has_found = bool((material.tables["findings"]["rule_id"] == rule.id).any())
    page = FINDINGS if has_found else "rules.html"
    cited = Joined((Foreign(rule.id), provision(rule.provision)), ", ")
    return Joined((Link(cited, f"{page}#rule-{rule.id}"), rule.title), "\n")


def monitored(book: FigureBook) -> Inline:
    """What was looked through, in each unit that is registered; not known where none is."""
    known: list[Inline] = []
    if book.value(DUE):
        due, looked = book.figure(DUE), book.figure(MONITORED)
        known.append(say("Broadcast monitored: {monitored} of {due}.", monitored=looked, due=due))
    if book.value(TIME_IN["issues"][0]):
        due, looked, _ = (book.figure(name) for name in TIME_IN["issues"])
        known.append(say("Issues received: {monitored} of {due}.", monitored=looked, due=due))
    if book.value(TIME_IN["visits"][0]):
        due, looked, _ = (book.figure(name) for name in TIME_IN["visits"])
        known.append(say("Visits made: {monitored} of {due}.", monitored=looked, due=due))
    return Joined(tuple(known), " ") if known else say("How much was monitored is not registered.")


def findings_line(material: Material, book: FigureBook) -> list[Block]:
    """The findings by level, under the heading on offences: none of them is one."""
    said: list[Block] = [Paragraph(sentence(book, material))]
    if material.law is None:
        return said
    note = say(
        "No finding is an offence: the commission decides on it, prosecutors bring a case, a court rules."
    )
    return [*said, Paragraph(note, "note"), Paragraph(Link(say("Every finding"), FINDINGS))]


def silence_rules(material: Material, book: FigureBook) -> list[Block]:
    """The rules on the silence, each with what it tested and found."""
    if material.law is None:
        return [Paragraph(NO_BOOK)]
    rules = [
        rule
        for rule in material.law.book.rules
        if rule.kind is RuleKind.INTERVAL_BAN and rule.terms["during"] == "silence"
    ]
    if not rules:
        return []
    return [_table(say("The rules on the period of silence"), rules, material, book)]
