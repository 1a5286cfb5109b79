"""An outlet's or a contestant's own findings: how many at each level, with the way to them."""

from __future__ import annotations

from dauys.domain.law import FindingLevel
from dauys.reports.document import Block, Facts, Heading, Link, Paragraph
from dauys.reports.figure_book import FigureBook
from dauys.reports.law_terms import LEVEL_TITLES
from dauys.reports.material import Material
from dauys.reports.messages import say
from dauys.reports.pages.findings import LEVELS, NO_BOOK, PATH, WAITING
from dauys.reports.selection import Selection


def own_findings(where: Selection, material: Material, book: FigureBook) -> list[Block]:
    """Heading and counts; where no rule book is chosen, that the law was not tested."""
    blocks: list[Block] = [Heading(say("Findings"), "findings")]
    if material.law is None:
        return [*blocks, Paragraph(NO_BOOK)]
    pairs = [(LEVEL_TITLES[level], book.figure(LEVELS[level], where)) for level in FindingLevel]
    waiting = (say("Without a decision of the commission"), book.figure(WAITING, where))
    return [*blocks, Facts((*pairs, waiting)), Paragraph(Link(say("Every finding"), PATH))]
