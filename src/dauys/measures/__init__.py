"""STAGE. Airings, registers and recorded time → published tables → integers; Polars frames in and out.

    registers, airings, due time → tables → every table of `domain.tables.TABLES`
    definitions of figures + tables → Answers, evaluate → integers, None where not known
    tables → identities → what does not add up, in words

In `appearances` and `monitored-time` a piece lies in one local day and daypart and either inside or outside
the outlet's prime time, so that every measure is a sum over pieces and the parts of any division add up.
"""

from __future__ import annotations

from dauys.measures.evaluate import Answers, evaluate
from dauys.measures.gaps import gaps
from dauys.measures.identities import identities
from dauys.measures.pieces import airing_pieces, due_pieces
from dauys.measures.tables import tables

__all__ = ["Answers", "airing_pieces", "due_pieces", "evaluate", "gaps", "identities", "tables"]
