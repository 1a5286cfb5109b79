"""Who changes something, when and why: goes with every write into its history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """`by` is `person:NAME` or `policy:NAME`; `why` is the command or the reason in words."""

    by: str
    at_ms: int
    why: str
