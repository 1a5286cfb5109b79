"""The sentences of the first page; every number in them is a figure."""

from __future__ import annotations

from dauys.domain.campaign import ContestKind
from dauys.reports.codes import word
from dauys.reports.columns import cell
from dauys.reports.document import Inline, Link
from dauys.reports.figure_book import (
    AIRTIME,
    CARRYING,
    DUE,
    GAPS,
    INFORMING,
    ITEMS,
    MONITORED,
    REGISTERED,
    FigureBook,
)
from dauys.reports.material import Material
from dauys.reports.messages import Joined, Message, say
from dauys.reports.pages.findings import PATH as FINDINGS
from dauys.reports.pages.findings import sentence
from dauys.reports.pages.media_sentences import media_sentences
from dauys.reports.pages.session_events import single_candidates
from dauys.reports.pages.spread import spread
from dauys.reports.registry import Registry
from dauys.reports.selection import ALL, Selection
from dauys.reports.terms import CODES, number_of


def sentences(material: Material, book: FigureBook) -> list[Inline]:
    """Outlets; each medium in total and by contestant; events; what was monitored and what was not."""
    if not material.contest_groups():
        return [_outlets(material, book), say("No contestant is registered yet."), _time(book)]
    return [
        _outlets(material, book),
        *(media_sentences(material, book) or [say("No campaign item is registered or heard.")]),
        *_heard(book),
        *_candidates(material, book),
        *_volume(material, book),
        *_informing(material, book),
        *_debates(material, book),
        *_events(material, book),
        _findings(material, book),
        _time(book),
    ]


def _outlets(material: Material, book: FigureBook) -> Message:
    kinds = [
        number_of(medium, book.figure(REGISTERED, Selection(medium=medium))) for medium in material.media()
    ]
    return say(
        "Outlets to be monitored: {outlets} ({media}). Outlets that carried at least one campaign item: "
        "{carrying}.",
        outlets=book.figure(REGISTERED),
        media=Joined(tuple(kinds), ", "),
        carrying=book.figure(CARRYING),
    )


def _heard(book: FigureBook) -> list[Inline]:
    """Of airings that recordings show: how long, when, and whether they were whole."""
    heard = "{scope}airings-heard.{who}"
    if not book.value(heard):
        return []
    return [
        say(
            "Airings heard in recordings: {airings}; all airings lasted {airtime}. {prime} began in prime "
            "time; {whole} were whole, and in {altered} the spot was cut, overlapped or changed in speed or "
            "pitch.",
            airings=book.figure(heard),
            airtime=book.figure(AIRTIME),
            prime=book.airings(Selection(is_prime=True)),
            whole=book.airings(Selection(is_whole=True)),
            altered=book.airings(Selection(is_whole=False)),
        )
    ]


def _volume(material: Material, book: FigureBook) -> list[Inline]:
    """All media together: how far the contestants of a contest are apart."""
    return [
        say(
            "{contest}, all media together: campaign items, {spread}. Whether that is equal is for the "
            "commission to judge.",
            contest=contest.names,
            spread=spread(book, ITEMS, contest, members),
        )
        for contest, members in material.contest_groups()
        if len(members) > 1 and book.value(ITEMS, Selection(contest_id=contest.id))
    ]


def _informing(material: Material, book: FigureBook) -> list[Inline]:
    if not book.value(INFORMING):
        return []
    spreads = [
        spread(book, INFORMING, contest, members)
        for contest, members in material.contest_groups()
        if book.value(INFORMING, Selection(contest_id=contest.id))
    ]
    return [
        say(
            "Informing materials: {count}; {spread}.",
            count=book.figure(INFORMING),
            spread=Joined(tuple(spreads), "; "),
        )
    ]


_TOLD_MAX = 5
"""Debates that the first page tells one by one; more are counted by who paid."""


def _debates(material: Material, book: FigureBook) -> list[Inline]:
    """How many, when and where, by whom, and who paid."""
    if not material.has("debates"):
        return []
    registry = Registry(material)
    debates = material.tables["debates"].sort("held_on", "start_ms", "id").rows(named=True)
    if len(debates) <= _TOLD_MAX:
        told = [
            say(
                "{day}, {channel} (organised by: {organiser}; paid by: {payer})",
                **{
                    name.removesuffix("_id").replace("held_on", "day"): cell(name, row, registry)
                    for name in ("held_on", "channel_id", "organiser", "payer")
                },
            )
            for row in debates
        ]
    else:
        told = [
            say(
                "paid by {payer}: {count}",
                payer=word("payer", payer),
                count=book.figure("debates.payer.{payer}", Selection(payer=payer)),
            )
            for payer in dict.fromkeys(row["payer"] for row in debates)
        ]
    return [
        say(
            "Debates: {count}. {told}.",
            count=book.figure("debates.total"),
            told=Joined(tuple(told), "; "),
        )
    ]


def _events(material: Material, book: FigureBook) -> list[Inline]:
    """Polls and incidents: those that are registered."""
    found: list[Inline] = []
    if material.has("poll-notices"):
        refused, pending = (
            book.figure("polls.{decision}", Selection(decision=name)) for name in ("refused", "pending")
        )
        found.append(
            say(
                "Notices of opinion polls: {notified}; met the requirements: {accepted}, refused: {refused}, "
                "not yet decided: {pending}.",
                notified=book.figure("polls.notified"),
                accepted=book.figure("polls.{decision}", Selection(decision="accepted")),
                refused=refused,
                pending=pending,
            )
        )
    if material.has("incidents"):
        found.append(
            say(
                "Incidents reported: {incidents} ({acts}); persons held liable: {persons}.",
                incidents=book.figure("incidents.total"),
                acts=_acts(material, book),
                persons=book.figure("incidents.persons"),
            )
        )
    return found


def _acts(material: Material, book: FigureBook) -> Joined:
    acts = material.tables["incidents"]["act"].unique(maintain_order=True).to_list()
    return Joined(
        tuple(
            say("{form}: {count}", form=CODES[act], count=book.figure("incidents.{act}", Selection(act=act)))
            for act in acts
        ),
        ", ",
    )


def _candidates(material: Material, book: FigureBook) -> list[Inline]:
    """Contests of single candidates, in the numbers that the session reports of them."""
    return [
        single_candidates(contest, book)
        for contest, _ in material.contest_groups()
        if contest.kind is ContestKind.CANDIDATES and book.value(ITEMS, Selection(contest_id=contest.id))
    ]


def _findings(material: Material, book: FigureBook) -> Inline:
    """Findings by level with the way to them; without a rule book, that the law was not tested."""
    said = sentence(book, material)
    return Joined((said, Link(say("Every finding"), FINDINGS)), " ") if material.law else said


def _time(book: FigureBook) -> Message:
    if not book.value(DUE):
        return say("How many hours were monitored is not known.")
    return say(
        "Of {due} due for monitoring, {monitored} were monitored and {gap} were not: what was aired in "
        "that time is not known.",
        due=book.figure(DUE, ALL),
        monitored=book.figure(MONITORED),
        gap=book.figure(GAPS),
    )
