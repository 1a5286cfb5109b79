"""STAGE. Airings and recorded time → measures: integer counts and milliseconds, Polars frames in and out.

    airings ─ airing_pieces ┐
                            ├─ measure(by=…) → counts, milliseconds, wholes, monitored time and gaps
    due ────── due_pieces ──┘

A piece lies in one local day and daypart and either inside or outside the outlet's prime time, so that
every measure is a sum over pieces and the parts of any division add up to the whole.

    definitions of figures + published tables → evaluate, Answers → integers, None where not known
"""

from __future__ import annotations

from dauys.measures.airtime import measure
from dauys.measures.evaluate import Answers, evaluate
from dauys.measures.identities import identities
from dauys.measures.monitored import gaps
from dauys.measures.pieces import airing_pieces, due_pieces
from dauys.measures.shares import with_wholes
from dauys.measures.tables import tables

__all__ = [
    "Answers",
    "airing_pieces",
    "due_pieces",
    "evaluate",
    "gaps",
    "identities",
    "measure",
    "tables",
    "with_wholes",
]
