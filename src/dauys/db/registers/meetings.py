"""The register of meetings with voters."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import only_for
from dauys.db.registers.columns import A_SMALL_COUNT, optional, reference, reference_if_any
from dauys.db.registers.register import Column, Register
from dauys.domain.events import MeetingForm

MEETINGS = Register(
    name="meetings",
    model="Meeting",
    key=("id",),
    columns=(
        Column("id", cells.an_id, "public id of the meeting"),
        reference("contest", "contests", "the contest"),
        reference_if_any("contestant", "contestants", "who met the voters; empty: several together"),
        Column("form", cells.one_of(MeetingForm), "hall, district or online"),
        optional("platform", cells.a_text, "the service, where it was online"),
        optional("region", cells.a_text, "the region"),
        Column("held_on", cells.a_day, "day of the meeting"),
        optional("audience", cells.a_text, "whom they met"),
        optional("attendance", A_SMALL_COUNT, "how many came"),
    ),
    check=only_for("platform", "form", (MeetingForm.ONLINE,), "only a meeting online has a platform"),
)
