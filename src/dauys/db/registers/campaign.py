"""The registers of who stands and what they registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.campaign import Alias, Contest, Contestant, Spot
from dauys.domain.intervals import Interval
from dauys.domain.names import LANGUAGES, Names

NAME_COLUMNS = tuple(
    Column(f"name_{language}", cells.a_text, f"name in {meaning}")
    for language, meaning in zip(LANGUAGES, ("Kazakh", "Russian", "English"), strict=True)
)


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
    start, end = cell["campaign_start"], cell["campaign_end"]
    if end <= start:
        raise ImpossibleRowError("campaign_end", "the campaign ends before it starts")
    return Contest(cell["id"], names(cell), Interval(start, end), cell["voting_day"])


def _alias(cell: Mapping[str, Any]) -> Alias:
    since, until = cell["since"], cell["until"]
    if since and until and until <= since:
        raise ImpossibleRowError(
            "until", "the alias ends before it is in force; `until` is the first day without it"
        )
    return Alias(cell["contestant"], cell["language"], cell["text"], since, until)


CONTESTS = Register(
    name="contests",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the contest"),
        *NAME_COLUMNS,
        Column("campaign_start", cells.a_moment, "first moment of the campaign, with its offset"),
        Column("campaign_end", cells.a_moment, "first moment after the campaign, with its offset"),
        Column("voting_day", cells.a_day, "day of voting"),
    ),
    make=_contest,
)

CONTESTANTS = Register(
    name="contestants",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the party, list or candidate"),
        Column("contest", cells.an_id, "the contest", refers_to="contests"),
        Column("order", cells.an_order, "place on the ballot paper, from 1"),
        *NAME_COLUMNS,
    ),
    make=lambda cell: Contestant(cell["id"], cell["contest"], names(cell), cell["order"]),
)

ALIASES = Register(
    name="aliases",
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
    key=("spot", "version"),
    columns=(
        Column("spot", cells.an_id, "the spot", refers_to="spots"),
        Column("version", cells.a_version, "the cut's name; empty for the only one", is_required=False),
        Column("language", cells.a_language, "kk, ru or en"),
        Column("path", cells.a_path, "sound file, relative to this folder"),
    ),
    make=lambda cell: VersionFile(cell["spot"], cell["version"] or "", cell["language"], cell["path"]),
)
