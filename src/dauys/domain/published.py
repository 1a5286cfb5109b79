"""Every table of a bundle: what is registered and measured (`tables`), and what the rules made of it."""

from __future__ import annotations

from dauys.domain.law import FINDINGS, LAW_TABLES
from dauys.domain.tables import TABLES

PUBLISHED: dict[str, dict[str, str]] = {
    **TABLES,
    **LAW_TABLES,
    "findings": {**FINDINGS, "decision": "text"},
}
"""`decision` of a finding is what the register of decisions says of it (`domain.events.FindingOutcome`), ""
where nothing: the rules find without knowing it, and it changes no finding."""
