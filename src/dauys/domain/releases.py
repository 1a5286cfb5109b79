"""Releases of the report: who signed its parts, what was frozen, what a later one corrects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartSignature:
    """A part of the report as its signer signed it.

    signed: the part's public columns at that moment; sha256: over them, canonical. by: who entered it.
    """

    part_id: str
    signed: Mapping[str, str]
    sha256: str
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure that a release changed: its value in the release before, and now; None where it had none."""

    release: int
    figure: str
    old: int | None
    new: int | None
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """One frozen report. note: its signed root. files: path from the release's folder → sha256."""

    number: int
    at_ms: int
    by: str
    note: str
    files: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()
