"""The registers of incidents and of the persons held liable, whose names are never published."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.columns import ID, optional, reference, reference_if_any
from dauys.db.registers.register import Column, Register, in_order
from dauys.domain.events import IncidentAct

INCIDENTS = Register(
    name="incidents",
    title="Incidents",
    model="Incident",
    key=("id",),
    columns=(
        ID,
        reference_if_any("contest", "contests", "the contest, where it belongs to one"),
        optional("reported_on", "Reported on", cells.a_day, "day on which it was reported"),
        Column(
            "source",
            "Source",
            cells.a_text,
            "who reported it: prosecutor, court, police, commission, observer, or a name (no private person)",
        ),
        Column("act", "Act", cells.one_of(IncidentAct), "what it was about, in the words of the source"),
        optional("article", "Article", cells.a_text, "the provision that the source names"),
        reference_if_any("outlet", "outlets", "the outlet, where it is about one"),
        optional("evidence", "Evidence", cells.a_text, "where the evidence is kept", is_public=False),
        optional(
            "decision", "Decision", cells.a_text, "what was decided, and by whom; no private person by name"
        ),
        optional("decided_on", "Decided on", cells.a_day, "day of the decision"),
        optional("appeal", "Appeal", cells.a_text, "what came of an appeal; no private person by name"),
    ),
    check=in_order("reported_on", "decided_on", "it was decided before it was reported"),
)

PERSONS_LIABLE = Register(
    name="persons-liable",
    title="Persons held liable for incidents",
    model="PersonLiable",
    key=("id",),
    columns=(
        Column("id", "Id", cells.an_id, "public id, which must not tell who it is"),
        reference("incident", "incidents", "the incident"),
        optional("name", "Full name", cells.a_text, "who it is", is_public=False),
        optional("penalty", "Penalty", cells.a_text, "the penalty", is_public=False),
    ),
)
