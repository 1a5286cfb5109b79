"""The registers of appearances that nobody heard or saw here: airings, insertions, placements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of, needs, version_of_spot
from dauys.db.registers.columns import (
    A_SMALL_COUNT,
    AN_AREA,
    ID,
    ILLUSTRATIVE,
    LANGUAGE,
    LENGTH,
    PRICE,
    START,
    VERSION,
    optional,
    reference,
    reference_if_any,
)
from dauys.db.registers.register import Column, ImpossibleRowError, Register, in_order
from dauys.domain.coverage import PlacementKind


def _seen(cell: Mapping[str, Any]) -> None:
    if cell["seen"] is not None and cell["visits"] is not None and cell["seen"] > cell["visits"]:
        raise ImpossibleRowError("seen", "it was seen more often than the page was visited")


AIRINGS = Register(
    name="airings",
    title="Airings entered in the register",
    model="EnteredAiring",
    key=("id",),
    columns=(
        ID,
        reference("channel", "channels", "where it was aired"),
        reference("contestant", "contestants", "for whom"),
        reference_if_any("spot", "spots", "the spot; empty: not known which"),
        VERSION,
        LANGUAGE,
        START,
        LENGTH,
        PRICE,
        ILLUSTRATIVE,
    ),
    check=version_of_spot,
)

INSERTIONS = Register(
    name="insertions",
    title="Printed items",
    model="Insertion",
    key=("id",),
    columns=(
        ID,
        reference("contestant", "contestants", "for whom"),
        LANGUAGE,
        reference("outlet", "outlets", "who printed it"),
        Column("issue", "Issue", cells.a_text, "the issue's number or name"),
        Column("issued_on", "Day of the issue", cells.a_day, "date of the issue", stored_as="day"),
        Column("page", "Page", cells.a_number(1, 9999), "the page"),
        optional("area_mm2", "Area, mm²", AN_AREA, "its area in mm²"),
        optional("page_area_mm2", "Area of the page, mm²", AN_AREA, "the page's area in mm²"),
        optional("circulation", "Circulation", A_SMALL_COUNT, "how many copies of the issue were printed"),
        PRICE,
        ILLUSTRATIVE,
    ),
    check=in_order("area_mm2", "page_area_mm2", "the page is smaller than what stands on it"),
)

PLACEMENTS = Register(
    name="placements",
    title="Online items",
    model="Placement",
    key=("id",),
    columns=(
        ID,
        reference("contestant", "contestants", "for whom"),
        LANGUAGE,
        reference("outlet", "outlets", "where it stood"),
        Column("kind", "Kind", cells.one_of(PlacementKind), "what stands there"),
        Column("address", "Address on the internet", cells.an_address, "the page's address"),
        Column("first_seen", "First seen", cells.a_moment, "when it was first seen, with its offset"),
        optional(
            "last_promoted",
            "Last seen as an advertisement",
            cells.a_moment,
            "when it was last moved to the front, with its offset",
        ),
        optional("seen", "Visits on which it was seen", A_SMALL_COUNT, "on how many visits it was seen"),
        optional("visits", "Visits made", A_SMALL_COUNT, "how many visits were made"),
        optional(
            "is_contract_paid", "Paid under a contract", cells.yes_no, "yes: it was paid under a contract"
        ),
        optional(
            "has_marking", "Marked as campaigning", cells.yes_no, "yes: it bears the marking asked of it"
        ),
        optional("is_repost", "Repost", cells.yes_no, "yes: it repeats an earlier item"),
        PRICE,
        ILLUSTRATIVE,
    ),
    check=all_of(
        in_order("first_seen", "last_promoted", "it was promoted before it was first seen"),
        needs("seen", "visits", "it was seen and nobody visited"),
        _seen,
    ),
)
