"""The register of what proportional shares are reckoned by."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.columns import ID, optional, reference
from dauys.db.registers.register import Column, Register
from dauys.domain.money import AllocationBasis

ALLOCATIONS = Register(
    name="allocations",
    title="What shares are reckoned by",
    model="Allocation",
    key=("id",),
    columns=(
        ID,
        reference("contestant", "contestants", "whose number it is"),
        Column("basis", "Basis", cells.one_of(AllocationBasis), "what is counted"),
        Column("value", "Number", cells.a_count, "how many; the share is this of the sum of all"),
        optional("source", "Source", cells.a_text, "where the number comes from"),
    ),
)
