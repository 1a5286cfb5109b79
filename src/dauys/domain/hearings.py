"""One pass of the ear over one recording, and what identifies its claims."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from dauys.domain.sightings import Sighting


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one version of the ear (`engine`, `params_digest`) found with one index.

    `print_name` is the print's path below the home's prints/, `print_sha256` the digest of its bytes;
    `notes` say what was odd about the file ("12 damaged packets skipped").
    """

    engine: str
    index_digest: str
    params_digest: str
    length_ms: int
    print_name: str
    print_sha256: str
    notes: tuple[str, ...]
    sightings: tuple[Sighting, ...]


def claim_id(sha256: str, channel_id: str, recorded_at_ms: int, sighting: Sighting) -> str:
    """The claim "this version, from this place to that, in this recording", whoever makes it.

    Channel and start are part of it because the same bytes may have been recorded twice.
    """
    return _digest(
        [
            sha256,
            channel_id,
            recorded_at_ms,
            str(sighting.version),
            sighting.start_ms,
            sighting.end_ms,
            sighting.spot_start_ms,
        ]
    )


def sighting_id(claim: str, hearing: Hearing) -> str:
    """The claim as one ear made it with one index: hearing twice gives the same ids."""
    return _digest([claim, hearing.engine, hearing.params_digest, hearing.index_digest])


def _digest(values: list[str | int]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class KeptPrint:
    """A recording's print from an earlier hearing, with what that hearing learnt from the file itself."""

    name: str
    sha256: str
    length_ms: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordingToHear:
    """A stored recording that the ear has not heard with the wanted index.

    `key` is the database's own; where a print of it with the wanted parameters is kept, nothing needs to
    be decoded again.
    """

    key: int
    outlet_id: str
    channel_id: str
    zone: str
    sha256: str
    arrival_name: str
    start_ms: int
    kept: KeptPrint | None
