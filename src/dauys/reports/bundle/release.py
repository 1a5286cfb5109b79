"""What a report says of itself: draft or release, whose statements were signed, what was corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dauys.domain.releases import Correction, PartSignature
from dauys.reports.bundle.canonical import canonical

FORMAT = "dauys bundle 1"
_SIGNED = (
    "id",
    "headings",
    "role",
    *(
        f"{field}_{language}"
        for field in ("signer", "office", "statement")
        for language in ("kk", "ru", "en")
    ),
)
"""The columns of a report part that its signer puts a name to."""


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """`number` is 0 and `at_ms` None for a draft.

    is_illustrative: no person signed anything; what is called a signature shows how one would.
    n_history: leaves of earlier releases in the tree; said here, no line of the manifest passes for one.
    """

    languages: tuple[str, ...]
    number: int = 0
    at_ms: int | None = None
    parts: tuple[PartSignature, ...] = ()
    corrections: tuple[Correction, ...] = ()
    is_illustrative: bool = False
    n_history: int = 0

    @property
    def is_draft(self) -> bool:
        return self.number == 0

    def record(self) -> dict[str, Any]:
        """release.json."""
        return {
            "format": FORMAT,
            "status": "draft" if self.is_draft else "release",
            "number": self.number,
            "at_ms": self.at_ms,
            "languages": list(self.languages),
            "history": self.n_history,
            "parts": [self._part(part) for part in self.parts],
        }

    def _part(self, part: PartSignature) -> dict[str, Any]:
        record = {"signed": dict(part.signed), "sha256": part.sha256, "at_ms": part.at_ms}
        return record | {"is_demonstration": self.is_illustrative}


def signed_fields(part: Mapping[str, Any]) -> dict[str, str]:
    """What a signer signs of a row of the register of report parts."""
    return {name: str(part.get(name) or "") for name in _SIGNED}


def part_digest(part: Mapping[str, Any]) -> str:
    """The sha256 of that: another text, office or name is another part to sign."""
    return hashlib.sha256(canonical(signed_fields(part)).removesuffix(b"\n")).hexdigest()
