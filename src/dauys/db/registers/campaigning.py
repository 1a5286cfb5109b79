"""The registers of campaigning outside the media: material, and who campaigned, whose name is private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.checks import all_of, only_for
from dauys.db.registers.columns import (
    HAS_CUSTOMER,
    HAS_FUND,
    HAS_ISSUER,
    ID,
    ILLUSTRATIVE,
    MADE_ABROAD,
    optional,
    reference_if_any,
)
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.campaigning import CampaignerRole, MaterialForm, MaterialPlace, Premises

_NOT_PRINTED = "only printed material has a place of printing and a circulation"


def _consent(cell: Mapping[str, Any]) -> None:
    if cell["has_image_consent"] is not None and not cell["has_image"]:
        raise ImpossibleRowError("has_image", "there is a consent, or none, to an image; write yes")


MATERIALS = Register(
    name="materials",
    title="Printed, audiovisual and online material",
    model="Material",
    key=("id",),
    columns=(
        ID,
        reference_if_any("contest", "contests", "the contest, where it does not say for whom it is"),
        reference_if_any("contestant", "contestants", "for whom it is; empty: it does not say"),
        Column("form", "Form", cells.one_of(MaterialForm), "what it is"),
        HAS_ISSUER,
        optional(
            "has_place", "Names the place of printing", cells.yes_no, "yes: it says where it was printed"
        ),
        optional("has_circulation", "Gives its circulation", cells.yes_no, "yes: it says in how many copies"),
        HAS_CUSTOMER,
        HAS_FUND,
        MADE_ABROAD,
        optional("posted_on", "Put up on", cells.a_day, "day on which it was put up or posted"),
        optional(
            "posted_before_silence",
            "Put up before the silence period",
            cells.yes_no,
            "yes: it stood there before the silence began",
        ),
        optional("place", "Where it is put up", cells.one_of(MaterialPlace), "where it is put up"),
        optional("offers_gain", "Offers a gain", cells.yes_no, "yes: it offers gifts, money or a lottery"),
        optional(
            "forbidden_call",
            "Calls for what is forbidden",
            cells.yes_no,
            "yes: it calls for violence, hatred or an attack on the country's integrity",
        ),
        optional("has_image", "Shows a person", cells.yes_no, "yes: it shows a person's image"),
        optional(
            "has_image_consent",
            "With that person's consent",
            cells.yes_no,
            "yes: that person agreed in writing",
        ),
        ILLUSTRATIVE,
    ),
    check=all_of(
        *(
            only_for(name, "form", (MaterialForm.PRINT,), _NOT_PRINTED)
            for name in ("has_place", "has_circulation")
        ),
        _consent,
    ),
)

CAMPAIGNERS = Register(
    name="campaigners",
    title="Who campaigned",
    model="Campaigner",
    key=("id",),
    columns=(
        Column("id", "Id", cells.an_id, "public id, which must not tell who it is"),
        reference_if_any("contest", "contests", "the contest, where it is known"),
        reference_if_any("contestant", "contestants", "for or against whom, where it is known"),
        reference_if_any("outlet", "outlets", "in which outlet, where it was in one"),
        Column("role", "Role", cells.one_of(CampaignerRole), "as whom this person or body campaigned"),
        optional("on_duty", "On duty", cells.yes_no, "yes: while performing official duties"),
        optional("used_subordinates", "Used subordinates", cells.yes_no, "yes: made subordinates help"),
        optional("premises", "Premises", cells.one_of(Premises), "on whose premises"),
        optional("at", "At", cells.a_moment, "when it was, with its offset"),
        optional("name", "Full name", cells.a_text, "who it is", is_public=False),
        ILLUSTRATIVE,
    ),
)
