"""The register of what the commission decided on findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.columns import ID, optional
from dauys.db.registers.form import form
from dauys.db.registers.register import Column, ImpossibleRowError, Register
from dauys.domain.events import FindingOutcome

_FINDING = re.compile(r"[^.\s]+\.[a-z-]+\..*\S")
"""RULE.TABLE.ROW, and the contest behind it where the row belongs to several."""


@form()
def _a_finding(cell: str) -> str:
    """A finding's id, as the report and the bundle show it."""
    text = cells.a_text(cell)
    if not _FINDING.fullmatch(text):
        raise ValueError(
            f"{text[:60]!r} is no finding; copy its id from the report, such as T3.airings.tv-17"
        )
    return str(text)


def _decided_or_pending(cell: Mapping[str, Any]) -> None:
    is_pending = cell["decision"] is FindingOutcome.PENDING
    for name in ("decided_on", "decided_by", "reasons") if is_pending else ():
        if cell[name] is not None:
            raise ImpossibleRowError(name, "nothing is decided yet; leave it empty or give the decision")
    for name in () if is_pending else ("decided_on", "decided_by"):
        if cell[name] is None:
            raise ImpossibleRowError(name, "there is a decision; say when it was taken and by whom")


FINDING_DECISIONS = Register(
    name="finding-decisions",
    title="Decisions on findings",
    model="FindingDecision",
    key=("id",),
    columns=(
        ID,
        Column("finding", "Finding", _a_finding, "id of the finding: T3.airings.tv-17"),
        Column("decision", "Decision", cells.one_of(FindingOutcome), "what was decided on it"),
        optional("decided_on", "Decided on", cells.a_day, "day of the decision"),
        optional("decided_by", "Decided by", cells.a_text, "who decided; no private person by name"),
        optional("reasons", "Reasons", cells.a_long_text, "the reasons of the decision"),
    ),
    check=_decided_or_pending,
)
