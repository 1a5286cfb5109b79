"""Equal access as three tests with their rules and numbers, and the limits of what is known. No verdict."""

from __future__ import annotations

from dauys.domain.law import Access
from dauys.reports.document import Block, Heading, Items, Link, Paragraph
from dauys.reports.figure_book import DUE, GAPS, MONITORED, FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import say
from dauys.reports.pages.access import conditions, objectivity, volume
from dauys.reports.pages.laboratory import laboratory_limits
from dauys.reports.pages.session_law import access_test


def equal_access(material: Material, book: FigureBook) -> list[Block]:
    """Equal conditions, equal volume, objective coverage: three meanings, which are never one number."""
    first = say(
        "Equality has three meanings in the law, and they are not one number: equal conditions for paid time "
        "and space, equal volume where the law asks for it, and objective coverage. Each has its own test, "
        "with its rules and numbers; they are never added into a score. Whether access was equal is for the "
        "commission to judge."
    )
    return [
        Paragraph(first),
        Heading(say("Equal conditions for paid time and space"), "conditions", 3),
        *access_test(Access.CONDITIONS, material, book),
        *conditions(material, book),
        Heading(say("Equal volume"), "volume", 3),
        *access_test(Access.VOLUME, material, book),
        *volume(material, book),
        Heading(say("Objective coverage"), "objectivity", 3),
        *access_test(Access.OBJECTIVITY, material, book),
        *objectivity(material, book),
        Paragraph(Link(say("By contestant, medium, outlet and day"), "access.html")),
    ]


def limits(material: Material, book: FigureBook) -> list[Block]:
    """What the numbers cannot say."""
    known = book.value(DUE)
    monitored = (
        say(
            "Of {due} of broadcast due for monitoring, {monitored} were monitored and {gap} were not: what "
            "was aired in that time is not known.",
            due=book.figure(DUE),
            monitored=book.figure(MONITORED),
            gap=book.figure(GAPS),
        )
        if known
        else say("The monitored hours are not known: no recording or statement of them is registered.")
    )
    illustrative = (
        (say("Rows of this report are illustrative and say nothing of any contestant or outlet."),)
        if material.is_illustrative
        else ()
    )
    lines = (
        *illustrative,
        monitored,
        say("Numbers of a register are as complete as the register; what nobody entered is not in them."),
        *laboratory_limits(material),
        say("A number in a contestant's row is that contestant's own; totals stand in total rows only."),
        say(
            "A finding says which provision a row touches, and decides nothing. Offences are for the courts, "
            "equality of access for the commission."
        ),
    )
    return [Items(lines), Paragraph(Link(say("Method and limits"), "method.html"))]
