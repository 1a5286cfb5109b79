"""The registers of who is monitored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.campaign import names
from dauys.db.registers.columns import ID, NAME_COLUMNS, optional, reference, reference_if_any
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.outlets import AUDIENCE_PM, Channel, Level, Medium, Outlet, Ownership


def _outlet(cell: Mapping[str, Any]) -> Outlet:
    if cell["ownership"] is Ownership.CONTESTANT and cell["owner_contestant"] is None:
        raise ImpossibleRowError("owner_contestant", "a contestant owns it; say which, or another ownership")
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
    title="Outlets",
    model="Outlet",
    key=("id",),
    columns=(
        ID,
        Column("medium", "Medium", cells.one_of(Medium), "the kind of medium"),
        Column("level", "Level", cells.one_of(Level), "how far it reaches"),
        optional("owner", "Owner", cells.a_text, "who owns it"),
        Column("languages", "Languages", cells.languages, "languages it uses, with spaces: kk ru"),
        Column("zone", "Time zone", cells.a_zone, "IANA time zone in which the law judges it: Asia/Almaty"),
        optional("prime_time", "Prime time", cells.dayparts, "hours of prime time: 19:00-23:00"),
        *NAME_COLUMNS,
        optional(
            "ownership",
            "Ownership",
            cells.one_of(Ownership),
            "whose it is; empty: not known",
            default=Ownership.UNKNOWN,
        ),
        reference_if_any(
            "owner_contestant", "contestants", "the contestant who owns it", "Contestant who owns it"
        ),
        optional(
            "audience",
            "Audience weight, thousandths",
            cells.a_number(0, 1_000_000, "_pm", example=1000),
            "weight by audience in thousandths; empty: 1000",
            default=AUDIENCE_PM,
        ),
        optional(
            "is_illustrative",
            "Illustrative",
            cells.yes_no,
            "yes: stands for an outlet that is not named; empty: no",
            default=False,
        ),
    ),
    make=_outlet,
)

CHANNELS = Register(
    name="channels",
    title="Channels",
    model="Channel",
    key=("id",),
    columns=(
        ID,
        reference("outlet", "outlets", "whose signal it is"),
        *NAME_COLUMNS,
        optional("first_day", "First day to record", cells.a_day, "first local day to record"),
        optional("last_day", "Last day to record", cells.a_day, "last local day to record"),
        optional("due", "Hours to record", cells.dayparts, "local hours to record each day: 06:00-24:00"),
    ),
    make=_channel,
)
