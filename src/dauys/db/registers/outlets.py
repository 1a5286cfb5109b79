"""The registers of who is monitored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.campaign import NAME_COLUMNS, names
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.outlets import Channel, Level, Medium, Outlet


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
    )


def _channel(cell: Mapping[str, Any]) -> Channel:
    if cell["last_day"] < cell["first_day"]:
        raise ImpossibleRowError("last_day", "the last day to record lies before the first")
    return Channel(cell["id"], cell["outlet"], names(cell), cell["first_day"], cell["last_day"], cell["due"])


OUTLETS = Register(
    name="outlets",
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
    ),
    make=_outlet,
)

CHANNELS = Register(
    name="channels",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the signal"),
        Column("outlet", cells.an_id, "whose signal it is", refers_to="outlets"),
        *NAME_COLUMNS,
        Column("first_day", cells.a_day, "first local day to record"),
        Column("last_day", cells.a_day, "last local day to record"),
        Column("due", cells.dayparts, "local hours to record each day: 06:00-24:00"),
    ),
    make=_channel,
)
