"""STAGE. Airings and recorded time → measures: integer counts and milliseconds, Polars frames in and out.

    airings ─ airing_pieces ┐
                            ├─ measure(by=…) → counts, milliseconds, wholes, monitored time and gaps
    due ────── due_pieces ──┘

A piece lies in one local day and either inside or outside the outlet's prime time, so that every
measure is a sum over pieces and the parts of any division add up to the whole.
"""

from __future__ import annotations

from dauys.measures.airtime import measure
from dauys.measures.monitored import gaps
from dauys.measures.pieces import airing_pieces, due_pieces
from dauys.measures.shares import with_wholes

__all__ = ["airing_pieces", "due_pieces", "gaps", "measure", "with_wholes"]
