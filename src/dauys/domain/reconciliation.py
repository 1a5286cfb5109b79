"""What became of each broadcast that was ordered, logged or heard."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """One word for each row of the reconciliation; where several hold, the first of this order.

    UNKNOWN: nothing was heard, and not all of the time in which it would have been on time was monitored.
    MISSING: nothing was heard although that time was monitored; an outlet's log that states it is no proof.
    UNSCHEDULED: heard without a slot. DOUBLED: heard once more at a slot that another broadcast has filled.
    DISPLACED: heard on the slot's day, not at its time. SHORT: heard shorter than the slot.
    WRONG_PRICE: the slot's price is not the one of the outlet's notice. MATCHED: nothing of these.
    """

    UNKNOWN = "unknown"
    MISSING = "missing"
    UNSCHEDULED = "unscheduled"
    DOUBLED = "doubled"
    DISPLACED = "displaced"
    SHORT = "short"
    WRONG_PRICE = "wrong_price"
    MATCHED = "matched"


START_MS_MAX = 5 * 60_000
"""How far a broadcast may begin from its slot, or a log's entry from what was heard, to be that one."""

SHORT_MS_MAX = 1000
"""How much shorter than ordered a broadcast may be heard: the ear's borders, and a fade."""
