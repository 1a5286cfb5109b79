"""The session: the recurrent headings of a commission's report, each filled or said to be empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dauys.domain.names import Names
from dauys.reports.document import (
    NOTHING,
    Block,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Row,
    Statement,
    Table,
)
from dauys.reports.figure_book import FigureBook
from dauys.reports.material import Material
from dauys.reports.messages import Count, Joined, Message, Moment, say
from dauys.reports.pages import session_access, session_events, session_media, session_polls
from dauys.reports.registry import Registry

Section = Callable[[Material, FigureBook], list[Block]]

SECTIONS: tuple[tuple[Message, Section], ...] = (
    (say("Legal basis and dates"), session_media.legal_basis),
    (say("Outlets that published and filed their tariffs"), session_media.tariffs),
    (say("Outlets monitored"), session_media.monitored),
    (say("Paid campaign material"), session_media.paid),
    (say("Time and space paid by the State"), session_media.state_funded),
    (say("Debates"), session_events.debates),
    (say("Informing materials"), session_media.informing),
    (say("Voter education"), session_media.voter_education),
    (say("Meetings and other forms of campaigning"), session_events.meetings),
    (say("Candidates outside party lists"), session_events.candidates),
    (say("Opinion polls"), session_polls.polls),
    (say("Appeals and objections"), session_polls.objections),
    (say("Offences and persons held liable"), session_polls.incidents),
    (say("Equal access: the tests and their numbers"), session_access.equal_access),
    (say("The period of silence"), session_polls.silence),
    (say("Limits of what is known"), session_access.limits),
)
"""The recurrent headings of the commission's sessions (law-and-facts, section 6), in their order."""


def session_page(material: Material, book: FigureBook) -> Page:
    """Every heading in order, under it who presents it, what is known, and what its signer said."""
    blocks: list[Block] = [*_parts(material)]
    for number, (_, fill) in enumerate(SECTIONS, 1):
        blocks.append(Heading(_title(number), f"heading-{number}"))
        blocks += [Paragraph(text, "note") for text in _presented(number, material)]
        blocks += fill(material, book) or [Paragraph(say("Nothing is registered under this heading."))]
        for part in material.parts:
            if _said_under(part) == number:
                blocks += [_statement(part), Paragraph(_signature(part, material), "note")]
    return Page("session.html", say("The session"), tuple(blocks), _elections(material))


def _elections(material: Material) -> Inline:
    rows = material.tables["elections"].iter_rows(named=True)
    names = [Names(row["name_kk"], row["name_ru"], row["name_en"]) for row in rows]
    names = names or [contest.names for contest, _ in material.contest_groups()]
    return Joined(tuple(names), "; ") if names else say("No contestant is registered yet.")


def _parts(material: Material) -> list[Block]:
    """The headings with the ways to them: who presents which, and whether they signed."""
    if not material.parts:
        return []
    taken = {number for part in material.parts for number in _headings(part)}
    rows = [
        Row((_ways(_headings(part)), _signer(part), _signature(part, material)))
        for part in sorted(material.parts, key=_headings)
    ]
    free = [number for number in range(1, len(SECTIONS) + 1) if number not in taken]
    if free:
        rows.append(Row((_ways(free), say("nobody by name"), NOTHING)))
    head = (say("Headings"), say("Presented by"), say("Signature"))
    parts = Table(say("Parts of the report, and who presents them"), head, tuple(rows))
    if not material.is_illustrative:
        return [parts]
    note = say("Signatures here are a demonstration: the persons named have signed nothing in this report.")
    return [parts, Paragraph(note, "note")]


def _ways(numbers: list[int]) -> Inline:
    """Each heading on a line of its own, leading to its place on this page."""
    return Joined(tuple(Link(_title(number), f"session.html#heading-{number}") for number in numbers), "\n")


def _title(number: int) -> Message:
    return say("{number}. {title}", number=Count(number), title=SECTIONS[number - 1][0])


def _signer(part: Mapping[str, Any]) -> Message:
    return say("{who}, {office}", who=_names(part, "signer"), office=_names(part, "office"))


def _signature(part: Mapping[str, Any], material: Material) -> Message:
    """Whether the part's words of today were signed; an illustrative report says that nobody did."""
    if part["id"] not in material.signed:
        return say("Not signed")
    at = Moment(material.signed[part["id"]], Registry(material).zone_of({}), is_exact=False)
    if material.is_illustrative:
        return say("Demonstration of a signature, {moment}", moment=at)
    return say("Signed {moment}", moment=at)


def _presented(number: int, material: Material) -> list[Message]:
    return [
        say("Presented by {who}, {office}.", who=_names(part, "signer"), office=_names(part, "office"))
        for part in material.parts
        if number in _headings(part)
    ]


def _headings(part: Mapping[str, Any]) -> list[int]:
    return [int(word) for word in part["headings"].split()]


_ACCESS = 14


def _said_under(part: Mapping[str, Any]) -> int:
    """Where a signer's words stand: under the only heading of the part; else what member and ministry say is
    of access, and stands beside its numbers."""
    if not part["statement_en"]:
        return 0
    headings = _headings(part)
    return _ACCESS if len(headings) > 1 and part["role"] in ("member", "ministry") else max(headings)


def _statement(part: Mapping[str, Any]) -> Statement:
    return Statement(_names(part, "signer"), _names(part, "office"), _names(part, "statement"))


def _names(part: Mapping[str, Any], name: str) -> Names:
    return Names(*(part[f"{name}_{language}"] for language in ("kk", "ru", "en")))
