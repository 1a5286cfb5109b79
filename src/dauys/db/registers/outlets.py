"""The registers of who is monitored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.campaign import NAME_COLUMNS, names
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.outlets import AUDIENCE_PM, Channel, Level, Medium, Outlet, Ownership


def _outlet(cell: Mapping[str, Any]) -> Outlet:
    return Outlet(
        id=cell["id"],
        names=names(cell),
        medium=cell["medium"],
        level=cell["level"],
        owner=cell["owner"] or "",
        languages=cell["languages"],
        zone=cell["zone"],
        prime_time=cell["prime_time"] or (),
        ownership=cell["ownership"],
        owner_contestant_id=cell["owner_contestant"] or "",
        audience_pm=cell["audience"],
        is_illustrative=cell["is_illustrative"],
    )


def _channel(cell: Mapping[str, Any]) -> Channel:
    first, last = cell["first_day"], cell["last_day"]
    if (first is None) != (last is None):
        raise ImpossibleRowError("first_day" if first is None else "last_day", "the other day is given")
    if first and last < first:
        raise ImpossibleRowError("last_day", "the last day to record lies before the first")
    if cell["due"] and not first:
        raise ImpossibleRowError("first_day", "hours are due, and on no day; give the first and the last")
    return Channel(cell["id"], cell["outlet"], names(cell), first, last, cell["due"] or ())


OUTLETS = Register(
    name="outlets",
    model="Outlet",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the media organisation"),
        Column("medium", cells.one_of(Medium), "tv, radio, online or print"),
        Column("level", cells.one_of(Level), "national, regional or local"),
        Column("owner", cells.a_text, "who owns it", is_required=False),
        Column("languages", cells.languages, "languages it uses, with spaces: kk ru"),
        Column("zone", cells.a_zone, "IANA time zone in which the law judges it: Asia/Almaty"),
        Column("prime_time", cells.dayparts, "hours of prime time: 19:00-23:00", is_required=False),
        *NAME_COLUMNS,
        Column(
            "ownership",
            cells.one_of(Ownership),
            "state, private, contestant, mixed or unknown",
            is_required=False,
            default=Ownership.UNKNOWN,
        ),
        Column(
            "owner_contestant",
            cells.an_id,
            "the contestant who owns it",
            is_required=False,
            refers_to="contestants",
        ),
        Column(
            "audience",
            cells.a_number(0, 1_000_000, "_pm"),
            "weight by audience in thousandths; empty: 1000",
            is_required=False,
            default=AUDIENCE_PM,
        ),
        Column(
            "is_illustrative",
            cells.yes_no,
            "yes: stands for an outlet that is not named; empty: no",
            is_required=False,
            default=False,
        ),
    ),
    make=_outlet,
)

CHANNELS = Register(
    name="channels",
    model="Channel",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the signal"),
        Column("outlet", cells.an_id, "whose signal it is", refers_to="outlets"),
        *NAME_COLUMNS,
        Column("first_day", cells.a_day, "first local day to record", is_required=False),
        Column("last_day", cells.a_day, "last local day to record", is_required=False),
        Column("due", cells.dayparts, "local hours to record each day: 06:00-24:00", is_required=False),
    ),
    make=_channel,
)
