"""The registers of who stands and what they registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import in_every_language
from dauys.db.registers.columns import (
    HAS_CUSTOMER,
    HAS_FUND,
    HAS_ISSUER,
    ID,
    IN_WORDS,
    LANGUAGE,
    MADE_ABROAD,
    NAME_COLUMNS,
    optional,
    reference,
    reference_if_any,
)
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.campaign import Alias, Contest, Contestant, ContestKind, Reading, Spot
from dauys.domain.intervals import Interval
from dauys.domain.names import Names
from dauys.domain.zones import moment_ms, zone


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


def _contest(written: Mapping[str, Any]) -> Contest:
    cell = _by_the_contests_clock(written)
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
        zone=cell["zone"] or "",
    )


def _by_the_contests_clock(cell: Mapping[str, Any]) -> dict[str, Any]:
    """The cells with every time as UTC milliseconds; one without an offset is what the zone's clock shows."""
    found = dict(cell)
    for name, value in cell.items():
        if isinstance(value, datetime):
            if cell["zone"] is None:
                raise ImpossibleRowError(
                    name, f"{value:%Y-%m-%dT%H:%M} has no UTC offset; write one like +05:00, or fill `zone`"
                )
            found[name] = moment_ms(value.replace(tzinfo=zone(cell["zone"])))
    return found


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


def _spot(cell: Mapping[str, Any]) -> Spot:
    return Spot(
        id=cell["id"],
        contestant_id=cell["contestant"],
        title=cell["title"],
        has_issuer=cell["has_issuer"],
        has_customer=cell["has_customer"],
        has_fund=cell["has_fund"],
        made_abroad=cell["made_abroad"],
        has_label=cell["has_label"],
    )


ELECTIONS = Register(
    name="elections",
    title="Elections",
    model="Election",
    key=("id",),
    columns=(
        ID,
        *NAME_COLUMNS,
        optional("called_on", "Called on", cells.a_day, "day on which it was called"),
        optional(
            "reading",
            "Reading of the totals",
            cells.one_of(Reading),
            "how totals are read that may be of all parties or of each",
            default=Reading.TOTAL,
        ),
        optional(
            "is_illustrative",
            "Illustrative",
            cells.yes_no,
            "yes: its rows are an illustration; empty: no",
            default=False,
        ),
        *(
            optional(
                f"notice_{code}", f"Notice in {word}", cells.a_long_text, f"notice on every page in {word}"
            )
            for code, word in IN_WORDS
        ),
        optional("rule_book", "Rule book", cells.an_id, "id of the rule book; empty: the law is not tested"),
    ),
    check=in_every_language("notice", "the notice stands in another language already"),
)

CONTESTS = Register(
    name="contests",
    title="Contests of an election",
    model="Contest",
    key=("id",),
    columns=(
        ID,
        *NAME_COLUMNS,
        Column(
            "campaign_start",
            "Start of the campaign",
            cells.a_clock_time,
            "first moment of the campaign, with its offset or by the zone's clock",
        ),
        Column(
            "campaign_end",
            "End of the campaign",
            cells.a_clock_time,
            "first moment after the campaign, with its offset or by the zone's clock",
        ),
        Column("voting_day", "Voting day", cells.a_day, "day of voting"),
        reference_if_any("election", "elections", "the election"),
        optional(
            "kind",
            "Kind",
            cells.one_of(ContestKind),
            "for whom the ballot paper has a place; empty: party lists",
            default=ContestKind.LIST,
        ),
        optional("region", "Region", cells.a_text, "where it is held; empty: everywhere"),
        optional(
            "silence_start", "Start of the silence period", cells.a_clock_time, "first moment of silence"
        ),
        optional(
            "silence_end", "End of the silence period", cells.a_clock_time, "first moment after the silence"
        ),
        optional(
            "embargo_start",
            "Start of the embargo on poll results",
            cells.a_clock_time,
            "first moment without results of polls",
        ),
        optional(
            "embargo_end", "End of the embargo on poll results", cells.a_clock_time, "first moment after that"
        ),
        optional(
            "zone",
            "Time zone",
            cells.a_zone,
            "IANA zone whose clock its times are; they then hold by each outlet's own clock",
        ),
    ),
    make=_contest,
)

CONTESTANTS = Register(
    name="contestants",
    title="Contestants",
    model="Contestant",
    key=("id",),
    columns=(
        ID,
        reference("contest", "contests", "the contest"),
        Column("order", "Place on the ballot paper", cells.an_order, "place on the ballot paper, from 1"),
        *NAME_COLUMNS,
        optional("languages", "Languages", cells.languages, "languages it campaigns in, with spaces: kk ru"),
        optional("fund", "Electoral fund, tenge", cells.money, "what its electoral fund held, in tenge"),
        optional("fund_on", "Day of the fund's amount", cells.a_day, "day of that amount"),
    ),
    make=_contestant,
)

ALIASES = Register(
    name="aliases",
    title="Other names of contestants",
    model="Alias",
    key=("contestant", "language", "text", "since"),
    columns=(
        reference("contestant", "contestants", "whose other name it is"),
        LANGUAGE,
        Column("text", "Other name", cells.a_text, "the other name"),
        optional("since", "In force from", cells.a_day, "first day in force; empty: always was"),
        optional(
            "until", "No longer in force from", cells.a_day, "first day no longer in force; empty: still is"
        ),
    ),
    make=_alias,
)

SPOTS = Register(
    name="spots",
    title="Spots",
    model="Spot",
    key=("id",),
    columns=(
        ID,
        reference("contestant", "contestants", "for whom it is"),
        Column("title", "Title", cells.a_text, "what it is called"),
        HAS_ISSUER,
        HAS_CUSTOMER,
        HAS_FUND,
        MADE_ABROAD,
        optional(
            "has_label",
            "Labelled as campaigning",
            cells.yes_no,
            "yes: it says that it is campaign advertising",
        ),
    ),
    make=_spot,
)

VERSIONS = Register(
    name="versions",
    title="Versions of spots",
    model="Version",
    key=("spot", "version"),
    columns=(
        reference("spot", "spots", "the spot"),
        optional(
            "version", "Version", cells.a_version, "the cut's name; empty for the only one", stored_as="name"
        ),
        LANGUAGE,
        Column("path", "Sound file", cells.a_path, "sound file, relative to this folder", stored_as="sha256"),
    ),
    make=lambda cell: VersionFile(cell["spot"], cell["version"] or "", cell["language"], cell["path"]),
)
