"""The registers of who stands and what they registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import in_every_language
from dauys.db.registers.columns import IN_WORDS
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.campaign import Alias, Contest, Contestant, ContestKind, Reading, Spot
from dauys.domain.intervals import Interval
from dauys.domain.names import Names

NAME_COLUMNS = tuple(Column(f"name_{code}", cells.a_text, f"name in {word}") for code, word in IN_WORDS)


def names(cell: Mapping[str, Any]) -> Names:
    """The three name columns of a row."""
    return Names(cell["name_kk"], cell["name_ru"], cell["name_en"])


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A version as its register gives it: a path in place of the sound's digest and length."""

    spot_id: str
    id: str
    language: str
    path: str


def _contest(cell: Mapping[str, Any]) -> Contest:
    campaign = _interval(cell, "campaign", "the campaign ends before it starts")
    assert campaign, "both ends are required"
    return Contest(
        id=cell["id"],
        names=names(cell),
        campaign=campaign,
        voting_day=cell["voting_day"],
        election_id=cell["election"] or "",
        kind=cell["kind"],
        region=cell["region"] or "",
        silence=_interval(cell, "silence", "the silence ends before it starts"),
        embargo=_interval(cell, "embargo", "the embargo ends before it starts"),
    )


def _interval(cell: Mapping[str, Any], name: str, text: str) -> Interval | None:
    """What stands in `NAME_start` and `NAME_end`."""
    start, end = cell[f"{name}_start"], cell[f"{name}_end"]
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise ImpossibleRowError(f"{name}_{'start' if start is None else 'end'}", "the other end is given")
    if end <= start:
        raise ImpossibleRowError(f"{name}_end", text)
    return Interval(start, end)


def _contestant(cell: Mapping[str, Any]) -> Contestant:
    return Contestant(
        id=cell["id"],
        contest_id=cell["contest"],
        names=names(cell),
        order=cell["order"],
        languages=cell["languages"] or (),
        fund_tiyn=cell["fund"],
        fund_on=cell["fund_on"],
    )


def _alias(cell: Mapping[str, Any]) -> Alias:
    since, until = cell["since"], cell["until"]
    if since and until and until <= since:
        raise ImpossibleRowError(
            "until", "the alias ends before it is in force; `until` is the first day without it"
        )
    return Alias(cell["contestant"], cell["language"], cell["text"], since, until)


ELECTIONS = Register(
    name="elections",
    model="Election",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the election"),
        *NAME_COLUMNS,
        Column("called_on", cells.a_day, "day on which it was called", is_required=False),
        Column(
            "reading",
            cells.one_of(Reading),
            "total or each: how totals are read that may be of all parties or of each",
            is_required=False,
            default=Reading.TOTAL,
        ),
        Column(
            "is_illustrative",
            cells.yes_no,
            "yes: its rows are an illustration; empty: no",
            is_required=False,
            default=False,
        ),
        *(
            Column(
                f"notice_{code}",
                cells.a_long_text,
                f"notice on every page in {word}",
                is_required=False,
            )
            for code, word in IN_WORDS
        ),
    ),
    check=in_every_language("notice", "the notice stands in another language already"),
)

CONTESTS = Register(
    name="contests",
    model="Contest",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the contest"),
        *NAME_COLUMNS,
        Column("campaign_start", cells.a_moment, "first moment of the campaign, with its offset"),
        Column("campaign_end", cells.a_moment, "first moment after the campaign, with its offset"),
        Column("voting_day", cells.a_day, "day of voting"),
        Column("election", cells.an_id, "the election", is_required=False, refers_to="elections"),
        Column(
            "kind",
            cells.one_of(ContestKind),
            "list or candidates: for whom the ballot paper has a place",
            is_required=False,
            default=ContestKind.LIST,
        ),
        Column("region", cells.a_text, "where it is held; empty: everywhere", is_required=False),
        Column("silence_start", cells.a_moment, "first moment of silence", is_required=False),
        Column("silence_end", cells.a_moment, "first moment after the silence", is_required=False),
        Column("embargo_start", cells.a_moment, "first moment without results of polls", is_required=False),
        Column("embargo_end", cells.a_moment, "first moment after that", is_required=False),
    ),
    make=_contest,
)

CONTESTANTS = Register(
    name="contestants",
    model="Contestant",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the party, list or candidate"),
        Column("contest", cells.an_id, "the contest", refers_to="contests"),
        Column("order", cells.an_order, "place on the ballot paper, from 1"),
        *NAME_COLUMNS,
        Column(
            "languages", cells.languages, "languages it campaigns in, with spaces: kk ru", is_required=False
        ),
        Column("fund", cells.money, "what its electoral fund held, in tenge", is_required=False),
        Column("fund_on", cells.a_day, "day of that amount", is_required=False),
    ),
    make=_contestant,
)

ALIASES = Register(
    name="aliases",
    model="Alias",
    key=("contestant", "language", "text", "since"),
    columns=(
        Column("contestant", cells.an_id, "whose other name it is", refers_to="contestants"),
        Column("language", cells.a_language, "kk, ru or en"),
        Column("text", cells.a_text, "the other name"),
        Column("since", cells.a_day, "first day in force; empty: always was", is_required=False),
        Column("until", cells.a_day, "first day no longer in force; empty: still is", is_required=False),
    ),
    make=_alias,
)

SPOTS = Register(
    name="spots",
    model="Spot",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the spot"),
        Column("contestant", cells.an_id, "for whom it is", refers_to="contestants"),
        Column("title", cells.a_text, "what it is called"),
    ),
    make=lambda cell: Spot(cell["id"], cell["contestant"], cell["title"]),
)

VERSIONS = Register(
    name="versions",
    model="Version",
    key=("spot", "version"),
    columns=(
        Column("spot", cells.an_id, "the spot", refers_to="spots"),
        Column(
            "version",
            cells.a_version,
            "the cut's name; empty for the only one",
            is_required=False,
            stored_as="name",
        ),
        Column("language", cells.a_language, "kk, ru or en"),
        Column("path", cells.a_path, "sound file, relative to this folder", stored_as="sha256"),
    ),
    make=lambda cell: VersionFile(cell["spot"], cell["version"] or "", cell["language"], cell["path"]),
)
