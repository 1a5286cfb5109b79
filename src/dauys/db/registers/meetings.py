"""The register of meetings with voters."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import only_for
from dauys.db.registers.columns import A_SMALL_COUNT, ID, optional, reference, reference_if_any
from dauys.db.registers.register import Column, Register
from dauys.domain.events import MeetingForm

MEETINGS = Register(
    name="meetings",
    title="Meetings",
    model="Meeting",
    key=("id",),
    columns=(
        ID,
        reference("contest", "contests", "the contest"),
        reference_if_any("contestant", "contestants", "who met the voters; empty: several together"),
        Column("form", "Form", cells.one_of(MeetingForm), "where they met"),
        optional("platform", "Platform", cells.a_text, "the service, where it was online"),
        optional("region", "Region", cells.a_text, "the region"),
        Column("held_on", "Held on", cells.a_day, "day of the meeting"),
        optional("audience", "Audience", cells.a_text, "whom they met"),
        optional("attendance", "Attendance", A_SMALL_COUNT, "how many came"),
    ),
    check=only_for("platform", "form", (MeetingForm.ONLINE,), "only a meeting online has a platform"),
)
